package dev.visor.cli.picture;

import dev.visor.defense.Cleansed;
import dev.visor.experiment.Deployment;
import dev.visor.image.Image;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a masking defense makes of pictures. Used by one thread.
 */
final class CleansedPictures {

    private final Path folder;
    private final Set<String> written = new HashSet<>();

    /**
     * Names a folder.
     *
     * @param folder where it is written
     */
    CleansedPictures(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks that no input is overwritten.
     *
     * @throws IOException with one line naming the input that would be
     */
    void check(Set<Path> inputs) throws IOException {
        Set<String> taken = new HashSet<>();
        for (Path file : inputs) {
            AtomicFile.checkApart(folder.resolve(name(file, taken)), inputs);
        }
    }

    /**
     * Writes a picture for each.
     *
     * @return a line about each
     * @throws IllegalArgumentException if no defense masks anything
     */
    List<String> write(Map<Path, Image> probes, Deployment deployment) throws IOException {
        List<Cleansed> cleansed = of(List.copyOf(probes.values()), deployment);
        List<String> lines = new ArrayList<>();
        int i = 0;
        for (Path file : probes.keySet()) {
            Path target = folder.resolve(name(file, written));
            Pictures.writePng(target, cleansed.get(i).image());
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: masked %.1f %%, wrote %s",
                    file,
                    100 * cleansed.get(i).mask().share(),
                    target));
            i++;
        }
        return lines;
    }

    /**
     * Returns what the first defense that masks anything makes of pictures, in the same order.
     *
     * @throws IllegalArgumentException if none does
     */
    static List<Cleansed> of(List<Image> pictures, Deployment deployment) {
        List<Cleansed> cleansed = deployment.explainer().explain(pictures);
        if (cleansed.isEmpty()) {
            throw new IllegalArgumentException("the defense masks nothing: "
                    + String.join(", ", deployment.chain().names()) + "; choose another --defense");
        }
        return cleansed;
    }

    /** Returns what to call a cleansed picture; pictures of several folders may have one name. */
    private static String name(Path file, Set<String> taken) {
        String stem = Probes.stem(file);
        String name = stem + "-cleansed.png";
        for (int number = 2; !taken.add(name); number++) {
            name = stem + "-" + number + "-cleansed.png";
        }
        return name;
    }
}
