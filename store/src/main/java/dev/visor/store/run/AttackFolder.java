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
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.JournalFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Attacks as a folder. For each the adversarial picture, the one with the plain accessory, and the region of the
 * accessory, as PNG; for a face of a photograph also the whole photograph with the accessory and the crop of the face that is
 * found in it. The pictures of more than a thousand planned attacks are in tar files, {@code pictures-0001.tar} and so on.
 * {@code journal.jsonl} has a line per attack that is done, its scores too; and, when all are done, {@code attacks.json} has a
 * record of each, in the order of the plan. Used by one thread of one process at a time.
 */
public final class AttackFolder implements AutoCloseable {

    static final String SUMMARY = "attacks.json";

    private final Path folder;
    private final JournalFile journal;
    private final Checksums checksums;
    private final KeptPictures pictures;
    private final AttackedPhotographs photographs;
    private PictureWriter writer;

    private AttackFolder(Path folder, JournalFile journal) {
        this.folder = folder;
        this.journal = journal;
        this.writer = new LoosePictures(folder);
        this.checksums = new Checksums(folder);
        this.pictures = new KeptPictures(folder);
        this.photographs = new AttackedPhotographs();
    }

    /**
     * Opens a folder of a few attacks to go on with; makes it if there is none.
     *
     * @throws IOException with one line naming the file that cannot be read or written
     */
    public static AttackFolder open(Path folder) throws IOException {
        return open(folder, 1);
    }

    /**
     * Opens a folder to go on with; makes it if there is none. What a killed process left half-written is removed.
     *
     * @param attacks how many pictures are attacked in all; the pictures of more than a thousand are packed
     * @throws IOException with one line naming the file that cannot be read or written
     */
    public static AttackFolder open(Path folder, int attacks) throws IOException {
        AttackFolder opened = new AttackFolder(folder, JournalFile.open(folder.resolve("journal.jsonl")));
        try {
            AtomicFile.deleteDrafts(folder);
            Optional<String> last = opened.journal.last();
            opened.writer = PictureWriter.of(folder, attacks, last.isPresent() ? opened.entry(last.get()) : null);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
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

    /** Returns how many pictures a plan attacks. */
    public static int pictures(List<AttackTask> plan) {
        return plan.stream().mapToInt(task -> task.faces().size()).sum();
    }

    /** Returns what the pictures of an attack are called as examples, one per face. */
    public static List<String> ids(AttackTask task) {
        return IntStream.range(0, task.faces().size()).mapToObj(task::exampleId).toList();
    }

    /** Returns whether all pictures of an attack are there. */
    public boolean has(AttackTask task) {
        return ids(task).stream().allMatch(journal::has);
    }

    /**
     * Adds finished attacks; the journal comes last, so that an attack that it names is whole.
     *
     * @throws UncheckedIOException with one line naming the file that cannot be written
     */
    public void add(List<AdversarialExample> examples) {
        for (AdversarialExample example : examples) {
            String id = example.id();
            SortedMap<String, byte[]> files = new TreeMap<>();
            files.put(PictureNames.attacked(id), PictureCodec.encodePng(example.image()));
            files.put(PictureNames.plain(id), PictureCodec.encodePng(example.start()));
            files.put(
                    PictureNames.region(id),
                    PictureCodec.encodePng(example.region().toImage()));
            try {
                Realignment photograph = photographs.add(example, files);
                keep(KeptAttack.of(example, files, photograph), files);
            } catch (IOException e) {
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void keep(KeptAttack attack, SortedMap<String, byte[]> files) throws IOException {
        journal.keep(attack.attack().id(), Json.toLine(attack.at(writer.write(files, journal.size()))));
    }

    /**
     * Reads an attack that is there, to hand it over to another folder.
     *
     * @throws IOException with one line naming what is missing or not what was written
     */
    public AttackFiles files(String id) throws IOException {
        checkInside(id);
        KeptAttack attack = entry(id);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String name : attack.files().keySet()) {
            files.put(name, pictures.read(attack, name));
        }
        return new AttackFiles(id, Json.toLine(attack.at(null)), files);
    }

    /**
     * Keeps an attack that another folder has handed over, as {@link #add} would have kept it. One that is there already stays
     * as it is, if it is equal.
     *
     * @throws DamagedFileException with one line if it is damaged, or another attack of this name is there
     * @throws IOException with one line naming the file that cannot be written
     */
    public void adopt(AttackFiles attack) throws IOException {
        KeptAttack kept = attack.kept();
        checkInside(attack.id());
        if (!journal.has(attack.id())) {
            keep(kept, attack.files());
        } else if (!entry(attack.id()).at(null).equals(kept)) {
            throw new DamagedFileException(
                    folder.resolve("journal.jsonl").toString(),
                    "has another attack " + attack.id() + " than the one that is handed over");
        }
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
            for (String id : ids(task)) {
                records.add(entry(id).attack());
            }
        }
        AttackSummary summary = AttackSummary.of(attacker, accessory, records);
        checksums.write(folder.resolve(SUMMARY), Json.toText(summary).getBytes(StandardCharsets.UTF_8));
        return summary;
    }

    private KeptAttack entry(String id) throws IOException {
        String line = journal.find(id)
                .orElseThrow(() -> new DamagedFileException(
                        folder.resolve("journal.jsonl").toString(), "does not know the attack " + id));
        return Json.parse(line, KeptAttack.class, folder.resolve("journal.jsonl") + ", " + id);
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
            records.add(entry(record.id()).attack());
        }
        return AttackSummary.of(summary.attacker(), summary.accessory(), records);
    }

    /**
     * Checks that the pictures of all attacks are those that were written.
     *
     * @throws IOException with one line naming the first that is not, and how many more
     */
    public void checkPictures() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String id : new TreeSet<>(journal.pieces())) {
            differences.addAll(pictures.differences(entry(id)));
        }
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
        List<AttackRecord> records = readSummary(folder).attacks();
        for (AttackRecord record : records) {
            checkInside(record.id());
            if (!entry(record.id()).attack().equals(record)) {
                throw new DamagedFileException(
                        folder.resolve("journal.jsonl").toString(),
                        "says something else of the attack " + record.id() + " than " + SUMMARY);
            }
        }
        List<Face> attackers = SavedExamples.attackers(folder, records, faces);
        return new SavedExamples(folder, records, attackers, faces.format(), gallery, this::entry, pictures);
    }

    /**
     * Reads the adversarial picture of an attack.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    public Image picture(String id) throws IOException {
        return picture(id, PictureNames.attacked(id));
    }

    /**
     * Reads the picture of an attack with the plain accessory.
     *
     * @throws IOException with one line naming the file if it cannot be read or is not what was written
     */
    public Image plainPicture(String id) throws IOException {
        return picture(id, PictureNames.plain(id));
    }

    /** Reads a picture of an attack. */
    Image picture(String id, String name) throws IOException {
        checkInside(id);
        return pictures.image(entry(id), name);
    }

    /** Returns whether the journal knows an attack. */
    boolean has(String id) {
        return journal.has(id);
    }

    private void checkInside(String id) throws DamagedFileException {
        if (!folder.normalize()
                .equals(folder.resolve(PictureNames.attacked(id)).normalize().getParent())) {
            throw new DamagedFileException(
                    folder.resolve(SUMMARY).toString(), "names a picture outside the folder: " + id);
        }
    }

    @Override
    public void close() throws IOException {
        photographs.close();
        writer.close();
        journal.close();
    }
}
