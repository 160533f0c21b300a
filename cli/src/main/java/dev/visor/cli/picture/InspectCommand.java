package dev.visor.cli.picture;

import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.defense.Cleansed;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.Deployment;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExampleGallery;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.ContactSheet;
import dev.visor.image.Image;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A close look at one picture. */
@Command(
        name = "inspect",
        description = "Decides who is in a picture, before and after a masking defense, and draws the picture, the"
                + " map, the mask and the cleansed picture side by side.")
public final class InspectCommand implements Callable<Integer> {

    private static final int PANEL = 300;

    @Parameters(paramLabel = "IMAGE", description = "A photograph or an aligned face.")
    private Path image = Path.of("");

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            order = 2,
            defaultValue = "saliency-mask",
            description =
                    "A defense that masks: RECOMMENDED, GUARDED, TUNED, one of the run's experiment, or a kind of defense or a"
                            + " preset of one (default: ${DEFAULT-VALUE}).")
    private String defense = "saliency-mask";

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            order = 3,
            description = "Where to draw (default: the image's name with -inspected.png, in the current folder).")
    private @Nullable Path picture;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Path target = picture == null ? Path.of(Probes.stem(image) + "-inspected.png") : picture;
        AtomicFile.check(target);
        AtomicFile.checkApart(target, List.of(image));
        try (ExperimentRun open = engine.open(run.folder())) {
            ChainConfig chain = new DefenseName(defense).find(open.experiment().config(), engine.registry());
            EnrolledSystem system = open.system();
            Image probe = read(open);
            Deployment deployment = open.deploy(chain);
            Cleansed cleansed = CleansedPictures.of(List.of(probe), deployment).get(0);
            PictureDecision decision = PictureDecision.of(
                    image,
                    system.recognizer().identify(probe),
                    deployment.recognizer().decide(probe),
                    deployment.chain());
            Console console = engine.console();
            console.print("before   %s%n", decision.before());
            console.print("after    %s%n", decision.after());
            console.print(
                    "defense  %s; masked %.1f %%%n",
                    String.join(", ", chain.names()), 100 * cleansed.mask().share());
            Pictures.writePng(target, sheet(probe, cleansed, decision));
            console.print("wrote    %s%n", target);
        }
        return 0;
    }

    private Image read(ExperimentRun open) throws IOException {
        try (FaceDetector finder = detector.open(engine.registry())) {
            return new Probes(finder, open.format(), engine.console()).read(image);
        }
    }

    private static Image sheet(Image probe, Cleansed cleansed, PictureDecision decision) {
        return ContactSheet.of(
                List.of(
                        new ContactSheet.Panel(probe, decision.before()),
                        new ContactSheet.Panel(cleansed.map().toImage(), "map"),
                        new ContactSheet.Panel(ExampleGallery.overlay(probe, cleansed.mask()), "mask"),
                        new ContactSheet.Panel(cleansed.image(), decision.decided())),
                PANEL);
    }
}
