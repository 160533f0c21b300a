package dev.visor.api;

import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.ChainCalibration;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.network.NamedTensors;
import dev.visor.setting.Registry;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import dev.visor.store.run.HardenedFolder;
import dev.visor.store.run.KeptCalibration;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A defended system as a folder can keep it: the trained heads, and what clean faces have set in the chain. No face is among
 * it. Opened again, it decides to the last bit as before.
 *
 * <pre>{@code
 * system.defend().calibrated().save(Path.of("guards/door"));
 * ...
 * try (Visor visor = Visor.open()) {
 *     Guard guard = visor.guard(CalibratedDefense.load(Path.of("guards/door")));
 *     Decision decision = guard.decide(probe);
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CalibratedDefense {

    private static final String CALIBRATION = "calibration.json";
    private static final String RECOGNIZER = "recognizer.safetensors";
    private static final String HARDENED = "hardened";

    private final FaceFormat format;
    private final long seed;
    private final NamedTensors recognizer;
    private final Map<Occlusions, NamedTensors> hardened;
    private final ChainCalibration calibration;

    CalibratedDefense(
            FaceFormat format,
            long seed,
            NamedTensors recognizer,
            Map<Occlusions, NamedTensors> hardened,
            ChainCalibration calibration) {
        this.format = format;
        this.seed = seed;
        this.recognizer = recognizer;
        this.hardened = Map.copyOf(hardened);
        this.calibration = calibration;
    }

    /**
     * The file that holds it together.
     *
     * @param alignment the name of the template that faces are aligned to
     * @param width of each picture in pixels
     * @param height of each picture in pixels
     * @param seed decides the draws of defenses
     * @param calibration what clean faces have set, and the versions of the program and its libraries
     */
    record Document(String alignment, int width, int height, long seed, KeptCalibration calibration) {}

    /** Returns the chain, with the false alarm rates that the faces allow. */
    public ChainConfig chain() {
        return calibration.chain();
    }

    /** Returns what clean faces have set in the chain. */
    public ChainCalibration calibration() {
        return calibration;
    }

    /** Returns what pictures it takes. */
    public FaceFormat format() {
        return format;
    }

    long seed() {
        return seed;
    }

    NamedTensors recognizer() {
        return recognizer;
    }

    Map<Occlusions, NamedTensors> hardened() {
        return hardened;
    }

    /**
     * Writes it to a folder, in place of one that is there.
     *
     * @throws IllegalArgumentException if a defense is of no registered kind, or must be calibrated at every start
     * @throws IOException with one line naming what can't be written
     */
    public void save(Path folder, Registry registry) throws IOException {
        if (!calibration.notKept().isEmpty()) {
            throw new IllegalArgumentException("can't be saved, because it must be calibrated at every start: "
                    + String.join(", ", calibration.notKept()));
        }
        SortedMap<String, String> versions = new TreeMap<>(Versions.all());
        KeptCalibration kept = KeptCalibration.of(calibration, versions, registry);
        Files.deleteIfExists(folder.resolve(CALIBRATION)); // what says that the folder is complete is written last
        SafeTensors.write(folder.resolve(RECOGNIZER), recognizer);
        for (Map.Entry<Occlusions, NamedTensors> head : hardened.entrySet()) {
            SafeTensors.write(heads(folder).file(head.getKey()), head.getValue());
        }
        Json.write(
                folder.resolve(CALIBRATION),
                new Document(format.alignment().name(), format.width(), format.height(), seed, kept));
    }

    /** Writes it to a folder, with the kinds on the class path. */
    public void save(Path folder) throws IOException {
        save(folder, Registry.standard());
    }

    /**
     * Reads it from a folder.
     *
     * @param registry knows the defenses
     * @throws DamagedFileException with one line naming the file if something is damaged
     * @throws IOException with one line naming the file if something can't be read, or another version calibrated it
     */
    public static CalibratedDefense load(Path folder, Registry registry) throws IOException {
        Path file = folder.resolve(CALIBRATION);
        Document document = Json.read(file, Document.class);
        String change = document.calibration.change(Versions.all()).orElse(null);
        if (change != null) {
            throw new IOException(file + ": was calibrated with other software (" + change
                    + "), and may decide differently; calibrate and save it anew");
        }
        try {
            ChainCalibration calibration = document.calibration.calibration(registry);
            Map<Occlusions, NamedTensors> hardened = new LinkedHashMap<>();
            for (Occlusions occlusions : calibration.asked().hardenedBy(Occlusions.DEFAULT)) {
                hardened.put(occlusions, SafeTensors.read(heads(folder).file(occlusions)));
            }
            FaceFormat format = new FaceFormat(Alignment.parse(document.alignment), document.width, document.height);
            return new CalibratedDefense(
                    format, document.seed, SafeTensors.read(folder.resolve(RECOGNIZER)), hardened, calibration);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Reads it from a folder, with the kinds on the class path. */
    public static CalibratedDefense load(Path folder) throws IOException {
        return load(folder, Registry.standard());
    }

    private static HardenedFolder heads(Path folder) {
        return new HardenedFolder(folder.resolve(HARDENED));
    }
}
