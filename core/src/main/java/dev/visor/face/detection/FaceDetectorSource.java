package dev.visor.face.detection;

import java.io.IOException;

/** Where a face detector comes from: a kind of the registry. Immutable and thread-safe. */
public interface FaceDetectorSource {

    /**
     * Opens the detector.
     *
     * @throws IOException with one line naming the file that can't be used
     */
    FaceDetector open() throws IOException;
}
