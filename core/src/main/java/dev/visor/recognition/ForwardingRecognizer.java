package dev.visor.recognition;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.List;

/** A recognizer that wraps another one. As thread-safe as the other. */
public abstract class ForwardingRecognizer implements WhiteBoxRecognizer {

    private final WhiteBoxRecognizer inner;

    /**
     * Makes a recognizer.
     *
     * @param inner the one to ask; stays open when this one is dropped
     */
    protected ForwardingRecognizer(WhiteBoxRecognizer inner) {
        this.inner = inner;
    }

    /** Returns the recognizer that is asked. */
    protected final WhiteBoxRecognizer inner() {
        return inner;
    }

    @Override
    public Gallery gallery() {
        return inner.gallery();
    }

    @Override
    public Color baseline() {
        return inner.baseline();
    }

    // Whoever changes what is identified changes what is decided: no subclass may forget it.
    @Override
    public abstract List<Decision> decide(List<Image> probes);
}
