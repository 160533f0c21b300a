package dev.visor.service.http;

import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.NoFaceException;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.service.decision.Answer.FoundFace;
import java.util.Locale;

/**
 * Finds the face in a photograph, or says why there is none. Thread-safe.
 *
 * @param detector finds faces
 * @param pixels of a photograph at most
 */
record ProbeFinder(FaceDetector detector, int pixels) {

    /**
     * Returns the aligned face.
     *
     * @param format of the face
     * @param faces how many the photograph can show, of which the largest is taken
     * @param name what to call the photograph
     * @throws ProblemException if it can't be read, or shows no face or too many
     */
    Probe find(byte[] photograph, FaceFormat format, int faces, String name) {
        try {
            Probe probe = new ProbeAligner(detector, format).align(PictureCodec.decode(photograph, name, pixels), name);
            if (probe.faces() > faces) {
                throw new ProblemException(
                        ProblemCode.TOO_MANY_FACES,
                        name + ": shows " + probe.faces() + " faces, must show at most " + faces);
            }
            return probe;
        } catch (NoFaceException e) {
            throw new ProblemException(ProblemCode.NO_FACE, String.valueOf(e.getMessage()));
        } catch (PictureException e) {
            throw new ProblemException(ProblemCode.BAD_PHOTOGRAPH, String.valueOf(e.getMessage()));
        }
    }

    /** Returns how a face was found, as answers have it. */
    static FoundFace found(Probe probe) {
        return new FoundFace(probe.treatment().name().toLowerCase(Locale.ROOT), probe.faces());
    }
}
