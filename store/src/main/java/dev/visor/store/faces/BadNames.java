package dev.visor.store.faces;

import dev.visor.store.file.FileNames;
import dev.visor.text.Names;
import dev.visor.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The names in a folder of faces that would mix people or pictures up. Not thread-safe. */
final class BadNames {

    private static final int SHOWN = 5;

    private final List<String> undecoded = new ArrayList<>();
    private final List<String> alike = new ArrayList<>();

    /**
     * Notes a path unless its names are text that means the same under every locale.
     *
     * @param shown how a message names it
     */
    void checkDecoded(Path path, Path shown) {
        FileNames.problem(path).ifPresent(problem -> undecoded.add(shown + ": " + problem));
    }

    /** Notes names that look alike. */
    void checkLooks(List<Path> entries, UnaryOperator<String> look) {
        List<String> names = entries.stream()
                .map(entry -> String.valueOf(entry.getFileName()))
                .toList();
        alike.addAll(Names.lookAlikes(names, look));
    }

    /**
     * Refuses what was noted.
     *
     * @throws FaceFolderException with one line, if there is something
     */
    void refuse(Path folder) throws FaceFolderException {
        if (!undecoded.isEmpty()) {
            // What can't be decoded looks alike, and the reason is the same for all.
            throw new FaceFolderException(Printable.line(undecoded.get(0)) + more(undecoded.size() - 1));
        }
        if (!alike.isEmpty()) {
            throw new FaceFolderException(folder + ": the names "
                    + alike.stream().limit(SHOWN).collect(Collectors.joining(", and the names "))
                    + "; they must differ in letters" + more(alike.size() - SHOWN));
        }
    }

    private static String more(int others) {
        return others <= 0 ? "" : " (and " + others + " more)";
    }
}
