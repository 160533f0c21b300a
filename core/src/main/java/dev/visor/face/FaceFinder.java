package dev.visor.face;

import dev.visor.image.Image;
import java.io.IOException;
import java.util.Optional;

/** How the faces of some photographs are found and aligned. Implementations are thread-safe. */
public interface FaceFinder {

    /**
     * Loads what finds faces.
     *
     * @throws IOException with one line naming the file of the detector that can't be used
     */
    Opened open() throws IOException;

    /** Finds faces; whoever opened it closes it. Implementations are thread-safe and give the same answer always. */
    interface Opened extends AutoCloseable {

        /**
         * Finds the largest face of a photograph and aligns it.
         *
         * @return empty if no face can be used
         */
        Optional<AlignedFace> align(Image photograph);

        @Override
        void close();
    }
}
