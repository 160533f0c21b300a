package dev.visor.store.kit;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.PluginFolder;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment names outside its run: faces, weights, plugins. One archive has all of it, under the last part of each path,
 * which some names derive from. Immutable.
 */
public final class Surroundings {

    private static final String CONTENTS = "contents.json";
    private static final String PLUGINS = "plugins";

    private final Path folder;
    private final Map<String, String> places;
    private final boolean plugins;

    private Surroundings(Path folder, Map<String, String> places, boolean plugins) {
        this.folder = folder;
        this.places = Map.copyOf(places);
        this.plugins = plugins;
    }

    /**
     * What the archive says of itself.
     *
     * @param paths as the experiment names them; what each leads to lies in a folder with its number
     * @param plugins whether there are jars of plugins
     */
    record Contents(List<String> paths, boolean plugins) {}

    /**
     * Writes the archive.
     *
     * @param plugins the folder with the jars of plugins; null without any
     * @param registry the kinds that the experiment can name
     * @throws IOException with one line naming the file that can't be read or written
     */
    public static void pack(ExperimentFile experiment, @Nullable Path plugins, Registry registry, Path archive)
            throws IOException {
        List<String> paths = List.copyOf(experiment.paths(registry));
        try (KitArchive zip = KitArchive.begin(archive)) {
            zip.add(CONTENTS, Json.toText(new Contents(paths, plugins != null)).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < paths.size(); i++) {
                zip.add(place(paths, i), Path.of(paths.get(i)));
            }
            if (plugins != null) {
                zip.add(PLUGINS, plugins);
            }
        }
    }

    private static String place(List<String> paths, int index) {
        Path name = Path.of(paths.get(index)).getFileName();
        return index + "/" + (name == null ? "root" : name);
    }

    /**
     * Unpacks the archive.
     *
     * @param folder where to; must be new or empty
     * @throws IOException with one line naming the file that can't be read or written
     */
    public static Surroundings unpack(Path archive, Path folder) throws IOException {
        KitArchive.unpack(archive, folder);
        Contents contents = Json.read(folder.resolve(CONTENTS), Contents.class);
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < contents.paths().size(); i++) {
            places.put(
                    contents.paths().get(i),
                    folder.resolve(place(contents.paths(), i)).toAbsolutePath().toString());
        }
        return new Surroundings(folder, places, contents.plugins());
    }

    /** Returns the kinds that the experiment can name. */
    public Registry registry() throws IOException {
        Registry standard = Registry.standard();
        return plugins ? PluginFolder.load(folder.resolve(PLUGINS), standard) : standard;
    }

    /** Returns where each path of the experiment leads here. */
    UnaryOperator<String> paths() {
        return path -> Optional.ofNullable(places.get(path)).orElse(path);
    }
}
