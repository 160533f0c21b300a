package dev.visor.store.dataset.align;

import dev.visor.face.detection.DetectedFace;
import dev.visor.face.detection.FaceAligner;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.ContactSheet;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.image.Resizing;
import dev.visor.run.Count;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.dataset.DatasetException;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.faces.FaceFolderListing;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DraftFolder;
import dev.visor.store.file.Folders;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of photographs with one subfolder per person. One photograph at a time is in memory. Immutable and thread-safe.
 */
public final class PhotographFolder {

    /** The file beside the people's folders that lists the photographs without a usable face. */
    public static final String NOT_FOUND = FaceFolderListing.NOT_FOUND;

    /** The file beside the people's folders that shows all crops. */
    public static final String SHEET = FaceFolderListing.SHEET;

    private static final int COLUMNS = 12;
    private static final int PANEL = 96;
    /** More crops than that make a picture that no viewer likes. */
    private static final int MOST_PANELS = 1200;

    private final Path folder;

    /** Names the folder. */
    public PhotographFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes a folder of aligned faces, whole or not at all: PNG files in one subfolder per person, a list of what was not
     * found, and a sheet of all crops.
     *
     * @param detector finds the faces
     * @param target where to; must be new or an empty folder
     * @throws DatasetException with one line if there is no face in any photograph
     * @throws IOException with one line if a folder or file cannot be read or written
     * @throws dev.visor.run.CancelledException if the run is not wanted any more; nothing is written
     */
    public AlignSummary align(AlignChoice choice, FaceDetector detector, Path target, RunContext run)
            throws IOException {
        FaceFolderListing listing = FaceFolderListing.of(folder);
        if (listing.people().isEmpty()) {
            throw new DatasetException(folder + ": has no subfolders, must have one per person");
        }
        try (DraftFolder draft = DraftFolder.begin(target, folder)) {
            Work work = new Work(choice, detector, draft.path());
            try (Progress.Task task = run.begin("photographs", listing.files().size())) {
                for (int i = 0; i < listing.files().size(); i++) {
                    run.checkpoint();
                    work.take(listing.files().get(i));
                    task.done(i + 1);
                }
            }
            AlignSummary summary = work.summary(listing);
            if (summary.faces() == 0) {
                throw new DatasetException(folder + ": has no usable face in "
                        + Count.of(listing.files().size(), "file")
                        + summary.notFound().stream()
                                .findFirst()
                                .map(first -> "; the first is " + first.id() + ": " + first.reason())
                                .orElse(""));
            }
            work.finish(summary);
            draft.finish();
            return summary;
        }
    }

    /** The work on one folder. Not thread-safe. */
    private static final class Work {

        private final AlignChoice choice;
        private final FaceDetector detector;
        private final FaceAligner aligner;
        private final Path draft;
        private final Map<String, Integer> found = new TreeMap<>();
        private final List<AlignSummary.NotFound> notFound = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();
        private final List<String> several = new ArrayList<>();
        private final List<ContactSheet.Panel> panels = new ArrayList<>();

        Work(AlignChoice choice, FaceDetector detector, Path draft) {
            this.choice = choice;
            this.detector = detector;
            this.aligner = new FaceAligner(choice.format());
            this.draft = draft;
        }

        void take(Candidate file) throws IOException {
            Image photograph;
            try {
                photograph = Pictures.read(file.path(), file.id());
            } catch (PictureException | IOException e) {
                leftOut.add(String.valueOf(e.getMessage()));
                return;
            }
            List<DetectedFace> faces = detector.detect(photograph);
            if (faces.isEmpty()) {
                notFound.add(new AlignSummary.NotFound(file.id(), "no face"));
                return;
            }
            if (faces.size() > 1) {
                several.add(file.id());
            }
            List<DetectedFace> taken = choice.all() ? faces : faces.subList(0, 1);
            for (int i = 0; i < taken.size(); i++) {
                write(file, photograph, taken.get(i), i);
            }
        }

        private void write(Candidate file, Image photograph, DetectedFace face, int index) throws IOException {
            Optional<String> refusal = FaceAligner.refusal(photograph, face);
            if (refusal.isPresent()) {
                notFound.add(new AlignSummary.NotFound(file.id(), refusal.get()));
                return;
            }
            String stem = file.name().replaceFirst("\\.[^.]*$", "") + (index == 0 ? "" : "-face" + (index + 1));
            Path own = draft.resolve(file.person());
            Path crop = own.resolve(stem + ".png");
            for (int number = 2; Files.exists(crop); number++) {
                crop = own.resolve(stem + "-" + number + ".png");
            }
            Image image = aligner.align(photograph, face.points()).image();
            Folders.create(own);
            Pictures.writePng(crop, image);
            found.merge(file.person(), 1, Integer::sum);
            if (panels.size() < MOST_PANELS) {
                int height = Math.max(1, PANEL * image.height() / image.width());
                Image small = Resizing.resize(image, PANEL, height);
                panels.add(new ContactSheet.Panel(
                        Image.quantized(PANEL, height, small.values()),
                        String.valueOf(crop.getFileName()).replaceFirst("\\.png$", "")));
            }
        }

        AlignSummary summary(FaceFolderListing listing) {
            List<PersonCount> people = listing.people().stream()
                    .map(person -> new PersonCount(
                            person,
                            (int) listing.files().stream()
                                    .filter(file -> file.person().equals(person))
                                    .count(),
                            found.getOrDefault(person, 0)))
                    .toList();
            leftOut.addAll(listing.leftOut());
            return new AlignSummary(people, notFound, leftOut, several);
        }

        void finish(AlignSummary summary) throws IOException {
            StringBuilder csv = new StringBuilder("photograph,reason\n");
            summary.notFound()
                    .forEach(line -> csv.append(quoted(line.id()))
                            .append(',')
                            .append(quoted(line.reason()))
                            .append('\n'));
            AtomicFile.write(draft.resolve(NOT_FOUND), csv.toString().getBytes(StandardCharsets.UTF_8));
            Pictures.writePng(draft.resolve(SHEET), ContactSheet.grid(panels, COLUMNS, PANEL));
        }

        private static String quoted(String text) {
            return "\"" + text.replace("\"", "\"\"") + "\"";
        }
    }
}
