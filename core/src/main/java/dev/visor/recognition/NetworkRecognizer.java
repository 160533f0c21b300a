package dev.visor.recognition;

import dev.visor.network.Backbone;

/**
 * A face recognition system: a frozen backbone and a trained head, with a softmax over the gallery.
 *
 * <p>Thread-safe; nothing changes its weights. Owns the native memory of the head, not of the backbone.
 */
public final class NetworkRecognizer extends BackboneRecognizer {

    private final Head head;

    /**
     * Puts a head on a backbone.
     *
     * @throws IllegalArgumentException if the head takes another number of features
     */
    public NetworkRecognizer(Backbone backbone, Head head) {
        super(backbone, head.gallery(), checked(backbone, head).stage(backbone.engine()));
        this.head = head;
    }

    private static Head checked(Backbone backbone, Head head) {
        if (head.features() != backbone.featureCount()) {
            throw new IllegalArgumentException("illegal head: it takes " + head.features() + " features, the backbone "
                    + backbone.name() + " gives " + backbone.featureCount());
        }
        return head;
    }

    /** Returns the trained part. */
    public Head head() {
        return head;
    }
}
