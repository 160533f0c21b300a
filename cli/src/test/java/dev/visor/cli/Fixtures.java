package dev.visor.cli;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.file.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Folders of faces and pictures to run commands on. */
public final class Fixtures {

    private Fixtures() {}

    /** Writes four pictures of each of three of the embedded people, 1.png to 4.png. */
    public static Path faces(Path folder) throws IOException {
        FaceSet johns = EmbeddedFaces.johns();
        for (Identity person : johns.people().subList(0, 3)) {
            List<Face> own = johns.of(person);
            for (int i = 1; i <= 4; i++) {
                Pictures.writePng(
                        folder.resolve(person.name()).resolve(i + ".png"),
                        own.get(i - 1).image());
            }
        }
        return folder;
    }

    /** Writes a photograph of each picture of a folder of faces: the face turned a little, in black surroundings. */
    public static void photographs(Path faces, Path photos) throws IOException {
        try (Stream<Path> files = Files.walk(faces)) {
            for (Path crop : files.filter(Files::isRegularFile).sorted().toList()) {
                Path person = Files.createDirectories(
                        photos.resolve(String.valueOf(crop.getParent().getFileName())));
                Similarity there = new Similarity(0.99, 0.12, 160, 60);
                Image photograph = SimilarityWarp.onBlack(there, 520, 360).quantized(Pictures.read(crop));
                Pictures.writePng(person.resolve(crop.getFileName() + ".png"), photograph);
            }
        }
    }

    /** Writes two gray pictures of each of two people, all of one size. */
    public static void gray(Path folder, int width, int height, boolean equal) throws IOException {
        for (String person : List.of("Al", "Bo")) {
            for (int i = 1; i <= 2; i++) {
                float level = equal ? 0.2f : 0.2f * i;
                Image picture = Image.filled(width, height, new Color(level, level, level));
                Pictures.writePng(folder.resolve(person).resolve(i + ".png"), picture);
            }
        }
    }

    /** Writes the first half of a JPEG. */
    public static void truncatedJpeg(Path file) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(150, 150, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        Files.write(file, Arrays.copyOf(jpeg.toByteArray(), jpeg.size() / 2));
    }

    /** Writes a small file that unpacks to 900 megapixels. */
    public static void bomb(Path file) throws IOException {
        BufferedImage black = new BufferedImage(30_000, 30_000, BufferedImage.TYPE_BYTE_BINARY);
        ImageIO.write(black, "png", file.toFile());
    }

    /** Returns every file and folder below a folder with a hash of what it holds. */
    public static Map<String, Integer> snapshot(Path folder) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                int hash = Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0;
                found.put(folder.relativize(path).toString(), hash);
            }
        }
        return found;
    }

    /** Copies a folder with all that is in it. */
    public static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
        return to;
    }
}
