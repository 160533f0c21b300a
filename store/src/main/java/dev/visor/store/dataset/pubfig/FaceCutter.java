package dev.visor.store.dataset.pubfig;

import dev.visor.face.FaceFormat;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * Makes the face of a picture that was fetched a file of the data set. The detector looks at the listed rectangle and half
 * of its size around it. Of several faces there, the one whose eyes are nearest to the rectangle's middle is aligned.
 * Thread-safe.
 */
final class FaceCutter {

    private static final Digest MD5 = new Digest("MD5");

    private final Path folder;
    private final FaceDetector detector;
    private final FaceAligner aligner;

    FaceCutter(Path folder, FaceDetector detector, FaceFormat format) {
        this.folder = folder;
        this.detector = detector;
        this.aligner = new FaceAligner(format);
    }

    /** {@return where the face of a picture is, or would be} */
    Path file(PubFigEntry entry) {
        return folder.resolve(PersonFolders.of(entry.person())).resolve(entry.number() + ".png");
    }

    /**
     * Writes the face of a picture if it is the one that was listed and shows the face.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    Settled cut(PubFigEntry entry, byte[] bytes) throws IOException {
        if (entry.md5().isPresent() && !entry.md5().get().equals(MD5.of(bytes))) {
            return new Settled(PubFigOutcome.CHANGED, "MD5 differs");
        }
        byte[] png;
        try {
            png = face(entry, bytes);
        } catch (PictureException e) {
            String reason = String.valueOf(e.getMessage());
            return new Settled(PubFigOutcome.UNDECODABLE, reason.substring(reason.indexOf(": ") + 2));
        } catch (UnusableException e) {
            return e.result;
        }
        AtomicFile.write(file(entry), png);
        return new Settled(PubFigOutcome.FOUND, "");
    }

    /** One picture at a time: a large one may need most of the memory. */
    private synchronized byte[] face(PubFigEntry entry, byte[] bytes) throws UnusableException {
        Image picture = PictureCodec.decode(bytes, "picture");
        FaceRectangle face = entry.rectangle();
        if (!face.isInside(picture)) {
            throw new UnusableException(
                    PubFigOutcome.OUTSIDE,
                    (face.touches(picture) ? "partly outside " : "outside ") + picture.width() + "x"
                            + picture.height());
        }
        DetectedFace found = find(picture, face)
                .orElseThrow(() -> new UnusableException(PubFigOutcome.NO_FACE, "no face in the rectangle"));
        Optional<String> refusal = FaceAligner.refusal(picture, found);
        if (refusal.isPresent()) {
            throw new UnusableException(PubFigOutcome.NO_FACE, refusal.get());
        }
        return PictureCodec.encodePng(aligner.align(picture, found.points()).image());
    }

    private Optional<DetectedFace> find(Image picture, FaceRectangle face) {
        FaceRectangle around = face.surroundings(picture);
        return detector.detect(around.cut(picture)).stream()
                .map(found -> found.shifted(around.left(), around.top()))
                .filter(found -> face.contains(found.points().eyes()))
                .min(Comparator.comparingDouble(
                        found -> face.offCenter(found.points().eyes())));
    }

    /** Removes what an interrupted write left beside its place; no other process may be writing. */
    void sweep() throws IOException {
        try (DirectoryStream<Path> people = Files.newDirectoryStream(folder, path -> Files.isDirectory(path))) {
            for (Path person : people) {
                AtomicFile.deleteDrafts(person);
            }
        }
    }

    private static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Settled result;

        UnusableException(PubFigOutcome outcome, String reason) {
            super(reason);
            this.result = new Settled(outcome, reason);
        }
    }
}
