package dev.visor.store.dataset;

import dev.visor.face.detection.Box;
import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.FaceFolderListing;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.file.DraftFolder;
import dev.visor.store.file.Folders;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labeled Faces in the Wild (Huang et al., 2007) as it is published: one subfolder per person with pictures of 250x250.
 *
 * <p>The person who is named is in the middle of each picture; bystanders are not. So the face nearest to the middle is
 * aligned.
 *
 * <p>Immutable and thread-safe.
 */
public final class LfwFolder {

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
     * Writes a folder of aligned faces as PNG files, whole or not at all.
     *
     * @param detector finds the faces
     * @param target where to; must be new or an empty folder
     * @throws DatasetException with one line if fewer than two people have enough pictures
     * @throws IOException with one line if a folder or file cannot be read or written
     * @throws dev.visor.run.CancelledException if the run is not wanted any more; nothing is written
     */
    public LfwSummary select(LfwChoice choice, FaceDetector detector, Path target, RunContext run) throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        Map<String, List<Candidate>> files = listing.files().stream()
                .collect(Collectors.groupingBy(Candidate::person, TreeMap::new, Collectors.toList()));
        List<PersonCount> people = listing.people().stream()
                .map(person -> new PersonCount(
                        person, files.getOrDefault(person, List.of()).size(), 0))
                .sorted(MOST_FIRST)
                .toList();
        try (DraftFolder draft = DraftFolder.begin(target, folder)) {
            Selection selection = new Selection(choice, detector, draft.path(), people, files, listing.leftOut());
            LfwSummary summary = selection.write(run);
            draft.finish();
            return summary;
        }
    }

    /** Writes the pictures of one selection. Not thread-safe. */
    private final class Selection {

        private final LfwChoice choice;
        private final FaceDetector detector;
        private final FaceAligner aligner;
        private final Path draft;
        private final List<PersonCount> people;
        private final Map<String, List<Candidate>> files;
        private final List<String> leftOut;
        private final List<PersonCount> kept = new ArrayList<>();
        private final List<PersonCount> tooFew = new ArrayList<>();
        private final List<PersonCount> beyond = new ArrayList<>();

        Selection(
                LfwChoice choice,
                FaceDetector detector,
                Path draft,
                List<PersonCount> people,
                Map<String, List<Candidate>> files,
                List<String> leftOut) {
            this.choice = choice;
            this.detector = detector;
            this.aligner = new FaceAligner(choice.format());
            this.draft = draft;
            this.people = people;
            this.files = files;
            this.leftOut = new ArrayList<>(leftOut);
        }

        LfwSummary write(RunContext run) throws IOException {
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
                                .orElse("")
                        + leftOut.stream()
                                .findFirst()
                                .map(line -> "; left out first: " + line)
                                .orElse(""));
            }
            kept.sort(Comparator.comparing(PersonCount::name));
            return new LfwSummary(kept, tooFew, beyond, leftOut);
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
                Map<Path, Image> faces = new LinkedHashMap<>();
                for (Candidate file : files.getOrDefault(person.name(), List.of())) {
                    align(file, own, faces);
                }
                PersonCount counted = new PersonCount(person.name(), person.listed(), faces.size());
                if (faces.size() >= choice.minPictures()) {
                    Folders.create(own);
                    for (Map.Entry<Path, Image> face : faces.entrySet()) {
                        Pictures.writePng(face.getKey(), face.getValue());
                    }
                    kept.add(counted);
                } else {
                    tooFew.add(counted);
                }
            }
        }

        private void align(Candidate file, Path own, Map<Path, Image> faces) {
            Image picture;
            try {
                picture = Pictures.read(file.path(), file.id());
            } catch (IOException | IllegalArgumentException e) {
                leftOut.add(String.valueOf(e.getMessage()));
                return;
            }
            Path crop = own.resolve(file.name().replaceFirst("\\.[^.]*$", "") + ".png");
            Optional<DetectedFace> face = central(picture);
            Optional<String> refusal =
                    face.isEmpty() ? Optional.of("no face") : FaceAligner.refusal(picture, face.get());
            if (refusal.isPresent()) {
                leftOut.add(file.id() + ": " + refusal.get());
            } else if (faces.containsKey(crop)) {
                leftOut.add(file.id() + ": another picture gives " + crop.getFileName() + " as well");
            } else {
                faces.put(crop, aligner.align(picture, face.get().points()).image());
            }
        }

        private Optional<DetectedFace> central(Image picture) {
            return detector.detect(picture).stream().min(Comparator.comparingDouble(face -> {
                Box box = face.box();
                return Math.hypot(
                        box.left() + box.width() / 2 - picture.width() / 2.0,
                        box.top() + box.height() / 2 - picture.height() / 2.0);
            }));
        }
    }
}
