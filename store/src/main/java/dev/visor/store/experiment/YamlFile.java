package dev.visor.store.experiment;

import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import dev.visor.store.file.FileNames;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A file of settings in YAML, which is read strictly: everything that is wrong with it is reported at once. */
final class YamlFile {

    private YamlFile() {}

    /**
     * Reads a file. Paths in it are relative to its folder.
     *
     * @param largest files that are larger are refused, in bytes
     * @param overrides values in the place of those in the file, each as {@code path.to.key=value}
     * @param type what the file holds
     * @throws ExperimentFileException with all that is wrong with it, each in one line
     * @throws IOException with one line naming the file if it cannot be read or is too large
     */
    static <T> T read(Path file, int largest, List<String> overrides, Type<T> type, Registry registry)
            throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        byte[] bytes = ReadableFile.read(file, file.toString(), largest);
        return read(bytes, file.toString(), folder == null ? file.toAbsolutePath() : folder, overrides, type, registry);
    }

    /**
     * Reads a text.
     *
     * @param name what to call it in messages
     * @param folder what paths in it are relative to
     */
    static <T> T read(byte[] text, String name, Path folder, List<String> overrides, Type<T> type, Registry registry)
            throws IOException {
        return read(text, name, relativeTo(folder), overrides, type, registry);
    }

    /**
     * Reads a text.
     *
     * @param name what to call it in messages
     * @param paths makes what it names of each path in it
     */
    static <T> T read(
            byte[] text,
            String name,
            UnaryOperator<String> paths,
            List<String> overrides,
            Type<T> type,
            Registry registry)
            throws IOException {
        Place start = new Place(name, 1, paths);
        Problems problems = new Problems();
        Optional<Node> document = new YamlParser(start, problems).parse(text);
        Optional<T> read = Optional.empty();
        if (document.isPresent() && document.get() instanceof Node.Mapping mapping) {
            Node.Mapping changed = new YamlOverrides(problems).apply(mapping, overrides);
            read = type.read(changed, new Cursor("", start, problems, registry), null);
        } else if (document.isPresent()) {
            problems.add(start, "the file is " + document.get().shown() + ", must be a mapping with the key \"faces\"");
        }
        if (!problems.lines().isEmpty()) {
            throw new ExperimentFileException(problems.lines());
        }
        return read.orElseThrow(
                () -> new IllegalStateException(start + ": can't be read, but nothing is wrong with it"));
    }

    /** Returns what makes paths absolute and normal; those that are relative are relative to a folder. */
    static UnaryOperator<String> relativeTo(Path folder) {
        return text -> {
            Path path;
            try {
                path = folder.resolve(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(FileNames.reason(e), e);
            }
            // It may be written to a file, which must mean the same on the next day.
            FileNames.problem(path).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
            return path.toString();
        };
    }
}
