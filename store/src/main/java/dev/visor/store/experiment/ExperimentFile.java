package dev.visor.store.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.experiment.ExperimentConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An experiment as a YAML file tells it: everything that decides its results. Immutable and thread-safe.
 *
 * @param title what to call it, one line
 * @param seed decides every random draw
 * @param data where the faces are from
 * @param backbone the frozen layers
 * @param config the settings of the stages
 */
public record ExperimentFile(
        String title, long seed, FaceSource data, BackboneSource backbone, ExperimentConfig config) {

    /** Files that are larger are refused, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    /** Checks the title. */
    public ExperimentFile {
        checkTitle(title);
    }

    static void checkTitle(String title) {
        check(
                !title.isBlank() && title.codePoints().noneMatch(ExperimentFile::breaksLine),
                "title",
                "\"" + title + "\"",
                "one line of text");
    }

    private static boolean breaksLine(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** Returns an experiment that is called after its faces and its backbone. */
    public static ExperimentFile of(long seed, FaceSource data, BackboneSource backbone, ExperimentConfig config) {
        return new ExperimentFile(title(data, backbone), seed, data, backbone, config);
    }

    static String title(FaceSource data, BackboneSource backbone) {
        return "Adversarial glasses on " + data.name() + ", " + backbone.name();
    }

    /** Returns the same experiment with what its precision comes to, as {@link BackboneSource#on} tells. */
    public ExperimentFile on(boolean bfloat16) {
        return new ExperimentFile(title, seed, data, backbone.on(bfloat16), config);
    }

    /** Returns the same experiment with other settings of its stages. */
    public ExperimentFile withConfig(ExperimentConfig newConfig) {
        return new ExperimentFile(title, seed, data, backbone, newConfig);
    }

    /**
     * Reads an experiment file. What it leaves out is as in the command line's defaults. Paths in it are relative to
     * its folder.
     *
     * @param overrides values in the place of those in the file, each as {@code path.to.key=value}, for example
     *     {@code attack.step=10}; paths in them are relative to the working folder
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    public static ExperimentFile read(Path file, List<String> overrides) throws IOException {
        return YamlFile.read(file, MAX_FILE_BYTES, overrides, ExperimentReader::read);
    }

    /**
     * Returns the experiment as a YAML file with every value, which reads back as an equal one from any folder.
     *
     * @throws IllegalArgumentException if the attack wears something else than an eyeglass frame
     */
    public String toYaml() {
        return new ExperimentWriter(this).write();
    }
}
