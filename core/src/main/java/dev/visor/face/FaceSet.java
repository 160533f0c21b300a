package dev.visor.face;

import dev.visor.image.Image;
import dev.visor.run.Seed;
import dev.visor.text.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A data set of labelled faces of one size and one alignment, in the order of the people's names.
 *
 * <p>Immutable and thread-safe.
 */
public final class FaceSet {

    private final String name;
    private final FaceFormat format;
    private final List<Face> faces;
    private final SortedMap<Identity, List<Face>> byPerson;

    /**
     * Makes a data set.
     *
     * @param name what to call it in a report
     * @param alignment the template that all faces were aligned to
     * @param faces at least one, all of one size, with distinct ids and the eyes where the alignment has them
     */
    public FaceSet(String name, Alignment alignment, List<Face> faces) {
        this(name, alignment, 0, faces);
    }

    /**
     * Makes a data set of faces with their surroundings.
     *
     * @param name what to call it in a report
     * @param alignment the template that all faces were aligned to
     * @param margin what the pictures show around the template on each side, in pixels
     * @param faces at least one, all of one size, with distinct ids and the eyes where the alignment and the margin have them
     */
    public FaceSet(String name, Alignment alignment, int margin, List<Face> faces) {
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("the data set \"" + name + "\" has no faces");
        }
        Set<String> ids = new HashSet<>();
        this.format = new FaceFormat(
                alignment, faces.get(0).image().width(), faces.get(0).image().height(), margin);
        Landmarks eyes = format.landmarks();
        for (Face face : faces) {
            if (!face.image().sameSize(faces.get(0).image())) {
                throw new IllegalArgumentException("the face " + face.id() + " is " + face.image() + ", but "
                        + faces.get(0).id() + " is " + faces.get(0).image() + ": all must have one size");
            }
            if (!face.landmarks().equals(eyes)) {
                throw new IllegalArgumentException("the eyes of the face " + face.id() + " are at " + face.landmarks()
                        + ", must be at " + eyes + " as the alignment " + alignment.name() + " has them");
            }
            if (!ids.add(face.id())) {
                throw new IllegalArgumentException("two faces have the id " + face.id());
            }
        }
        checkPeople(faces);
        this.name = name;
        this.faces = List.copyOf(faces);
        this.byPerson = new TreeMap<>(
                this.faces.stream().collect(Collectors.groupingBy(Face::identity, Collectors.toUnmodifiableList())));
    }

    private static void checkPeople(List<Face> faces) {
        List<String> names =
                faces.stream().map(face -> face.identity().name()).distinct().toList();
        List<String> pairs = Names.lookAlikes(names, Names::lookInAnyCase);
        if (!pairs.isEmpty()) {
            throw new IllegalArgumentException(
                    "illegal names of people: " + String.join("; ", pairs) + ", must differ in letters");
        }
    }

    /** Returns what the data set is called. */
    public String name() {
        return name;
    }

    /** Returns the template that all faces were aligned to. */
    public Alignment alignment() {
        return format.alignment();
    }

    /** Returns what all pictures have in common. */
    public FaceFormat format() {
        return format;
    }

    /** Returns the same faces without their surroundings and photographs: the middle of each. */
    public FaceSet withoutMargin() {
        int margin = format.margin();
        if (margin == 0) {
            return this;
        }
        FaceFormat middle = format.withoutMargin();
        Landmarks eyes = middle.landmarks();
        return new FaceSet(
                name,
                alignment(),
                faces.stream()
                        .map(face -> new Face(
                                face.id(),
                                face.identity(),
                                face.image().crop(margin, margin, middle.width(), middle.height()),
                                eyes))
                        .toList());
    }

    /** Returns whether some faces were cut out of photographs that are known. */
    public boolean hasPhotographs() {
        return faces.stream().anyMatch(face -> face.photograph() != null);
    }

    /** Returns all faces. */
    public List<Face> faces() {
        return faces;
    }

    /** Returns the people, each once, sorted by name. */
    public List<Identity> people() {
        return List.copyOf(byPerson.keySet());
    }

    /** Returns the faces of one person, perhaps none. */
    public List<Face> of(Identity person) {
        return byPerson.getOrDefault(person, List.of());
    }

    /** Returns the width of every picture in pixels. */
    public int width() {
        return format.width();
    }

    /** Returns the height of every picture in pixels. */
    public int height() {
        return format.height();
    }

    /**
     * Splits each person's faces by chance into a part for training and one for validation. A held-out picture that is
     * the same as one for training moves over to training, lest it look as if it had never been seen; if none is left,
     * all copies of the rarest picture are held out.
     *
     * @param validationShare in (0, 1); each person gives this share, rounded, but at least one face to either part
     * @param seed decides which faces go where
     * @throws IllegalArgumentException if a person has a single face, or the same one throughout
     */
    public Split split(double validationShare, Seed seed) {
        if (!(validationShare > 0 && validationShare < 1)) {
            throw new IllegalArgumentException("illegal validation share: " + validationShare + ", must be in (0, 1)");
        }
        List<Face> training = new ArrayList<>();
        List<Face> validation = new ArrayList<>();
        for (Identity person : people()) {
            List<Face> own = new ArrayList<>(of(person));
            Collections.shuffle(own, new Random(seed.derive("split " + person).value()));
            Set<Image> held = heldOut(person, own, validationShare);
            own.forEach(face -> (held.contains(face.image()) ? validation : training).add(face));
        }
        return new Split(List.copyOf(training), List.copyOf(validation));
    }

    /** Returns the pictures of the person's first faces, less those that the others show as well. */
    private static Set<Image> heldOut(Identity person, List<Face> own, double validationShare) {
        if (own.size() < 2) {
            throw new IllegalArgumentException(
                    "the person " + person + " has 1 picture, must have at least 2 to train and validate");
        }
        int count = (int) Math.max(1, Math.min(own.size() - 1, Math.round(own.size() * validationShare)));
        Set<Image> held = images(own.subList(0, count));
        held.removeAll(images(own.subList(count, own.size())));
        if (!held.isEmpty()) {
            return held;
        }
        if (images(own).size() == 1) {
            throw new IllegalArgumentException("the person " + person + " has " + own.size()
                    + " pictures that are all the same, must have at least 2 different ones to train and validate");
        }
        return Set.of(rarest(own.stream().map(Face::image).toList()));
    }

    private static Image rarest(List<Image> images) {
        return images.stream()
                .min(Comparator.comparingInt(image -> Collections.frequency(images, image)))
                .orElseThrow();
    }

    private static Set<Image> images(List<Face> faces) {
        return faces.stream().map(Face::image).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Faces that a recognizer is trained on, and others that it has never seen.
     *
     * @param training at least one face of each person
     * @param validation at least one other face of each person
     */
    public record Split(List<Face> training, List<Face> validation) {}

    @Override
    public String toString() {
        return "FaceSet[" + name + ", " + faces.size() + " faces]";
    }
}
