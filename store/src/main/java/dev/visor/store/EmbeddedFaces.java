package dev.visor.store;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The faces that come with the program. Where they are from is told in NOTICE. Thread-safe. */
public final class EmbeddedFaces {

    static final String JOHNS = "johns";

    /** The side of every picture in pixels. */
    static final int SIDE = 150;

    private EmbeddedFaces() {}

    /**
     * Returns 55 pictures of 5 people from the dlib sources, 11 each, 150x150 pixels, aligned as dlib does. They are
     * decoded anew at each call.
     */
    public static FaceSet johns() {
        return new FaceSet(
                JOHNS, Alignment.DLIB, ids().stream().map(EmbeddedFaces::face).toList());
    }

    /** Returns the lines of the index; the files of a jar cannot be listed. */
    static List<String> ids() {
        return new String(EmbeddedResource.read(JOHNS + "/index.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static Face face(String id) {
        Image image = PictureCodec.decode(EmbeddedResource.read(JOHNS + "/" + id), id);
        String person = id.substring(0, id.indexOf('/'));
        return new Face(id, new Identity(person), image, Alignment.DLIB.landmarks(image.width(), image.height()));
    }
}
