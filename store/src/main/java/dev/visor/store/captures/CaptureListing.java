package dev.visor.store.captures;

import dev.visor.store.faces.NaturalOrder;
import dev.visor.store.file.FileNames;
import dev.visor.text.Names;
import dev.visor.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a folder of captures, by their names below the folder with {@code /} between folders, in counting order. Files
 * and folders whose names begin with a dot are ignored.
 *
 * @param files where each lies
 */
record CaptureListing(SortedMap<String, Path> files) {

    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "bmp", "webp", "heic", "heif", "tif", "tiff", "gif");

    CaptureListing {
        SortedMap<String, Path> copy = new TreeMap<>(new NaturalOrder());
        copy.putAll(files);
        files = copy;
    }

    /**
     * Lists a folder.
     *
     * @param problems receives what can't be a file of its own
     * @throws IOException with one line if there is no such folder
     */
    static CaptureListing of(Path folder, List<String> problems) throws IOException {
        if (!Files.exists(folder)) {
            throw new IOException(folder + ": there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": is a file, must be a folder of photographs");
        }
        SortedMap<String, Path> files = new TreeMap<>(new NaturalOrder());
        Path root = folder.toRealPath();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path below = root.relativize(path);
                if (isHidden(below) || !Files.isRegularFile(path)) {
                    continue;
                }
                String name = Names.normalized(below.toString().replace('\\', '/'));
                FileNames.problem(below).ifPresent(problem -> problems.add(Printable.line(name) + ": " + problem));
                if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root)) {
                    problems.add(name + ": is a link that leaves the folder");
                } else if (files.put(name, path) != null) {
                    problems.add(name + ": there are two files of this name in other Unicode forms; rename one");
                }
            }
        }
        return new CaptureListing(files);
    }

    private static boolean isHidden(Path below) {
        for (Path part : below) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names of all files that are called as pictures are. */
    List<String> pictures() {
        return files.keySet().stream().filter(CaptureListing::isPicture).toList();
    }

    private static boolean isPicture(String name) {
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
