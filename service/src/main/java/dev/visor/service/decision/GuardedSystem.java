package dev.visor.service.decision;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import java.util.List;
import java.util.Optional;

/** A system behind a chain of defenses, as a service asks it. Implementations may be used by one thread only. */
public interface GuardedSystem extends AutoCloseable {

    /** Returns the form of the faces that the system takes. */
    FaceFormat format();

    /** Returns who is enrolled. */
    Gallery gallery();

    /** Returns the names of the families of accessories that a certified decision is proven against. */
    List<String> declared();

    /** Returns the SHA-256 of what decides: the run with its calibrated chain. */
    String fingerprint();

    /**
     * Decides about faces.
     *
     * @param faces aligned, of the system's form
     * @return a decision for each face, in the same order, with who it is taken for under each mask; no masks if the chain asks
     *     under none
     */
    List<MaskedDecision> decide(List<Image> faces);

    /**
     * Returns how suspicious the first masking defense of the chain finds each pixel of a face, and what it makes of the face; empty
     * if no defense hides a part of pictures.
     *
     * @param face aligned, of the system's form
     */
    Optional<Cleansed> explain(Image face);

    /** Frees what the system owns, when nobody asks it any more; by default it owns nothing. */
    @Override
    default void close() {}
}
