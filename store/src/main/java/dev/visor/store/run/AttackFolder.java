package dev.visor.store.run;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.alignment.Realignment;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Attacks as a folder. For each the adversarial picture, the one with the plain accessory, and the region of the
 * accessory, as PNG; for a face of a photograph also the whole photograph with the accessory and the crop of the face that is
 * found in it; {@code journal.jsonl} with a line per attack that is done, its scores too; and, when all are done,
 * {@code attacks.json} with a record of each, in the order of the plan. Used by one thread of one process at a time.
 */
public final class AttackFolder implements AutoCloseable {

    static final String SUMMARY = "attacks.json";

    private final Path folder;
    private final JournalFile journal;
    private final Checksums checksums;
    private final AttackedPhotographs photographs;

    private AttackFolder(Path folder, JournalFile journal) {
        this.folder = folder;
        this.journal = journal;
        this.checksums = new Checksums(folder);
        this.photographs = new AttackedPhotographs(folder);
    }

    /**
     * What the journal says of an attack: its record, the victim's logits of its three pictures, and the SHA-256 of the
     * files that it wrote, by their names; for a photograph also how its face was aligned anew.
     */
    record Entry(
            AttackRecord attack,
            List<Float> clean,
            List<Float> start,
            List<Float> attacked,
            SortedMap<String, String> files,
            @Nullable Realignment photograph) {

        static Entry of(AdversarialExample example, SortedMap<String, String> files, @Nullable Realignment photograph) {
            return new Entry(
                    AttackRecord.of(example),
                    logits(example.cleanScores()),
                    logits(example.startScores()),
                    logits(example.scores()),
                    files,
                    photograph);
        }

        private static List<Float> logits(Scores scores) {
            float[] logits = scores.logits();
            return IntStream.range(0, logits.length).mapToObj(i -> logits[i]).toList();
        }
    }

    /**
     * Opens a folder to go on with; makes it if there is none.
     *
     * @throws IOException with one line naming the file that cannot be read or written
     */
    public static AttackFolder open(Path folder) throws IOException {
        JournalFile journal = JournalFile.open(folder.resolve("journal.jsonl"));
        AtomicFile.deleteDrafts(folder);
        return new AttackFolder(folder, journal);
    }

    /**
     * Opens a folder of finished attacks that is only read; nothing on the disk changes.
     *
     * @throws IOException with one line naming the file that cannot be read
     */
    public static AttackFolder openToRead(Path folder) throws IOException {
        return new AttackFolder(folder, JournalFile.openToRead(folder.resolve("journal.jsonl")));
    }

    /** Returns whether all attacks of a folder have been made and summed up. */
    public static boolean isFinished(Path folder) {
        return Files.exists(folder.resolve(SUMMARY));
    }

    /** Returns whether all pictures of an attack are there. */
    public boolean has(AttackTask task) {
        return IntStream.range(0, task.faces().size()).allMatch(i -> journal.has(task.exampleId(i)));
    }

