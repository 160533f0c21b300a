package dev.visor.experiment;

import dev.visor.defense.Occlusions;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.run.Journal;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import java.util.List;

/**
 * Makes systems under test: trains or enrolls them on faces, and brings them back from what was kept of them. Closing it
 * closes all systems that it made. Used by one thread.
 */
public interface SystemFactory extends AutoCloseable {

    /** Returns the SHA-256, in hexadecimal, of the weights that its systems rest on. */
    String fingerprint();

    /**
     * Names faces of people who are never enrolled. Called before training. A system that knows people by itself keeps them, and
     * training fails if it knows one of them; by default nothing is kept, as a system knows only whom it was trained on.
     */
    default void neverEnrolled(List<Face> strangers) {}

    /**
     * Trains or enrolls a system, as yet without maps of clean faces.
     *
     * @param split the faces; those held out are only measured
     * @param run its seed decides every draw
     */
    Training train(FaceSet faces, FaceSet.Split split, RunContext run);

    /**
     * Adds to a trained system what the saliency maps of its training faces look like, which some defenses need. By default it stays as
     * it is.
     *
     * @param faces those that it was trained on, and others
     * @param maker computes the maps; {@code CleanMaps::of} does so here
     * @param run receives progress
     */
    default EnrolledSystem withCleanMaps(EnrolledSystem system, FaceSet faces, CleanMaps.Maker maker, RunContext run) {
        return system;
    }

    /**
     * Trains a system on occluded faces as well.
     *
     * @param plain the system without; stays as it is
     * @param faces those that it was trained on, and the held-out ones
     * @param run its seed decides every draw
     * @throws IllegalArgumentException if such systems can't be hardened; unless a factory does otherwise, none can
     */
    default EnrolledSystem harden(EnrolledSystem plain, FaceSet faces, Occlusions occlusions, RunContext run) {
        throw new IllegalArgumentException("no hardened head can be trained on this system");
    }

    /** Returns what must be kept of a system to bring it back with {@link #read}. */
    NamedTensors write(EnrolledSystem system);

    /**
     * Brings back a system, which answers bit by bit as the one that was written.
     *
     * @throws IllegalArgumentException if the tensors are not those of such a system
     */
    EnrolledSystem read(NamedTensors tensors);

    /** Passes pictures forward once through what its systems rest on, so that the speed can be measured. */
    void pass(List<Image> pictures);

    /**
     * Passes pictures forward and gradients back once, so that the speed of attacks can be measured; by default, passes
     * forward twice.
     */
    default void passBothWays(List<Image> pictures) {
        pass(pictures);
        pass(pictures);
    }

    /**
     * Returns about how many multiplications and additions training takes beside passes; by default none.
     *
     * @param people in the gallery
     * @param faces the number of training faces
     */
    default double trainingOperations(int people, int faces) {
        return 0;
    }

    /** Returns whether its systems are asked over a network, so that their answers are worth keeping; by default they aren't. */
    default boolean isAsked() {
        return false;
    }

    /**
     * Keeps the answers of its systems in a journal, and takes from there what was answered before. Called before anything is
     * asked; by default nothing is kept.
     */
    default void keepAnswers(Journal journal) {}

    @Override
    void close();

    /**
     * A system and how its training went.
     *
     * @param system the recognizer and what its defenses need
     * @param summary how training went
     */
    record Training(EnrolledSystem system, TrainingSummary summary) {}
}
