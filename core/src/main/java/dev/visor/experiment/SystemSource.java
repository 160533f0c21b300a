package dev.visor.experiment;

import dev.visor.device.Compute;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSource;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the system under test comes from: a kind of the registry, which files name under {@code system}. Immutable and
 * thread-safe.
 */
public interface SystemSource {

    /** Returns what reports call the system, in a few words. */
    String name();

    /** Returns whether its systems can answer that nobody of the gallery is in a picture; by default they can't. */
    default boolean answersUnknown() {
        return false;
    }

    /**
     * Returns whether another source gives the same answers, so that a run that began with it may go on with this one; by
     * default only an equal one does.
     */
    default boolean answersAs(SystemSource other) {
        return equals(other);
    }

    /** Returns how many pictures its systems may be asked about in a run; none, by default, if nothing limits that. */
    default OptionalInt queries() {
        return OptionalInt.empty();
    }

    /** Returns whether the training faces are sent to its systems too, each of which is a query; by default they aren't. */
    default boolean enrollsByQueries() {
        return false;
    }

    /**
     * Returns whether its systems only answer: their gradients are not known, so no attacker can follow them, there are no
     * saliency maps, and no heads can be trained. By default they are known.
     */
    default boolean isBlackBox() {
        return false;
    }

    /**
     * Returns whether its systems find the face in a picture by themselves, so that pictures may show more than the face; by
     * default they take faces that are cropped and aligned.
     */
    default boolean findsFaces() {
        return false;
    }

    /** Returns the same source with everything resolved that depends on this machine, so that results can name it. */
    default SystemSource resolved() {
        return this;
    }

    /** Returns the same source with everything resolved that depends on this machine and on where the faces come from. */
    default SystemSource resolved(FaceSource faces) {
        return resolved();
    }

    /** Returns what the size of pictures must be instead, if the system does not take pictures of this size. */
    default Optional<String> refusal(int width, int height) {
        return Optional.empty();
    }

    /**
     * Opens the system for faces of one size and alignment.
     *
     * @param faces what the pictures have in common; the faces themselves may not be loaded
     * @param compute the threads and the device that compute
     * @param registry knows the readings of saliency maps that defenses may need
     * @return closes everything that it made
     * @throws IOException with one line naming the file that can't be read
     */
    SystemFactory open(FaceFormat faces, Compute compute, Registry registry) throws IOException;

    /**
     * Opens the system with the readings on the class path.
     *
     * @param compute the threads and the device that compute
     * @throws IOException with one line naming the file that can't be read
     */
    default SystemFactory open(FaceFormat faces, Compute compute) throws IOException {
        return open(faces, compute, Registry.standard());
    }
}
