package dev.visor.api;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import java.util.List;

/**
 * A system behind a chain of defenses.
 *
 * <pre>{@code
 * Guard guard = system.defend();
 * Decision decision = guard.decide(probe);
 * boolean open = decision.verdict() == Verdict.PERSON && decision.certified();
 * }</pre>
 *
 * <p>Used by one thread; lives as long as the system that it defends.
 */
public final class Guard {

    private final Deployment deployment;

    Guard(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Returns what the defended system decides.
     *
     * @param probe an aligned picture of the size of the faces that the system was trained on
     */
    public Decision decide(Image probe) {
        return decide(List.of(probe)).get(0);
    }

    /**
     * Returns what the defended system decides about each picture, in the same order.
     *
     * @param probes aligned pictures of the size of the faces that the system was trained on
     */
    public List<Decision> decide(List<Image> probes) {
        return deployment.recognizer().decide(probes);
    }

    /** Returns the chain, with the false alarm rates that the faces allow. */
    public ChainConfig chain() {
        return deployment.chain();
    }

    /** Returns how many faces calibrate the chain. */
    public int calibrationFaces() {
        return deployment.faces();
    }
}
