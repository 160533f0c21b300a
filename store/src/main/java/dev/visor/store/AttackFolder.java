package dev.visor.store;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.AttackSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Attacks as a folder: {@code attacks.json} with what each came to, and for each the adversarial picture, the one with
 * the plain accessory, and the region of the accessory, as PNG. Thread-safe.
 */
public final class AttackFolder {

    private static final String SUMMARY = "attacks.json";

    private AttackFolder() {}

    /**
     * Writes attacks; the summary comes last, so that a folder with a summary is whole.
     *
     * @throws IOException with one line naming the file that cannot be written
     */
    public static void write(Path folder, AttackSummary summary, List<AdversarialExample> examples) throws IOException {
        for (AdversarialExample example : examples) {
            Pictures.writePng(attacked(folder, example.id()), example.image());
            Pictures.writePng(plain(folder, example.id()), example.start());
            Pictures.writePng(region(folder, example.id()), picture(example.region()));
        }
        Json.write(folder.resolve(SUMMARY), summary);
    }

    /**
     * Reads the summary of attacks.
     *
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static AttackSummary readSummary(Path folder) throws IOException {
        return Json.read(folder.resolve(SUMMARY), AttackSummary.class);
    }

    /**
     * Reads attacks, and scores their pictures again.
     *
     * @param faces the data set that the attackers come from
     * @param victim the undefended recognizer
     * @throws IOException with one line naming the file if it cannot be read or does not fit the faces
     */
    public static List<AdversarialExample> read(Path folder, FaceSet faces, Recognizer victim) throws IOException {
        Map<String, Face> byId = faces.faces().stream().collect(Collectors.toMap(Face::id, Function.identity()));
        List<AttackRecord> records = readSummary(folder).attacks();
        List<Face> attackers = new ArrayList<>();
        List<Image> starts = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        for (AttackRecord record : records) {
            checkInside(folder, record.id());
            Face face = byId.get(record.face());
            if (face == null) {
                throw new DamagedFileException(
                        folder.resolve(SUMMARY).toString(),
                        "the attack " + record.id() + " is of the face " + record.face()
                                + ", which the data set lacks");
            }
            attackers.add(face);
            starts.add(ofSize(face, plain(folder, record.id())));
            images.add(ofSize(face, attacked(folder, record.id())));
        }
        List<Scores> clean = victim.identify(attackers.stream().map(Face::image).toList());
        List<Scores> startScores = victim.identify(starts);
        List<Scores> scores = victim.identify(images);
        List<AdversarialExample> examples = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            AttackRecord record = records.get(i);
            Mask region = mask(ofSize(attackers.get(i), region(folder, record.id())));
            examples.add(new AdversarialExample(
                    record.id(),
                    attackers.get(i),
                    goal(record),
                    starts.get(i),
                    images.get(i),
                    region,
                    clean.get(i),
                    startScores.get(i),
                    scores.get(i),
                    record.iterations(),
                    record.reached()));
        }
        return examples;
    }

    private static void checkInside(Path folder, String id) throws DamagedFileException {
        if (!folder.normalize().equals(attacked(folder, id).normalize().getParent())) {
            throw new DamagedFileException(
                    folder.resolve(SUMMARY).toString(), "names a picture outside the folder: " + id);
        }
    }

    private static Image ofSize(Face face, Path file) throws IOException {
        Image image = Pictures.read(file);
        if (!image.sameSize(face.image())) {
            throw new DamagedFileException(
                    file.toString(),
                    "is " + image.width() + "x" + image.height() + ", must be "
                            + face.image().width() + "x" + face.image().height() + " as " + face.id() + " is");
        }
        return image;
    }

    private static Goal goal(AttackRecord record) {
        return record.target() == null ? new Dodging(record.attacker()) : new Impersonation(record.target());
    }

    private static Path attacked(Path folder, String id) {
        return folder.resolve(id + ".png");
    }

    private static Path plain(Path folder, String id) {
        return folder.resolve(id + "-plain.png");
    }

    private static Path region(Path folder, String id) {
        return folder.resolve(id + "-region.png");
    }

    private static Image picture(Mask mask) {
        float[] values = new float[Image.CHANNELS * mask.width() * mask.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.contains(i % (mask.width() * mask.height())) ? 1 : 0;
        }
        return Image.of(mask.width(), mask.height(), values);
    }

    private static Mask mask(Image picture) {
        boolean[] masked = new boolean[picture.width() * picture.height()];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = picture.value(0, i / picture.width(), i % picture.width()) > 0.5f;
        }
        return Mask.of(picture.width(), picture.height(), masked);
    }
}
