package dev.visor.store.kit;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run has written that later stages read, as an archive: all but its attacks and what is counted of them. */
public final class RunKit {

    private static final List<String> NAMES = List.of(
            "checksums.sha256",
            "experiment.yaml",
            "face-files.sha256",
            "faces.sha256",
            "hardened",
            "recognizer.safetensors",
            "run.json",
            "surrogates",
            "training.json",
            "tuning.json");

    private RunKit() {}

    /**
     * Writes the archive.
     *
     * @throws IOException with one line naming the file that can't be read or written
     */
    public static void pack(RunFolder run, Path archive) throws IOException {
        try (KitArchive zip = KitArchive.begin(archive)) {
            for (String name : NAMES) {
                Path file = run.path().resolve(name);
                if (Files.exists(file)) {
                    zip.add(name, file);
                }
            }
        }
    }

    /**
     * Unpacks the archive.
     *
     * @param folder where to; must be new or empty
     * @param surroundings where the paths of the experiment lead here
     * @param registry the kinds that the experiment can name
     * @return the run, whose experiment names the paths of this machine
     * @throws IOException with one line naming the file that can't be read or written
     */
    public static RunFolder unpack(Path archive, Path folder, Surroundings surroundings, Registry registry)
            throws IOException {
        KitArchive.unpack(archive, folder);
        RunFolder run = new RunFolder(folder);
        ExperimentFile experiment =
                ExperimentFile.read(folder.resolve("experiment.yaml"), surroundings.paths(), registry);
        run.writeExperiment(experiment, registry);
        return run;
    }
}
