package dev.visor.store.dataset.pubfig;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Digest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the face of a picture that was fetched a file of the data set. Thread-safe. */
final class FaceCutter {

    private static final Digest MD5 = new Digest("MD5");

    private final Path folder;

    FaceCutter(Path folder) {
        this.folder = folder;
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
        } catch (OutsideException e) {
            return new Settled(PubFigOutcome.OUTSIDE, String.valueOf(e.getMessage()));
        }
        AtomicFile.write(file(entry), png);
        return new Settled(PubFigOutcome.FOUND, "");
    }

    /** One picture at a time: a large one may need most of the memory. */
    private synchronized byte[] face(PubFigEntry entry, byte[] bytes) throws OutsideException {
        Image picture = PictureCodec.decode(bytes, "picture");
        FaceRectangle face = entry.rectangle();
        if (!face.isInside(picture)) {
            throw new OutsideException((face.touches(picture) ? "partly outside " : "outside ") + picture.width() + "x"
                    + picture.height());
        }
        return PictureCodec.encodePng(face.cut(picture));
    }

    /** Removes what an interrupted write left beside its place; no other process may be writing. */
    void sweep() throws IOException {
        try (DirectoryStream<Path> people = Files.newDirectoryStream(folder, path -> Files.isDirectory(path))) {
            for (Path person : people) {
                AtomicFile.deleteDrafts(person);
            }
        }
    }

    private static final class OutsideException extends Exception {
        private static final long serialVersionUID = 1L;

        OutsideException(String message) {
            super(message);
        }
    }
}
