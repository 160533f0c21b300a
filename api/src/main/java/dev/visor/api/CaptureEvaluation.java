package dev.visor.api;

import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.CapturedAnswer;
import dev.visor.evaluation.captured.CapturedPicture;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.CapturedSystem;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.experiment.Deployment;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Recognizer;
import dev.visor.report.captures.CapturesReport;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import dev.visor.store.captures.CaptureFolder;
import dev.visor.store.captures.CaptureOutput;
import dev.visor.store.captures.CapturedCrops;
import dev.visor.store.captures.KnownNames;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Photographs that somebody took of attackers with printed accessories and of honest people, put before the system of a run and
 * its chains of defenses.
 *
 * <pre>{@code
 * try (ExperimentRun run = new ExperimentRun(Path.of("runs/first"), registry, Compute.threads(2), Progress.silent(), RunListener.NONE);
 *         FaceDetector detector = EmbeddedDetector.EMBEDDED.open()) {
 *     CaptureEvaluation captures = CaptureEvaluation.of(run, registry, Path.of("captures"));
 *     captures.detect(detector, Progress.silent());
 *     Deployment recommended = run.deploy(ChainConfig.RECOMMENDED);
 *     CapturedResults results = captures.evaluate(Map.of("RECOMMENDED", recommended), Progress.silent());
 *     System.out.println(results.overall().get(1).attacks().iapar());
 * }
 * }</pre>
 *
 * <p>Used by one thread.
 */
public final class CaptureEvaluation {

    private static final int BATCH = 32;

    /** What the undefended system is called if the experiment has no name for it. */
    private static final String UNDEFENDED = "none";

    private final ExperimentRun run;
    private final CaptureFolder folder;
    private final RunAttacks attacks;

    private @Nullable CapturedCrops crops;

    private CaptureEvaluation(ExperimentRun run, CaptureFolder folder, RunAttacks attacks) {
        this.run = run;
        this.folder = folder;
        this.attacks = attacks;
    }

    /**
     * Reads who is in which photograph. No picture is opened yet.
     *
     * @param run stays the caller's
     * @param registry the kinds that the results of the run can name
     * @param captures the folder of photographs
     * @throws dev.visor.store.captures.CapturesException with all problems if names are unknown, files are missing, and the like
     * @throws IOException with one line if the run or the folder can't be read
     */
    public static CaptureEvaluation of(ExperimentRun run, Registry registry, Path captures) throws IOException {
        run.experiment(); // which is there if the folder is a run
        RunAttacks attacks = RunAttacks.NONE;
        if (run.folder().isEvaluated()) {
            attacks = new EvidenceFolder(run.folder()).results(registry).printable();
        }
        KnownNames known = new KnownNames(run.system().recognizer().gallery().people(), attacks);
        return new CaptureEvaluation(run, CaptureFolder.read(captures, known), attacks);
    }

    /** Returns the chains of the experiment by their names, without the undefended system; the recommended one if it has none. */
    public Map<String, ChainConfig> chains() throws IOException {
        Map<String, ChainConfig> chains =
                new LinkedHashMap<>(run.experiment().config().defenses());
        chains.values().removeIf(chain -> chain.elements().isEmpty());
        return chains.isEmpty() ? Map.of("RECOMMENDED", ChainConfig.RECOMMENDED) : chains;
    }

    /**
     * Opens all photographs and finds their faces. To be called before {@link #evaluate}.
     *
     * @param detector finds the faces; stays the caller's
     * @throws dev.visor.store.captures.CapturesException with all problems if files are no pictures
     * @throws IOException with one line if no picture shows a usable face
     */
    public void detect(FaceDetector detector, Progress progress) throws IOException {
        crops = CapturedCrops.read(
                folder,
                new ProbeAligner(detector, run.format()),
                RunContext.of(0).withProgress(progress));
    }

    private CapturedCrops crops() {
        if (crops == null) {
            throw new IllegalStateException("the faces are not detected yet");
        }
        return crops;
    }

    /**
     * Asks the undefended system and each chain about all photographs.
     *
     * @param chains the chains by their names, in the order of the results
     * @throws IllegalStateException if {@link #detect} was not called
     * @throws IOException with one line if something of the run can't be read
     */
    public CapturedResults evaluate(Map<String, Deployment> chains, Progress progress) throws IOException {
        CapturedCrops found = crops();
        List<CapturedSystem> systems = new ArrayList<>(List.of(new CapturedSystem(undefended(), List.of())));
        List<Recognizer> recognizers = new ArrayList<>(List.of(run.system().recognizer()));
        chains.forEach((name, deployment) -> {
            systems.add(new CapturedSystem(name, deployment.chain().names()));
            recognizers.add(deployment.recognizer());
        });
        Map<Capture, List<CapturedAnswer>> answers = answers(found.faces(), recognizers, progress);
        List<CapturedPicture> pictures = folder.captures().keySet().stream()
                .map(capture -> new CapturedPicture(
                        capture, found.noFace().get(capture), answers.getOrDefault(capture, List.of())))
                .toList();
        return CapturedResults.of(
                new CapturedResults.Site(
                        run.experiment().title(),
                        run.experiment().system().name(),
                        run.folder().isEvaluated() ? Sha256.of(run.folder().results()) : "",
                        attacks),
                systems,
                pictures);
    }

    private String undefended() throws IOException {
        return run.experiment().config().defenses().entrySet().stream()
                .filter(chain -> chain.getValue().elements().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UNDEFENDED);
    }

    private static Map<Capture, List<CapturedAnswer>> answers(
            Map<Capture, Image> crops, List<Recognizer> recognizers, Progress progress) {
        List<Capture> captures = List.copyOf(crops.keySet());
        List<Image> images = List.copyOf(crops.values());
        Map<Capture, List<CapturedAnswer>> answers =
                captures.stream().collect(Collectors.toMap(capture -> capture, capture -> new ArrayList<>()));
        int done = 0;
        try (Progress.Task task = progress.begin("decisions", (long) images.size() * recognizers.size())) {
            for (Recognizer recognizer : recognizers) {
                for (int from = 0; from < images.size(); from += BATCH) {
                    int to = Math.min(images.size(), from + BATCH);
                    List<Decision> decisions = recognizer.decide(images.subList(from, to));
                    for (int i = from; i < to; i++) {
                        Capture capture = captures.get(i);
                        Objects.requireNonNull(answers.get(capture))
                                .add(CapturedAnswer.of(decisions.get(i - from), capture));
                    }
                    done += to - from;
                    task.done(done);
                }
            }
        }
        return answers;
    }

    /**
     * Writes what {@link #evaluate} returned, and its page.
     *
     * @param command what to type to repeat it
     * @throws IOException with one line naming the file that can't be written
     */
    public void write(CapturedResults results, String command, CaptureOutput out) throws IOException {
        Map<String, Image> byFile = new LinkedHashMap<>();
        crops().faces().forEach((capture, face) -> byFile.put(capture.file(), face));
        out.write(
                results,
                CapturesReport.render(
                        results,
                        command,
                        file -> PictureCodec.encodePng(Objects.requireNonNull(byFile.get(file), file))));
    }
}
