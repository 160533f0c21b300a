package dev.visor.recognition.embedding;

import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.EmbeddingLayer;
import java.util.List;
import java.util.Optional;

/**
 * Makes embeddings of faces: a frozen backbone, and the layer behind it where its network has one.
 *
 * <p>Immutable and thread-safe. The caller closes the backbone.
 *
 * @param backbone the frozen network
 * @param layer takes its features to embeddings; empty if the features are the embedding
 */
public record Embedder(Backbone backbone, Optional<EmbeddingLayer> layer) {

    /** Checks that the layer takes the features of the backbone. */
    public Embedder {
        int features = backbone.featureCount();
        layer.filter(own -> own.inputs() != features).ifPresent(own -> {
            throw new IllegalArgumentException("illegal embedding layer: it takes " + own.inputs()
                    + " features, the backbone " + backbone.name() + " gives " + features);
        });
    }

    /** Returns the number of values of an embedding. */
    public int size() {
        return layer.map(EmbeddingLayer::outputs).orElse(backbone.featureCount());
    }

    /**
     * Returns the embedding of each picture, in the same order.
     *
     * @param pictures of the backbone's size
     */
    public List<Embedding> embed(List<Image> pictures) {
        return backbone.features(pictures).stream()
                .map(features ->
                        Embedding.of(layer.map(own -> own.apply(features)).orElse(features)))
                .toList();
    }
}