    /**
     * Adds finished attacks; the journal comes last, so that an attack that it names is whole.
     *
     * @throws UncheckedIOException with one line naming the file that cannot be written
     */
    public void add(List<AdversarialExample> examples) {
        for (AdversarialExample example : examples) {
            SortedMap<String, String> files = new TreeMap<>();
            Realignment photograph;
            try {
                write(attacked(folder, example.id()), example.image(), files);
                write(plain(folder, example.id()), example.start(), files);
                write(region(folder, example.id()), example.region().toImage(), files);
                photograph = photographs.write(example, files);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
            journal.keep(example.id(), Json.toLine(Entry.of(example, files, photograph)));
        }
    }

    static void write(Path file, Image image, Map<String, String> sums) throws IOException {
        byte[] png = PictureCodec.encodePng(image);
        AtomicFile.write(file, png);
        sums.put(String.valueOf(file.getFileName()), Sha256.of(png));
    }

    /**
     * Sums up the attacks of a plan, all of which must be there, and writes the summary.
     *
     * @param attacker the name of the attacker
     * @param accessory the name of the accessory
     */
    public AttackSummary finish(String attacker, String accessory, List<AttackTask> plan) throws IOException {
        List<AttackRecord> records = new ArrayList<>();
        for (AttackTask task : plan) {
            for (int i = 0; i < task.faces().size(); i++) {
                records.add(entry(task.exampleId(i)).attack);
            }
        }
        AttackSummary summary = AttackSummary.of(attacker, accessory, records);
        checksums.write(folder.resolve(SUMMARY), Json.toText(summary).getBytes(StandardCharsets.UTF_8));
        return summary;
    }

    private Entry entry(String id) throws IOException {
        String line = journal.find(id)
                .orElseThrow(() -> new DamagedFileException(
                        folder.resolve("journal.jsonl").toString(), "does not know the attack " + id));
        return Json.parse(line, Entry.class, folder.resolve("journal.jsonl") + ", " + id);
    }

    /**
     * Reads the summary of attacks.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    public static AttackSummary readSummary(Path folder) throws IOException {
        Path file = folder.resolve(SUMMARY);
        AttackSummary summary = Json.read(file, AttackSummary.class);
        new Checksums(folder).check(file);
        return summary;
    }

    /**
     * Sums up the attacks of the summary again, from the journal.
     *
     * @throws IOException with one line naming the file if the summary names other attacks than the journal
     */
    public AttackSummary recount() throws IOException {
        AttackSummary summary = readSummary(folder);
        List<AttackRecord> records = new ArrayList<>();
        for (AttackRecord record : summary.attacks()) {
            records.add(entry(record.id()).attack);
        }
        return AttackSummary.of(summary.attacker(), summary.accessory(), records);
    }

    /**
     * Checks that the pictures of all attacks are those that were written.
     *
     * @throws IOException with one line naming the first that is not, and how many more
     */
    public void checkPictures() throws IOException {
        SortedMap<String, String> written = new TreeMap<>();
        SortedMap<String, String> now = new TreeMap<>();
        for (String id : new TreeSet<>(journal.pieces())) {
            written.putAll(entry(id).files);
        }
        for (String name : written.keySet()) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                now.put(name, Sha256.of(file));
            }
        }
        List<String> differences = new Sha256Sums(written).differences(new Sha256Sums(now));
        if (!differences.isEmpty()) {
            throw new DamagedFileException(
                    folder.toString(), "has other pictures than its journal says: " + Sha256Sums.summary(differences));
        }
    }

    /**
     * Returns the attacks in the order of the summary, read from the folder when they are asked for.
     *
     * @param faces the data set that the attackers come from
     * @param gallery the people that the victim knows
     * @throws IOException with one line naming the file if it cannot be read or does not fit the faces
     */
    public ExampleSource examples(FaceSet faces, Gallery gallery) throws IOException {
        Map<String, Face> byId = faces.faces().stream().collect(Collectors.toMap(Face::id, Function.identity()));
        List<AttackRecord> records = readSummary(folder).attacks();
        List<Face> attackers = new ArrayList<>();
        for (AttackRecord record : records) {
            checkInside(record.id());
            if (!entry(record.id()).attack.equals(record)) {
                throw new DamagedFileException(
                        folder.resolve("journal.jsonl").toString(),
                        "says something else of the attack " + record.id() + " than " + SUMMARY);
            }
            Face face = byId.get(record.face());
            if (face == null) {
                throw new DamagedFileException(
                        folder.resolve(SUMMARY).toString(),
                        "the attack " + record.id() + " is of the face " + record.face()
                                + ", which the data set lacks");
            }
            attackers.add(face);
        }
        return new SavedExamples(folder, records, attackers, faces.format(), gallery, this::entry);
    }

    /**
     * Reads the adversarial picture of an attack.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    public Image picture(String id) throws IOException {
        checkInside(id);
        return SavedExamples.read(attacked(folder, id), entry(id), folder);
    }

    /**
     * Reads the picture of an attack with the plain accessory.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    public Image plainPicture(String id) throws IOException {
        checkInside(id);
        return SavedExamples.read(plain(folder, id), entry(id), folder);
    }

    private void checkInside(String id) throws DamagedFileException {
        if (!folder.normalize().equals(attacked(folder, id).normalize().getParent())) {
            throw new DamagedFileException(
                    folder.resolve(SUMMARY).toString(), "names a picture outside the folder: " + id);
        }
    }

    static Path attacked(Path folder, String id) {
        return folder.resolve(id + ".png");
    }

    static Path plain(Path folder, String id) {
        return folder.resolve(id + "-plain.png");
    }

    static Path region(Path folder, String id) {
        return folder.resolve(id + "-region.png");
    }

    @Override
    public void close() throws IOException {
        photographs.close();
        journal.close();
    }

    /** Returns the adversarial pictures of a folder of attacks, without regions and plain accessories, in order. */
    public static List<Path> adversarialPictures(Path folder) throws IOException {
        return readSummary(folder).attacks().stream()
                .map(attack -> attacked(folder, attack.id()))
                .toList();
    }
}
