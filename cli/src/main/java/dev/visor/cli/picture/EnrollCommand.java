package dev.visor.cli.picture;

import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.face.FaceFormat;
import dev.visor.face.Identity;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.image.Image;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.Count;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.faces.PeopleFolder;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Enrolling. */
@Command(
        name = "enroll",
        description = {
            "Enrolls people in a gallery file, which 'visor verify' and 'visor identify' use.",
            "Faces in photographs are found and aligned. Without FOLDER it lists who is enrolled. The gallery holds embeddings and a threshold, but no pictures. The"
                    + " threshold is calibrated anew whenever people are added or removed."
        })
public final class EnrollCommand implements Callable<Integer> {

    private static final int SHOWN = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Photographs or aligned faces, one subfolder per person.")
    private @Nullable Path folder;

    @Option(names = "--gallery", paramLabel = "FILE", order = 1, required = true, description = "The gallery.")
    private Path file = Path.of("gallery.safetensors");

    @Option(names = "--add", order = 2, description = "Add to the gallery; who is in it already gets more pictures.")
    private boolean add;

    @Option(names = "--remove", paramLabel = "NAME", order = 3, description = "Remove this person. Can be repeated.")
    private List<String> removed = List.of();

    @Option(
            names = "--false-match-rate",
            paramLabel = "RATE",
            order = 4,
            description = "Share of impostor pairs that may match, in (0, 1) (default: 0.001, or that of the gallery).")
    private @Nullable Double falseMatchRate;

    @Mixin
    private ThresholdOption threshold = new ThresholdOption();

    @Option(
            names = "--template",
            paramLabel = "KIND",
            order = 6,
            description = "mean or best: what several pictures of a person are compared by (default: mean).")
    private @Nullable TemplateKind template;

    @Mixin
    private FaceOptions faces = new FaceOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (folder == null && add) {
            throw new IllegalArgumentException("--add needs a FOLDER with the people to add");
        }
        boolean changes =
                folder != null || !removed.isEmpty() || falseMatchRate != null || threshold.similarity() != null;
        if (changes) {
            AtomicFile.check(file);
        }
        GalleryFile gallery = changes ? changed(console) : GalleryFile.read(file);
        if (changes) {
            gallery.write(file);
        }
        print(gallery, console);
        return 0;
    }

    private GalleryFile changed(Console console) throws IOException {
        if (folder != null && !add) {
            if (Files.exists(file)) {
                throw new IllegalArgumentException(file + ": is there already; --add adds people to it");
            }
            return enrolled(folder, null, console);
        }
        GalleryFile before = removed(GalleryFile.read(file));
        Enrollment enrollment = before.enrollment();
        return folder == null
                ? before.with(Enrollment.of(enrollment.templates(), rule(enrollment.threshold())))
                : enrolled(folder, before, console);
    }

    /** Takes people away; the threshold is calibrated again later. */
    private GalleryFile removed(GalleryFile gallery) {
        List<Template> left = new ArrayList<>(gallery.enrollment().templates());
        for (String name : removed) {
            if (!left.removeIf(one -> one.person().name().equals(name))) {
                throw new IllegalArgumentException("unknown person: \"" + name + "\", must be one of "
                        + gallery.enrollment().gallery().people());
            }
        }
        if (left.size() < 2) {
            throw new IllegalArgumentException(
                    "illegal gallery: " + Count.ofPeople(left.size()) + " would be left, must be at least 2");
        }
        return gallery.with(new Enrollment(left, gallery.enrollment().threshold()));
    }

    private GalleryFile enrolled(Path people, @Nullable GalleryFile before, Console console) throws IOException {
        if (before == null) {
            return enrolledAnew(people, console);
        }
        faces.checkUnset();
        TemplateKind kind = before.enrollment().kind();
        if (template != null && template != kind) {
            throw new IllegalArgumentException(
                    "illegal --template: " + word(template) + ", the gallery has " + word(kind));
        }
        PeopleFolder pictures;
        try (FaceDetector finder = faces.open()) {
            pictures = read(people, before.faces(), finder, console);
        }
        try (OpenNetwork open = network.open(before, compute.compute())) {
            List<Template> templates = templates(
                    pictures, open.embedder(), kind, before.enrollment().templates());
            return before.with(Enrollment.of(templates, rule(before.enrollment().threshold())));
        }
    }

    private GalleryFile enrolledAnew(Path people, Console console) throws IOException {
        FaceFormat format;
        PeopleFolder pictures;
        try (FaceDetector finder = faces.open()) {
            format = faces.format(network.usualFaces(), PeopleFolder.first(people), finder);
            pictures = read(people, format, finder, console);
        }
        try (OpenNetwork open = network.open(format, compute.compute(), console)) {
            TemplateKind kind = template == null ? TemplateKind.MEAN : template;
            List<Template> templates = templates(pictures, open.embedder(), kind, List.of());
            return GalleryFile.of(Enrollment.of(templates, rule(null)), open, network.output());
        }
    }

    /** Reads the faces, and says what was not found and what was done to pictures that are no aligned faces. */
    private static PeopleFolder read(Path people, FaceFormat format, FaceDetector finder, Console console)
            throws IOException {
        PeopleFolder pictures = PeopleFolder.read(people, new ProbeAligner(finder, format), console.run(0));
        console.leftOut(pictures.leftOut());
        if (pictures.photographs() > 0) {
            console.note("aligned the faces of " + Count.of(pictures.photographs(), "photograph"));
        }
        note(console, "realigned, since the eyes were far from where the network expects them: ", pictures.realigned());
        note(console, "several faces, of which the largest was taken: ", pictures.several());
        return pictures;
    }

    private static void note(Console console, String what, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "";
            console.note(what + String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size()))) + more);
        }
    }

    private static String word(TemplateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static List<Template> templates(
            PeopleFolder pictures, Embedder embedder, TemplateKind kind, List<Template> before) {
        Map<Identity, Template> all = new TreeMap<>();
        before.forEach(one -> all.put(one.person(), one));
        for (Map.Entry<Identity, List<Image>> person : pictures.people().entrySet()) {
            Template own = new Template(person.getKey(), kind, embedder.embed(person.getValue()));
            all.merge(person.getKey(), own, Template::with);
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Template::person))
                .toList();
    }

    /** Returns how the threshold is found: as asked for, or else as before. */
    private ThresholdRule rule(@Nullable Threshold before) {
        Double rate = falseMatchRate;
        Double given = threshold.similarity();
        if (rate != null && given != null) {
            throw new IllegalArgumentException("--threshold and --false-match-rate exclude each other");
        }
        if (rate == null && given == null && before != null) {
            rate = before.falseMatchRate();
            given = rate == null ? Double.valueOf(before.similarity()) : null;
        }
        return new ThresholdRule(rate == null ? ThresholdRule.DEFAULT.falseMatchRate() : rate, given);
    }

    private void print(GalleryFile gallery, Console console) {
        Table table = new Table("person", "pictures");
        gallery.enrollment()
                .templates()
                .forEach(one -> table.row(one.person().name(), one.pictures().size()));
        table.print(console);
        Threshold calibrated = gallery.enrollment().threshold();
        console.print(
                "%n%s, %s templates of %s; threshold %.4f, reached by %d of %d impostor pairs%n",
                Count.ofPeople(gallery.enrollment().templates().size()),
                word(gallery.enrollment().kind()),
                gallery.network(),
                calibrated.similarity(),
                calibrated.falseMatches(),
                calibrated.impostorPairs());
    }
}
