package dev.visor.store.experiment;

import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A file of settings in YAML, which is read strictly: everything that is wrong with it is told at once. */
final class YamlFile {

    private YamlFile() {}

    /**
     * Reads a file. Paths in it are relative to its folder.
     *
     * @param largest files that are larger are refused, in bytes
     * @param overrides values in the place of those in the file, each as {@code path.to.key=value}
     * @param reader reads the whole document; what it returns does not matter if it told of a problem
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    static <T> T read(Path file, int largest, List<String> overrides, Function<YamlSection, T> reader)
            throws IOException {
        byte[] bytes = ReadableFile.read(file, file.toString(), largest);
        Path folder = file.toAbsolutePath().getParent();
        YamlPlace start = new YamlPlace(file.toString(), 1, folder == null ? file.toAbsolutePath() : folder);
        YamlProblems problems = new YamlProblems();
        Optional<YamlNode> document = new YamlParser(start, problems).parse(bytes);
        if (document.isPresent() && !(document.get() instanceof YamlNode.Mapping)) {
            problems.add(start, "the file is " + document.get().shown() + ", must be a mapping with the key \"data\"");
        }
        if (document.isEmpty() || !(document.get() instanceof YamlNode.Mapping mapping)) {
            problems.check();
            throw new IllegalStateException(start + ": holds nothing, but nothing is wrong with it");
        }
        YamlNode.Mapping changed = new YamlOverrides(problems).apply(mapping, overrides);
        T read = reader.apply(YamlSection.root(start, changed, problems));
        problems.check();
        return read;
    }
}
