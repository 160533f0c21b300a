package dev.visor.store.experiment;

import dev.visor.gauntlet.GauntletConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A gauntlet as a YAML file tells it: everything that decides its results. Immutable and thread-safe.
 *
 * @param title what to call it, one line
 * @param seed decides every random draw
 * @param data where the faces are from
 * @param backbone the frozen layers
 * @param config the settings of attackers and defenses
 */
public record GauntletFile(String title, long seed, FaceSource data, BackboneSource backbone, GauntletConfig config) {

    /** Checks the title. */
    public GauntletFile {
        ExperimentFile.checkTitle(title);
    }

    static String title(FaceSource data, BackboneSource backbone) {
        return "Gauntlet on " + data.name() + ", " + backbone.name();
    }

    /** Returns the same gauntlet with what its precision comes to, as {@link BackboneSource#on} tells. */
    public GauntletFile on(boolean bfloat16) {
        return new GauntletFile(title, seed, data, backbone.on(bfloat16), config);
    }

    /**
     * Reads a gauntlet file. What it leaves out is as in {@link GauntletConfig#DEFAULT}. Paths in it are relative to its
     * folder.
     *
     * @param overrides values in the place of those in the file, each as {@code path.to.key=value}, for example
     *     {@code attackers.adaptive.pairs=10}; paths in them are relative to the working folder
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    public static GauntletFile read(Path file, List<String> overrides) throws IOException {
        return YamlFile.read(file, ExperimentFile.MAX_FILE_BYTES, overrides, GauntletReader::read);
    }

    /**
     * Returns the gauntlet as a YAML file with every value, which reads back as an equal one from any folder.
     *
     * @throws IllegalArgumentException if a family is no preset, or an accessory of none of the kinds that a file can tell
     */
    public String toYaml() {
        return new GauntletWriter(this).write();
    }

    /**
     * Returns every setting of attackers, defenses and training as the file has it, by the keys that lead to it with dots
     * between; no path of a file is among them.
     *
     * @throws IllegalArgumentException as {@link #toYaml} does
     */
    public SortedMap<String, String> settings() {
        return YamlSettings.of(toYaml(), List.of("title", "seed", "data", "backbone.name", "backbone.weights"));
    }
}
