package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;

/** A recognizer of which nothing but its answers is known. */
public record BlackBox(Recognizer inside) implements Recognizer {

    @Override
    public Gallery gallery() {
        return inside.gallery();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return inside.identify(probes);
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return inside.decide(probes);
    }
}
