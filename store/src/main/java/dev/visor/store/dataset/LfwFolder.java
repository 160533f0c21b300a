package dev.visor.store.dataset;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Folders;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labeled Faces in the Wild (Huang et al., 2007) as it is published: one subfolder per person with pictures of 250x250.
 *
 * <p>Its faces were found by the detector of Viola and Jones, whose square was made 2.2 times as wide around its middle
 * and scaled to 250; the funneled and the deep-funneled pictures were turned and shifted from there. So faces are in
 * the middle, and the eyes at about (0.42, 0.45) and (0.58, 0.45) of width and height, closer to that the better the
 * pictures are aligned. What is kept is the middle of each picture, by default 0.64 of either side: the background, by
 * which people could be recognized as well, is mostly cut away, and the 160x160 pixels that are left are not mistaken
 * for dlib's chips of 150x150, which hold the eyes elsewhere.
 *
 * <p>Immutable and thread-safe.
 */
public final class LfwFolder {

    /** The share of width and height that is kept by default. */
    public static final double CROP = 0.64;

    /** The fewest pictures of a person by default. */
    public static final int MIN_PICTURES = 20;

    private static final Comparator<PersonCount> MOST_FIRST =
            Comparator.comparingInt(PersonCount::listed).reversed().thenComparing(PersonCount::name);

    private final Path folder;

    /** Names the folder where LFW was unpacked. */
    public LfwFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a folder of faces, whole or not at all. Cropped faces are PNG files.
     *
     * @param target where to; must be new or an empty folder
     * @throws DatasetException with one line if the target is neither, or fewer than two people have enough pictures
     * @throws IOException with one line if a folder or file cannot be read or written
     * @throws dev.visor.run.CancelledException if the run is not wanted any more; nothing is written
     */
    public LfwSummary select(LfwChoice choice, Path target, RunContext run) throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        Path place = place(target);
        checkTarget(target, place);
        Map<String, List<Candidate>> files = listing.files().stream()
                .collect(Collectors.groupingBy(Candidate::person, TreeMap::new, Collectors.toList()));
        List<PersonCount> people = listing.people().stream()
                .map(person -> new PersonCount(
                        person, files.getOrDefault(person, List.of()).size(), 0))
                .sorted(MOST_FIRST)
                .toList();
        Path draft = place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Selection selection = new Selection(choice, draft, people, files, listing.leftOut());
            LfwSummary summary = selection.write(run);
            Files.deleteIfExists(place);
            Files.move(draft, place);
            return summary;
        } catch (FileSystemException e) {
            throw new IOException(target + ": cannot be written: " + e.getMessage(), e);
        } finally {
            delete(draft);
        }
    }

    private static Path place(Path target) throws IOException {
        Path place = AtomicFile.place(target);
        return Files.exists(place) ? place.toRealPath() : place.normalize();
    }

    private void checkTarget(Path target, Path place) throws IOException {
        if (Files.exists(place) && !Files.isDirectory(place)) {
            throw new DatasetException(target + ": is a file, must be a new or an empty folder");
        }
        if (place.getFileName() == null || place.startsWith(folder.toRealPath())) {
            throw new DatasetException(target + ": lies in " + folder + ", must be a folder of its own");
        }
        if (Files.isDirectory(place)) {
            try (Stream<Path> entries = Files.list(place)) {
                if (entries.findAny().isPresent()) {
                    throw new DatasetException(target + ": is not empty, must be a new or an empty folder");
                }
            }
        }
    }

    private static void delete(Path draft) throws IOException {
        if (Files.exists(draft)) {
            try (Stream<Path> paths = Files.walk(draft)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** {@return about where the eyes are in pictures cropped like this} */
    static Alignment eyes(double crop) {
        String text = Stream.of(0.42, 0.45, 0.58, 0.45)
                .map(eye -> String.format(Locale.ROOT, "%.3f", (eye - (1 - crop) / 2) / crop))
                .collect(Collectors.joining(","));
        return Alignment.parse(text);
    }

    /** Writes the pictures of one selection. Not thread-safe. */
    private final class Selection {

        private final LfwChoice choice;
        private final Path draft;
        private final List<PersonCount> people;
        private final Map<String, List<Candidate>> files;
        private final List<String> leftOut;
        private final List<PersonCount> kept = new ArrayList<>();
        private final List<PersonCount> tooFew = new ArrayList<>();
        private final List<PersonCount> beyond = new ArrayList<>();

        Selection(
                LfwChoice choice,
                Path draft,
                List<PersonCount> people,
                Map<String, List<Candidate>> files,
                List<String> leftOut) {
            this.choice = choice;
            this.draft = draft;
            this.people = people;
            this.files = files;
            this.leftOut = new ArrayList<>(leftOut);
        }

        LfwSummary write(RunContext run) throws IOException {
            Folders.create(draft);
            long total = people.stream()
                    .filter(this::isEnough)
                    .mapToLong(PersonCount::listed)
                    .sum();
            long done = 0;
            try (Progress.Task task = run.begin("pictures", total)) {
                for (PersonCount person : people) {
                    run.checkpoint();
                    judge(person);
                    done += isEnough(person) ? person.listed() : 0;
                    task.done(done);
                }
            }
            if (kept.size() < 2) {
                throw new DatasetException(folder + ": people with at least " + choice.minPictures()
                        + " usable pictures: " + kept.size() + ", must be at least 2"
                        + people.stream()
                                .findFirst()
                                .map(most -> "; " + most.name() + " has the most files, " + most.listed())
                                .orElse(""));
            }
            kept.sort(Comparator.comparing(PersonCount::name));
            return new LfwSummary(kept, tooFew, beyond, leftOut, eyes(choice.crop()));
        }

        private boolean isEnough(PersonCount person) {
            return person.listed() >= choice.minPictures();
        }

        private void judge(PersonCount person) throws IOException {
            OptionalInt most = choice.people();
            if (!isEnough(person)) {
                tooFew.add(person);
            } else if (most.isPresent() && kept.size() >= most.getAsInt()) {
                beyond.add(person);
            } else {
                Path own = draft.resolve(person.name());
                int written = 0;
                for (Candidate file : files.getOrDefault(person.name(), List.of())) {
                    written += copy(file, own) ? 1 : 0;
                }
                PersonCount counted = new PersonCount(person.name(), person.listed(), written);
                if (written >= choice.minPictures()) {
                    kept.add(counted);
                } else {
                    delete(own);
                    tooFew.add(counted);
                }
            }
        }

        private boolean copy(Candidate file, Path own) throws IOException {
            Image picture;
            try {
                picture = Pictures.read(file.path());
            } catch (IOException | IllegalArgumentException e) {
                leftOut.add(file.id() + ": " + String.valueOf(e.getMessage()).replace(file.path() + ": ", ""));
                return false;
            }
            String name = file.name();
            Path copy = own.resolve(choice.crop() < 1 ? name.replaceFirst("\\.[^.]*$", "") + ".png" : name);
            if (Files.exists(copy)) {
                leftOut.add(file.id() + ": another picture gives " + copy.getFileName() + " as well");
                return false;
            }
            Folders.create(own);
            if (choice.crop() < 1) {
                Pictures.writePng(copy, middle(picture));
            } else {
                Files.copy(file.path(), copy);
            }
            return true;
        }

        private Image middle(Image picture) {
            int width = (int) Math.max(1, Math.round(choice.crop() * picture.width()));
            int height = (int) Math.max(1, Math.round(choice.crop() * picture.height()));
            int left = (picture.width() - width) / 2;
            int top = (picture.height() - height) / 2;
            return picture.crop(left, top, width, height);
        }
    }
}
