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
    private final CalibratedDefense calibrated;

    Guard(Deployment deployment, CalibratedDefense calibrated) {
        this.deployment = deployment;
        this.calibrated = calibrated;
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

    /** Returns what a folder can keep, so that the same guard can be opened again without a face. */
    public CalibratedDefense calibrated() {
        return calibrated;
    }

    /** Returns how many faces have calibrated the chain; 0 if nothing in it is calibrated. */
    public int calibrationFaces() {
        return deployment.faces();
    }
}
