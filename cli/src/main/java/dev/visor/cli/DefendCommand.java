package dev.visor.cli;

import dev.visor.defense.Cleansed;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Json;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Defending. */
@Command(
        name = "defend",
        description = {
            "Tells who is recognized in aligned pictures without a defense and with it.",
            "The default looks for hat bands, stickers and face masks, certifies answers against glasses where it can, and"
                    + " knows people by a head that is trained with occlusions when it is first needed.",
            "It does not protect against accessories outside these families.",
            "Needs the recognizer of a run ('visor train' or 'visor demo')."
        })
final class DefendCommand implements Callable<Integer> {

    private static final int BATCH = 32;

    /** The named defenses. */
    enum Choice {
        /** The recommended chain. */
        RECOMMENDED(null),
        /** The recommended saliency mask. */
        SALIENCY_MASK(SaliencyMaskPreset.RECOMMENDED),
        /** The article's saliency mask, mu as a quantile. */
        ARTICLE(SaliencyMaskPreset.ARTICLE),
        /** The article's saliency mask, mu as a share of the largest value. */
        ARTICLE_ABSOLUTE(SaliencyMaskPreset.ARTICLE_ABSOLUTE),
        /** The saliency mask that 'visor tune' found in this run. */
        TUNED(SaliencyMaskPreset.TUNED);

        private final @Nullable SaliencyMaskPreset mask;

        Choice(@Nullable SaliencyMaskPreset mask) {
            this.mask = mask;
        }
    }

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Aligned faces, or folders of them.")
    private List<Path> images = List.of();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            defaultValue = "RECOMMENDED",
            description = "The defense: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); all but the default are"
                    + " saliency masks.")
    private Choice choice = Choice.RECOMMENDED;

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            description =
                    "The share of clean faces that each part of the default may suspect, in (0, 1) (default: 0.01,"
                            + " or the least that there are enough held-out faces for).")
    private @Nullable Double falseAlarms;

    @Option(names = "--json", paramLabel = "FILE", description = "Write what the default decides to this file as well.")
    private @Nullable Path json;

    @Mixin
    private SaliencyMaskOptions settings = new SaliencyMaskOptions();

    @Option(
            names = "--cleansed",
            paramLabel = "FOLDER",
            defaultValue = "cleansed",
            description = "Where a saliency mask writes the cleansed pictures (default: ${DEFAULT-VALUE}).")
    private Path target = Path.of("cleansed");

    @Override
    public Integer call() throws IOException {
        SaliencyMaskPreset mask = choice.mask;
        if (mask == null) {
            SaliencyMaskOptions.NAMES.forEach(option -> refuse(option, "a saliency mask"));
            refuse("--cleansed", "a saliency mask");
        } else {
            refuse("--false-alarms", Choice.RECOMMENDED.name());
            refuse("--json", Choice.RECOMMENDED.name());
        }
        try (LoadedRun run = new LoadedRun(common)) {
            if (mask == null) {
                decide(run);
            } else {
                cleanse(run, mask);
            }
        }
        return 0;
    }

    private void refuse(String option, String owner) {
        if (command.commandLine().getParseResult().hasMatchedOption(option)) {
            throw new IllegalArgumentException(option + " is for " + owner + ", but --defense is " + choice);
        }
    }

    private void decide(LoadedRun run) throws IOException {
        FalseAlarmRate rate = falseAlarms == null ? null : new FalseAlarmRate(falseAlarms);
        if (json != null) {
            AtomicFile.check(json);
        }
        run.experiment(); // which is there if the folder is a run
        RecommendedDefense defense = new RecommendedDefense(run, common.console());
        if (defense.isTrained()) {
            decide(run, defense, rate);
            return;
        }
        // Nobody may train the recognizer anew before the heads that belong to it are there.
        try (FolderLock lock = run.folder().lock()) {
            decide(run, defense, rate);
        }
    }

    private void decide(LoadedRun run, RecommendedDefense defense, @Nullable FalseAlarmRate rate) throws IOException {
        NetworkRecognizer undefended = run.system().recognizer();
        Map<Path, Image> probes = read(run.system());
        WhiteBoxRecognizer defended = defense.protect(rate);
        List<Path> files = List.copyOf(probes.keySet());
        List<Image> pictures = List.copyOf(probes.values());
        List<PictureDecision> decisions = new ArrayList<>();
        try (Progress.Task task = common.console().progress().begin("decisions", files.size())) {
            for (int from = 0; from < files.size(); from += BATCH) {
                List<Image> part = pictures.subList(from, Math.min(files.size(), from + BATCH));
                List<Scores> before = undefended.identify(part);
                List<Decision> after = defended.decide(part);
                for (int i = 0; i < part.size(); i++) {
                    decisions.add(PictureDecision.of(files.get(from + i), before.get(i), after.get(i)));
                }
                task.done(decisions.size());
            }
        }
        decisions.forEach(decision -> common.console().print("%s%n", decision.line()));
        if (json != null) {
            Json.write(json, decisions);
        }
    }

    private void cleanse(LoadedRun run, SaliencyMaskPreset mask) throws IOException {
        EnrolledSystem system = run.system();
        Map<Path, Image> probes = read(system);
        List<Image> pictures = List.copyOf(probes.values());
        SaliencyMaskConfig config = settings.change(
                mask.config(run.folder()), system.recognizer().backbone().width());
        List<Cleansed> cleansed =
                new SaliencyMaskDefense(config, system.cleanMaps()).cleanse(pictures, system.recognizer());
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
