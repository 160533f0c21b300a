package dev.visor.store.run;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Dodging;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.evaluation.AttackRecord;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The attacks of a folder in the order of its summary, read when they are asked for. A picture that is not the one that the
 * attack wrote is refused.
 *
 * @param folder of the attacks
 * @param records of the summary
 * @param attackers the face of each
 * @param format of the faces
 * @param gallery the people that the victim knows
 * @param journal what is known of each
 * @param pictures of all
 */
record SavedExamples(
        Path folder,
        List<AttackRecord> records,
        List<Face> attackers,
        FaceFormat format,
        Gallery gallery,
        Journal journal,
        KeptPictures pictures)
        implements ExampleSource {

    /** Finds what the journal says of an attack. */
    interface Journal {
        KeptAttack entry(String id) throws IOException;
    }

    /** Returns the face of each attack. */
    static List<Face> attackers(Path folder, List<AttackRecord> records, FaceSet faces) throws DamagedFileException {
        Map<String, Face> byId = faces.faces().stream().collect(Collectors.toMap(Face::id, Function.identity()));
        List<Face> attackers = new ArrayList<>();
        for (AttackRecord record : records) {
            Face face = byId.get(record.face());
            if (face == null) {
                throw new DamagedFileException(
                        folder.resolve(AttackFolder.SUMMARY).toString(),
                        "the attack " + record.id() + " is of the face " + record.face()
                                + ", which the data set lacks");
            }
            attackers.add(face);
        }
        return attackers;
    }

    @Override
    public int size() {
        return records.size();
    }

    @Override
    public List<Face> faces() {
        return attackers;
    }

    @Override
    public List<AdversarialExample> read(int from, int to) {
        List<AdversarialExample> examples = new ArrayList<>();
        try {
            for (int i = from; i < to; i++) {
                examples.add(example(records.get(i), attackers.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        return examples;
    }

    @Override
    public List<Optional<SavedPhotograph>> photographs(int from, int to) {
        List<Optional<SavedPhotograph>> saved = new ArrayList<>();
        try {
            for (int i = from; i < to; i++) {
                saved.add(photograph(records.get(i).id(), attackers.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
        return saved;
    }

    private Optional<SavedPhotograph> photograph(String id, Face face) throws IOException {
        KeptAttack entry = journal.entry(id);
        if (entry.photograph() == null) {
            return Optional.empty();
        }
        Optional<Double> offset = entry.photograph().eyeOffset(format);
        return Optional.of(
                offset.isEmpty()
                        ? new SavedPhotograph(null, null)
                        : new SavedPhotograph(ofSize(face, PictureNames.found(id), entry), offset.get()));
    }

    @Override
    public Optional<Image> photograph(int index) {
        String id = records.get(index).id();
        try {
            KeptAttack entry = journal.entry(id);
            if (entry.photograph() == null) {
                return Optional.empty();
            }
            return Optional.of(pictures.image(entry, PictureNames.photograph(id)));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private AdversarialExample example(AttackRecord record, Face face) throws IOException {
        KeptAttack entry = journal.entry(record.id());
        return new AdversarialExample(
                record.id(),
                face,
                goal(record),
                ofSize(face, PictureNames.plain(record.id()), entry),
                ofSize(face, PictureNames.attacked(record.id()), entry),
                mask(ofSize(face, PictureNames.region(record.id()), entry)),
                scores(entry.clean(), record.id()),
                scores(entry.start(), record.id()),
                scores(entry.attacked(), record.id()),
                record.iterations(),
                record.reached(),
                firstSuccess(record),
                record.onSurrogates(),
                null);
    }

    private static OptionalInt firstSuccess(AttackRecord record) {
        return record.firstSuccess() == null ? OptionalInt.empty() : OptionalInt.of(record.firstSuccess());
    }

    private Scores scores(List<Float> logits, String id) throws DamagedFileException {
        float[] values = new float[logits.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = logits.get(i);
        }
        try {
            return new Scores(gallery, values);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(folder.resolve("journal.jsonl").toString(), id + ": " + e.getMessage(), e);
        }
    }

    private Image ofSize(Face face, String name, KeptAttack entry) throws IOException {
        return pictures.image(entry, name, face);
    }

    private static Goal goal(AttackRecord record) {
        return record.target() == null ? new Dodging(record.attacker()) : new Impersonation(record.target());
    }

    private static Mask mask(Image picture) {
        boolean[] masked = new boolean[picture.width() * picture.height()];
        for (int i = 0; i < masked.length; i++) {
            masked[i] = picture.value(0, i / picture.width(), i % picture.width()) > 0.5f;
        }
        return Mask.of(picture.width(), picture.height(), masked);
    }
}
