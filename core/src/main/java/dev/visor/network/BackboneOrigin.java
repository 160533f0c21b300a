package dev.visor.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the tensors of a system say about the backbone that it rests on, so that they are not read with another one. */
public final class BackboneOrigin {

    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Takes what a backbone is. */
    public BackboneOrigin(Backbone backbone) {
        metadata.put("backbone", backbone.name());
        metadata.put("weights-sha256", backbone.weightsSha256());
        metadata.put("alignment", backbone.alignment().name());
        metadata.put("width", Integer.toString(backbone.width()));
        metadata.put("height", Integer.toString(backbone.height()));
    }

    /** Adds it to the metadata of tensors. */
    public void writeTo(NamedTensors.Builder tensors) {
        metadata.forEach(tensors::metadata);
    }

    /**
     * Checks that tensors were made with such a backbone.
     *
     * @throws IllegalArgumentException if they were made with another one, or don't say with which
     */
    public void check(NamedTensors tensors) {
        metadata.forEach((key, here) -> {
            String there = tensors.metadata(key);
            if (!there.equals(here)) {
                throw new IllegalArgumentException(
                        "was made with the " + key + " " + there + ", but here it is " + here);
            }
        });
    }
}
