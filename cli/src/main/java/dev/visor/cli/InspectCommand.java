package dev.visor.cli;

import dev.visor.defense.Cleansed;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.ExampleGallery;
import dev.visor.image.ContactSheet;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A close look at one picture. */
@Command(
        name = "inspect",
        description = {
            "Tells who is in an aligned picture and how sure the recognizer is, before and after the defense, and draws"
                    + " the picture, its saliency map, the mask and the cleansed picture side by side.",
            "Needs the recognizer of a run ('visor train' or 'visor demo')."
        })
final class InspectCommand implements Callable<Integer> {

    private static final int PANEL = 300;

    @Parameters(paramLabel = "IMAGE", description = "An aligned face.")
    private Path image = Path.of("");

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private DefenseOptions defense = new DefenseOptions();

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Where to draw (default: the image's name with -inspected.png, in the current folder).")
    private @Nullable Path picture;

    @Override
    public Integer call() throws IOException {
        try (LoadedRun run = new LoadedRun(common)) {
            Console console = common.console();
            EnrolledSystem system = run.system();
            Image probe = Probes.read(image, system.recognizer().backbone());
            SaliencyMaskConfig config = defense.config(run.folder(), probe.width());
            Cleansed cleansed = new SaliencyMaskDefense(config, system.cleanMaps()).cleanse(probe, system.recognizer());
            Scores before = system.recognizer().identify(probe);
            Scores after = system.recognizer().identify(cleansed.image());
            console.print("before   %s%n", answer(before));
            console.print("after    %s%n", answer(after));
            console.print(
                    "defense  %s; masked %.1f %%%n",
                    Console.text(config), 100 * cleansed.mask().share());
            Path target = picture == null ? Path.of(stem(image) + "-inspected.png") : picture;
            Pictures.writePng(
                    target,
                    ContactSheet.of(
                            List.of(
                                    new ContactSheet.Panel(probe, answer(before)),
                                    new ContactSheet.Panel(cleansed.map().toImage(), "saliency map"),
                                    new ContactSheet.Panel(
                                            ExampleGallery.overlay(probe, cleansed.mask()), "saliency mask"),
                                    new ContactSheet.Panel(cleansed.image(), answer(after))),
                            PANEL));
            console.print("wrote    %s%n", target);
        }
        return 0;
    }

    private static String answer(Scores scores) {
        return String.format(Locale.ROOT, "%s %.1f %%", scores.best(), 100 * scores.confidence());
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
