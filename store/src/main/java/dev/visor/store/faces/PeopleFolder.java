package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.image.Resizing;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Aligned pictures of people to enroll, one subfolder per person. A single picture of a person will do, and so will a single
 * person, who can be added to others.
 *
 * @param faces what the pictures have in common
 * @param people the pictures of each person, at least one
 * @param leftOut what could not be used, each with the reason
 */
public record PeopleFolder(FaceFormat faces, SortedMap<Identity, List<Image>> people, List<String> leftOut) {

    /** Copies the collections. */
    public PeopleFolder {
        people = new TreeMap<>(people);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads a folder.
     *
     * @param alignment of the pictures; null to go by the size of the first one
     * @param given what pictures must be resized to; null for the size of the first one
     * @throws FaceFolderException with one line if there is no such folder, or a person has no picture that can be used
     * @throws IOException with one line if it can't be listed
     */
    public static PeopleFolder read(Path folder, @Nullable Alignment alignment, @Nullable FaceFormat given)
            throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        List<String> leftOut = new ArrayList<>(listing.leftOut());
        SortedMap<Identity, List<Image>> people = new TreeMap<>();
        FaceFormat faces = given;
        for (FaceFolderListing.Candidate file : listing.files()) {
            try {
                Image image = Pictures.read(file.path(), file.id());
                faces = faces == null ? format(folder, image, alignment) : faces;
                people.computeIfAbsent(new Identity(file.person()), person -> new ArrayList<>())
                        .add(fitted(image, faces, file.id()));
            } catch (PictureException e) {
                leftOut.add(e.getMessage());
            }
        }
        for (String person : listing.people()) {
            if (!people.containsKey(new Identity(person))) {
                throw new FaceFolderException(
                        folder + ": the person " + person + " has no picture that can be used, must have at least 1");
            }
        }
        if (faces == null) {
            throw new FaceFolderException(folder + ": has no people, must have a subfolder for each of them");
        }
        return new PeopleFolder(faces, people, leftOut);
    }

    private static FaceFormat format(Path folder, Image image, @Nullable Alignment alignment)
            throws FaceFolderException {
        Alignment of = alignment == null
                ? Alignment.ofSize(image.width(), image.height())
                        .orElseThrow(() -> new FaceFolderException(folder + ": the first picture has " + image.width()
                                + "x" + image.height() + " pixels, must have 150x150 (dlib) or 112x112 (arcface) unless"
                                + " --alignment says where the eyes are; photographs must be aligned by visor data"
                                + " align"))
                : alignment;
        return new FaceFormat(of, image.width(), image.height());
    }

    private static Image fitted(Image image, FaceFormat faces, String name) throws PictureException {
        if ((long) image.width() * faces.height() != (long) image.height() * faces.width()) {
            throw new PictureException(
                    name,
                    "is " + image.width() + "x" + image.height() + ", must be an aligned face with the proportions of "
                            + faces.width() + "x" + faces.height());
        }
        Image resized = Resizing.resize(image, faces.width(), faces.height());
        return Image.quantized(faces.width(), faces.height(), resized.values());
    }
}
