package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.FaceSource;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.store.file.Pictures;
import dev.visor.text.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data set of aligned faces as a folder with one subfolder per person, called as the person is. A picture's id is
 * {@code <person>/<file>}. Thread-safe.
 */
public final class FaceFolder {

    /** The longest side of a picture that is taken for an aligned face, in pixels. */
    public static final int MAX_SIDE = 1024;

    /** The fewest pictures of a person: one to train on and one to validate with. */
    public static final int MIN_PICTURES = 2;

    private FaceFolder() {}

    /**
     * Loads all pictures, the people by name and their pictures in counting order (2.jpg before 10.jpg). All faces have
     * the size that most of the pictures have, of several such sizes the largest. Pictures of another size are resized
     * to it if the alignment is given, else left out. Whatever cannot be used is left out and reported: what is no
     * picture or a damaged one, links that lead out of the folder, files above {@link Pictures#MAX_FILE_BYTES}, faces
     * above {@link #MAX_SIDE} a side. Files whose names begin with a dot are ignored.
     *
     * <p>With the alignment {@code detect}, pictures are photographs of any size: the largest face of each is cut out and
     * aligned, and photographs without a usable face are left out.
     *
     * <p>With a size, every picture is then resized to a square of it. Of a selection of people the ones left out are
     * reported too.
     *
     * @param selection what to take
     * @throws FaceFolderException if there is no such folder, names in it can't be decoded or look alike, it is empty, has a single person, has a person with fewer
     *     than {@link #MIN_PICTURES} usable pictures and is not to be left out, or pictures of a size without a known alignment
     * @throws IOException if the folder cannot be listed
     */
    public static FaceSource.Loaded load(Path folder, FaceSelection selection) throws IOException {
        return load(folder, selection, RunContext.of(0));
    }

    /**
     * Loads all pictures as {@link #load(Path, FaceSelection)} does.
     *
     * @param run shows how many pictures are read, and may be cancelled
     */
    public static FaceSource.Loaded load(Path folder, FaceSelection selection, RunContext run) throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        if (listing.people().isEmpty()) {
            throw new FaceFolderException(folder + ": has no subfolders, must have one per person");
        }
        List<String> leftOut = new ArrayList<>(listing.leftOut());
        boolean detects = selection.detects();
        FacePixels pixels = new FacePixels();
        List<FacePicture> pictures = detects
                ? Photographs.crops(listing.files(), selection, pixels, leftOut, run)
                : AlignedPictures.read(listing.files(), selection.size(), pixels, leftOut, run);
        if (pictures.isEmpty()) {
            throw new FaceFolderException(folder + ": has no usable picture" + firstOf(leftOut, ""));
        }
        PictureSize size = mostCommonSize(pictures);
        Alignment alignment = detects
                ? Photographs.format(selection).alignment()
                : selection.alignment() == null ? null : selection.alignment().given();
        Alignment template = alignment == null ? alignmentOf(size, folder) : alignment;
        List<FacePicture> fitting = new ArrayList<>();
        for (FacePicture picture : pictures) {
            if (alignment != null || size.equals(picture.size())) {
                fitting.add(picture);
            } else {
                leftOut.add(
                        picture.file().id() + ": is " + picture.size() + " pixels, must be " + size + " as most are");
            }
        }
        Set<String> people = Set.copyOf(people(folder, listing.people(), fitting, selection, leftOut));
        PictureSize taken = selection.size() == null ? size : new PictureSize(selection.size(), selection.size());
        FaceFormat format =
                detects ? Photographs.format(selection) : new FaceFormat(template, taken.width(), taken.height());
        List<Face> faces = new ArrayList<>();
        for (FacePicture picture : fitting) {
            if (people.contains(picture.file().person())) {
                faces.add(face(picture, format, pixels));
            }
        }
        leftOut.sort(new NaturalOrder());
        return new FaceSource.Loaded(new FaceSet(nameOf(folder), template, format.margin(), faces), leftOut);
    }

    private static PictureSize mostCommonSize(List<FacePicture> pictures) {
        Map<PictureSize, Integer> counts = new HashMap<>();
        pictures.forEach(picture -> counts.merge(picture.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<PictureSize, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().area())
                        .thenComparing(entry -> entry.getKey().width()))
                .orElseThrow()
                .getKey();
    }

    private static Alignment alignmentOf(PictureSize size, Path folder) throws FaceFolderException {
        return Alignment.ofSize(size.width(), size.height())
                .orElseThrow(() -> new FaceFolderException(folder + ": most pictures are " + size
                        + " pixels, must be 150x150 (dlib) or 112x112 (arcface) unless an alignment is given;"
                        + " photographs must be aligned (visor data align, or alignment: detect)"));
    }

    private static Face face(FacePicture picture, FaceFormat format, FacePixels pixels) throws IOException {
        Image resized = AlignedPictures.resized(picture.image(), format.width(), format.height());
        return new Face(
                picture.file().id(),
                new Identity(picture.file().person()),
                resized == picture.image() ? resized : pixels.keep(resized),
                format.landmarks(),
                picture.photograph());
    }

    /** Returns the people that are taken. */
    private static List<String> people(
            Path folder, List<String> all, List<FacePicture> pictures, FaceSelection selection, List<String> leftOut)
            throws FaceFolderException {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(person -> counts.put(person, 0));
        pictures.forEach(picture -> counts.merge(picture.file().person(), 1, Integer::sum));
        int least = selection.minPictures() == null ? MIN_PICTURES : selection.minPictures();
        for (String person : all) {
            int count = counts.getOrDefault(person, 0);
            if (count >= least) {
                continue;
            }
            String few = " has " + count + (count == 1 ? " usable picture" : " usable pictures")
                    + ", must have at least " + least;
            if (selection.minPictures() == null) {
                throw new FaceFolderException(folder + ": the person " + person + few + firstOf(leftOut, person + "/"));
            }
            leftOut.add(person + ":" + few);
            counts.remove(person);
        }
        List<String> taken = most(counts, selection.people(), leftOut);
        if (taken.size() < 2) {
            throw new FaceFolderException(folder
                    + (taken.isEmpty() ? ": has no person to take" : ": has only the person " + taken.get(0))
                    + ", must have at least 2 people");
        }
        return taken;
    }

    /** Returns the people with the most pictures, those with equally many by name. */
    private static List<String> most(Map<String, Integer> counts, @Nullable Integer limit, List<String> leftOut) {
        List<String> ranked = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int most = Math.min(ranked.size(), limit == null ? ranked.size() : limit);
        ranked.subList(most, ranked.size())
                .forEach(person -> leftOut.add(person + ": is none of the " + most + " people with the most pictures"));
        return ranked.subList(0, most);
    }

    /** Returns a hint at the first thing left out whose id begins like this. */
    private static String firstOf(List<String> leftOut, String prefix) {
        return leftOut.stream()
                .filter(line -> line.startsWith(prefix))
                .min(Comparator.naturalOrder())
                .map(line -> " (left out: " + line + ")")
                .orElse("");
    }

    /** Returns what the set of a folder's faces is called: the folder's own name. */
    public static String nameOf(Path folder) {
        return Names.normalized(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }
}
