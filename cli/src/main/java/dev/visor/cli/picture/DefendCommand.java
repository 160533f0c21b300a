package dev.visor.cli.picture;

import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.console.Table;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.defense.Calibration;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ChainCalibration;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Defending. */
@Command(
        name = "defend",
        description = {
            "Decides who is in pictures, without a defense and with one.",
            "A picture of the system's own size is checked to be an aligned face. Of any other, the largest face is found and"
                    + " aligned.",
            "The recommended chain looks at a face under one mask for each family of accessories: glasses, hat bands, stickers"
                    + " and face masks. It accepts a person only if all masks find this person plausible. Each mask has a head of"
                    + " its own, which is trained when it is first needed.",
            "\"Proven against\" names the families of which no accessory can change the decision into another person. It says"
                    + " nothing about other accessories, and nothing about who somebody is."
        })
public final class DefendCommand implements Callable<Integer> {

    private static final int BATCH = 32;

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE",
            description =
                    "Photographs or aligned faces, or folders of them; of folders of attacks, the adversarial pictures.")
    private List<Path> images = List.of();

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            order = 2,
            defaultValue = "RECOMMENDED",
            description =
                    "RECOMMENDED, GUARDED, TUNED, a defense of the run's experiment, or a kind of defense or a preset of one"
                            + " (default: ${DEFAULT-VALUE}).")
    private String defense = "RECOMMENDED";

    @Option(
            names = "--false-alarms",
            paramLabel = "RATE",
            order = 3,
            description =
                    "Share of clean faces that each part of the defense may suspect, in (0, 1) (default: that of the"
                            + " defense, or the least that there are enough held-out faces for).")
    private @Nullable Double falseAlarms;

    @Option(
            names = "--calibrate",
            order = 4,
            description = "Calibrate the defense anew, and keep that in the run's folder; needs no image.")
    private boolean calibrate;

    @Option(names = "--json", paramLabel = "FILE", order = 5, description = "Write the decisions to this file, too.")
    private @Nullable Path json;

    @Option(
            names = "--cleansed",
            paramLabel = "FOLDER",
            order = 6,
            description = "Write what a masking defense makes of the pictures to this folder.")
    private @Nullable Path cleansed;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (images.isEmpty() && !calibrate) {
            throw new IllegalArgumentException("no IMAGE to decide about; name one, or calibrate with --calibrate");
        }
        if (json != null) {
            AtomicFile.check(json);
        }
        try (ExperimentRun open = engine.open(run.folder())) {
            ChainConfig named = new DefenseName(defense).find(open.experiment().config(), engine.registry());
            ChainConfig chain = withRate(named, open);
            EnrolledSystem system = open.system();
            if (images.isEmpty()) {
                print(open.calibrate(chain));
            } else {
                defend(open, system, chain);
            }
        }
        return 0;
    }

    private void defend(ExperimentRun open, EnrolledSystem system, ChainConfig chain) throws IOException {
        try (FaceDetector finder = detector.open(engine.registry());
                ProbeBatches probes = new Probes(finder, open.format(), engine.console()).batches(images, BATCH)) {
            checkOutputs(probes.files());
            Map<Path, Image> first = probes.next(); // before the defense is calibrated, which takes long
            if (calibrate) {
                print(open.calibrate(chain));
            }
            Deployment deployment = open.deploy(chain);
            CalibrationNotes.print(chain, deployment, system.recognizer().gallery(), engine.console());
            decide(first, probes, system, deployment);
        }
    }

    private void checkOutputs(Set<Path> inputs) throws IOException {
        if (json != null) {
            AtomicFile.checkApart(json, inputs);
        }
        if (cleansed != null) {
            new CleansedPictures(cleansed).check(inputs);
        }
    }

    private ChainConfig withRate(ChainConfig chain, ExperimentRun open) throws IOException {
        if (falseAlarms == null) {
            return chain;
        }
        if (chain.falseAlarms().isEmpty()) {
            throw new IllegalArgumentException(
                    "--false-alarms is for defenses with a false alarm rate, but --defense is " + defense);
        }
        FalseAlarmRate rate = new FalseAlarmRate(falseAlarms);
        rate.checkFaces(open.calibrationFaces());
        return chain.withFalseAlarms(rate);
    }

    private void print(ChainCalibration calibration) {
        Table table = new Table("defense", "false alarms at most", "on calibration pictures");
        for (int i = 0; i < calibration.parts().size(); i++) {
            Optional<FalseAlarmRate> allowed =
                    calibration.chain().elements().get(i).falseAlarms();
            Optional<Calibration> part = calibration.parts().get(i);
            if (allowed.isPresent() || part.isPresent()) {
                table.row(
                        calibration.chain().names().get(i),
                        allowed.map(rate -> String.format(Locale.ROOT, "%.1f %%", 100 * rate.value()))
                                .orElse("-"),
                        part.map(kept -> Console.counts(new Rate(kept.alarms(), kept.pictures())))
                                .orElse("calibrated at every start"));
            }
        }
        table.print(engine.console());
    }

    private void decide(Map<Path, Image> first, ProbeBatches probes, EnrolledSystem system, Deployment deployment)
            throws IOException {
        Console console = engine.console();
        CleansedPictures masked = cleansed == null ? null : new CleansedPictures(cleansed);
        List<PictureDecision> decisions = new ArrayList<>();
        List<String> written = new ArrayList<>();
        try (Progress.Task task =
                console.progress().begin("pictures", probes.files().size())) {
            Map<Path, Image> part = first;
            while (true) {
                decisions.addAll(decide(part, system, deployment));
                if (masked != null && !part.isEmpty()) {
                    written.addAll(masked.write(part, deployment));
                }
                task.done(probes.done());
                if (!probes.hasNext()) {
                    break;
                }
                part = probes.next();
            }
        }
        decisions.forEach(decision -> console.print("%s%n", decision.line()));
        if (json != null) {
            Json.write(json, decisions);
        }
        written.forEach(line -> console.print("%s%n", line));
    }

    private static List<PictureDecision> decide(Map<Path, Image> probes, EnrolledSystem system, Deployment deployment) {
        List<Path> files = List.copyOf(probes.keySet());
        List<Image> pictures = List.copyOf(probes.values());
        if (pictures.isEmpty()) {
            return List.of();
        }
        List<Scores> before = system.recognizer().identify(pictures);
        List<Decision> after = deployment.recognizer().decide(pictures);
        return IntStream.range(0, files.size())
                .mapToObj(i -> PictureDecision.of(files.get(i), before.get(i), after.get(i), deployment.chain()))
                .toList();
    }
}
