package dev.visor.api;

import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.ChainCalibration;
import dev.visor.experiment.Deployment;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.machine.Code;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.KeptCalibration;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deploys chains of defenses in front of the system of a run, and keeps their calibrations in its folder. Used by one thread. */
final class Deployer {

    private final RunFolder folder;
    private final ExperimentFile experiment;
    private final Registry registry;
    private final LoadedSystem loaded;
    private final RunListener listener;
    private final Written written;

    /** Is called for what was written to the folder, which is locked then. */
    interface Written {
        void list(List<Path> files) throws IOException;
    }

    Deployer(
            RunFolder folder,
            ExperimentFile experiment,
            Registry registry,
            LoadedSystem loaded,
            RunListener listener,
            Written written) {
        this.folder = folder;
        this.experiment = experiment;
        this.registry = registry;
        this.loaded = loaded;
        this.listener = listener;
        this.written = written;
    }

    /**
     * Deploys a chain with the calibration that the folder has, or calibrates it and keeps that in the folder if it can.
     *
     * @param locked whether this process has the right to write the folder already
     */
    Deployment deploy(ChainConfig chain, Deployment.Site site, boolean locked) throws IOException {
        Path file = chain.isCalibrated() ? file(chain) : null;
        if (file == null) {
            return site.deploy(chain);
        }
        SortedMap<String, String> fingerprints = fingerprints(chain);
        Optional<ChainCalibration> kept = read(file, fingerprints);
        ChainCalibration calibration = kept.isPresent() ? kept.get() : keep(chain, site, file, fingerprints, locked);
        if (!calibration.notKept().isEmpty()) {
            listener.noticed(
                    "calibrated at every start, because it can't be kept: " + String.join(", ", calibration.notKept()));
        }
        try {
            return site.deploy(calibration);
        } catch (IllegalArgumentException e) {
            if (kept.isPresent()) {
                throw damaged(file, e);
            }
            throw e;
        }
    }

    /**
     * Calibrates a chain anew, and keeps that in the folder.
     *
     * @param locked whether this process has the right to write the folder already
     * @throws IllegalArgumentException if nothing in the chain is calibrated or can be kept
     */
    ChainCalibration calibrate(ChainConfig chain, Deployment.Site site, boolean locked) throws IOException {
        if (!chain.isCalibrated()) {
            throw new IllegalArgumentException("nothing to calibrate in the chain " + chain.names());
        }
        Path file = folder.calibrated().file(chain, registry);
        try (FolderLock held = locked ? null : folder.lock()) {
            ChainCalibration calibration = site.calibrate(chain);
            write(calibration, file, fingerprints(chain));
            return calibration;
        }
    }

    /** Returns the file of a chain; null if a defense is of no registered kind, and so can't be written. */
    private @Nullable Path file(ChainConfig chain) {
        try {
            return folder.calibrated().file(chain, registry);
        } catch (IllegalArgumentException e) {
            listener.noticed("the calibration can't be kept: " + e.getMessage());
            return null;
        }
    }

    private Optional<ChainCalibration> read(Path file, SortedMap<String, String> fingerprints) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        KeptCalibration kept;
        try {
            kept = KeptCalibration.read(file);
        } catch (DamagedFileException e) {
            throw damaged(file, e);
        }
        Optional<String> change = kept.change(fingerprints);
        if (change.isPresent()) {
            listener.noticed(file + ": is out of date (" + change.get() + "), so the chain is calibrated anew");
            return Optional.empty();
        }
        try {
            return Optional.of(kept.calibration(registry));
        } catch (IllegalArgumentException e) {
            throw damaged(file, e);
        }
    }

    private static DamagedFileException damaged(Path file, Exception problem) {
        String name = file + ": ";
        String reason = String.valueOf(problem.getMessage());
        return new DamagedFileException(
                file.toString(),
                (reason.startsWith(name) ? reason.substring(name.length()) : reason)
                        + "; delete it to have the chain calibrated anew",
                problem);
    }

    private ChainCalibration keep(
            ChainConfig chain, Deployment.Site site, Path file, SortedMap<String, String> fingerprints, boolean locked)
            throws IOException {
        FolderLock held;
        try {
            held = locked ? null : folder.lock();
        } catch (IOException e) {
            listener.noticed("the calibration is not kept: " + e.getMessage());
            return site.calibrate(chain);
        }
        try (held) {
            ChainCalibration calibration = site.calibrate(chain);
            try {
                write(calibration, file, fingerprints);
            } catch (IOException e) {
                listener.noticed("the calibration is not kept: " + e.getMessage());
            }
            return calibration;
        }
    }

    private void write(ChainCalibration calibration, Path file, SortedMap<String, String> fingerprints)
            throws IOException {
        KeptCalibration.of(calibration, fingerprints, registry).write(file);
        written.list(List.of(file));
        if (calibration.parts().stream().anyMatch(Optional::isPresent)) {
            listener.noticed("calibrated on " + calibration.faces() + " held-out faces, once; it is kept in " + file);
        }
    }

    /** Returns everything that a calibration rests on beside the settings of the chain, by name. */
    private SortedMap<String, String> fingerprints(ChainConfig chain) throws IOException {
        SortedMap<String, String> all = new TreeMap<>(Versions.all());
        all.put("code of Visor", Code.sha256(ChainConfig.class));
        for (DefenseConfig defense : chain.elements()) {
            all.put("code of " + defense.name(), Code.sha256(defense.getClass()));
        }
        all.put("processor", Processor.features(loaded.device()));
        all.put("seed", String.valueOf(experiment.seed()));
        experiment.settings(registry).forEach((key, value) -> {
            if (key.equals("system") || key.startsWith("system.")) {
                all.put(key, value);
            }
        });
        all.put("faces", loaded.facesSha256());
        all.put("recognizer", loaded.systemSha256());
        for (Occlusions occlusions : chain.hardenedBy(experiment.config().occlusions())) {
            all.put(
                    "hardened head " + folder.hardened().file(occlusions).getFileName(),
                    loaded.hardenedSha256(occlusions));
        }
        if (chain.needsTuning()) {
            all.put(
                    "tuned mask",
                    String.valueOf(folder.readTuning(registry)
                            .map(tuning -> tuning.best().config())));
        }
        return all;
    }
}
