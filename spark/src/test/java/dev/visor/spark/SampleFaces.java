package dev.visor.spark;

import dev.visor.face.Face;
import dev.visor.image.PictureCodec;
import dev.visor.store.faces.EmbeddedFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded faces as a folder, which an executor has to be sent. */
final class SampleFaces {

    private SampleFaces() {}

    static void write(Path folder) throws IOException {
        for (Face face : EmbeddedFaces.johns().faces()) {
            Path file = folder.resolve(face.id().replaceFirst("\\.[a-z]+$", "") + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, PictureCodec.encodePng(face.image()));
        }
    }
}
