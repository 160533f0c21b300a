package dev.visor.cli;

import dev.visor.defense.Cleansed;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defending. */
@Command(
        name = "defend",
        description = {
            "Cleanses aligned pictures and tells who is recognized before and after.",
            "Needs the recognizer of a run ('visor train' or 'visor demo')."
        })
final class DefendCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Aligned faces, or folders of them.")
    private List<Path> images = List.of();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private DefenseOptions defense = new DefenseOptions();

    @Option(
            names = "--cleansed",
            paramLabel = "FOLDER",
            defaultValue = "cleansed",
            description = "Where to write the cleansed pictures (default: ${DEFAULT-VALUE}).")
    private Path target = Path.of("cleansed");

    @Override
    public Integer call() throws IOException {
        try (LoadedRun run = new LoadedRun(common)) {
            EnrolledSystem system = run.system();
            Map<Path, Image> probes = read(system);
            int width = system.recognizer().backbone().width();
            List<Image> pictures = List.copyOf(probes.values());
            List<Cleansed> cleansed = new SaliencyMaskDefense(defense.config(run.folder(), width), system.cleanMaps())
                    .cleanse(pictures, system.recognizer());
            List<Scores> before = system.recognizer().identify(pictures);
            List<Scores> after = system.recognizer()
                    .identify(cleansed.stream().map(Cleansed::image).toList());
            Set<String> taken = new HashSet<>();
            int i = 0;
            for (Path file : probes.keySet()) {
                Path written = target.resolve(name(file, taken));
                Pictures.writePng(written, cleansed.get(i).image());
                common.console()
                        .print(
                                "%s: %s %.1f %% -> %s %.1f %%, masked %.1f %%, wrote %s%n",
                                file,
                                before.get(i).best(),
                                100 * before.get(i).confidence(),
                                after.get(i).best(),
                                100 * after.get(i).confidence(),
                                100 * cleansed.get(i).mask().share(),
                                written);
                i++;
            }
        }
        return 0;
    }

    /** Reads all pictures; a bad one among several is reported and left out. */
    private Map<Path, Image> read(EnrolledSystem system) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : images) {
            files.addAll(Files.isDirectory(path) ? list(path) : List.of(path));
        }
        Map<Path, Image> probes = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                probes.put(file, Probes.read(file, system.recognizer().backbone()));
            } catch (IOException | IllegalArgumentException e) {
                if (files.size() == 1) {
                    throw e;
                }
                common.console().leftOut(e.getMessage());
            }
        }
        if (probes.isEmpty()) {
            throw new IOException(
                    "no usable picture among the " + files.size() + " files of " + images + ", must be at least one");
        }
        return probes;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Returns what to call a cleansed picture; pictures of several folders may have one name. */
    private static String name(Path file, Set<String> taken) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        String name = stem + "-cleansed.png";
        for (int number = 2; !taken.add(name); number++) {
            name = stem + "-" + number + "-cleansed.png";
        }
        return name;
    }
}
