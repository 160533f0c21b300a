package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.file.EmbeddedResource;
import dev.visor.store.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The faces that come with the program. NOTICE names their sources. Thread-safe. */
public final class EmbeddedFaces {

    /** What the set is called. */
    public static final String JOHNS = "johns";

    /** The side of every picture in pixels. */
    public static final int SIDE = 150;

    private EmbeddedFaces() {}

    /**
     * {@return 55 pictures of 5 people from the dlib sources, 11 each, 150x150 pixels, aligned as dlib does} They are
     * decoded anew at each call.
     */
    public static FaceSet johns() {
        return new FaceSet(
                JOHNS, Alignment.DLIB, ids().stream().map(EmbeddedFaces::face).toList());
    }

    /** {@return the SHA-256 of each picture by its id} */
    public static SortedMap<String, String> sums() {
        SortedMap<String, String> sums = new TreeMap<>();
        ids().forEach(id -> sums.put(id, Sha256.of(read(id))));
        return sums;
    }

    /** {@return the lines of the index; the files of a jar cannot be listed} */
    static List<String> ids() {
        return new String(read("index.txt"), StandardCharsets.UTF_8).lines().toList();
    }

    /** {@return the bytes of a file of the set} */
    static byte[] read(String name) {
        return EmbeddedResource.read(EmbeddedFaces.class, JOHNS + "/" + name);
    }

    private static Face face(String id) {
        Image image = PictureCodec.decode(read(id), id);
        String person = id.substring(0, id.indexOf('/'));
        return new Face(id, new Identity(person), image, Alignment.DLIB.landmarks(image.width(), image.height()));
    }
}
