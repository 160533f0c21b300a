package dev.visor.experiment;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GradientCheck;
import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CellTally;
import dev.visor.evaluation.CellTally.InPhotograph;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.DefendedSystem.Look;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What defended systems decide about clean faces and about attacks. Used by one thread. */
final class Evaluation {

    private static final int BATCH = 32;

    /** So many attacks are enough to see whether there are gradients. */
    private static final int CHECKED_GRADIENTS = 16;

    private final ExperimentConfig config;
    private final RunContext run;

    Evaluation(ExperimentConfig config, RunContext run) {
        this.config = config;
        this.run = run;
    }

    /** Returns what each system decides about the clean evaluation faces, and at what cost. */
    List<CleanResult> clean(List<DefendedSystem> systems, TestBed bed) {
        List<Face> faces = bed.evaluation();
        List<Cost> costs = systems.stream().map(Cost::new).toList();
        try (Progress.Task task = run.begin("decisions about clean faces", faces.size())) {
            for (List<Face> part : batches(faces)) {
                run.checkpoint();
                costs.forEach(cost -> cost.add(part));
                task.done(
                        costs.isEmpty() ? faces.size() : costs.get(0).decisions.size());
            }
        }
        return costs.stream().map(cost -> cost.result(faces)).toList();
    }

    /** What a system decides about clean faces, and what that costs. */
    private static final class Cost {

        private final DefendedSystem system;
        private final Map<String, Decision> decisions = new LinkedHashMap<>();
        private final long forward;
        private final long backward;

        Cost(DefendedSystem system) {
            this.system = system;
            this.forward = system.counter().forward();
            this.backward = system.counter().backward();
        }

        void add(List<Face> faces) {
            List<Look> looks =
                    system.look(faces, faces.stream().map(Face::image).toList());
            for (int i = 0; i < faces.size(); i++) {
                decisions.put(faces.get(i).id(), looks.get(i).decision());
            }
        }

        CleanResult result(List<Face> faces) {
            return CleanResult.of(
                    faces,
                    decisions,
                    (double) (system.counter().forward() - forward) / faces.size(),
                    (double) (system.counter().backward() - backward) / faces.size());
        }
    }

    /**
     * Evaluates the same attacks on several systems.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     * @param attacks at least one
     * @param systems by what each decides about the clean faces
     * @return a cell for each system, in the same order
     */
    List<Cell> evaluate(
            String attacker,
            String accessory,
            ExampleSource attacks,
            Map<DefendedSystem, CleanResult> systems,
            TestBed bed) {
        Map<DefendedSystem, CellTally> tallies = new LinkedHashMap<>();
        systems.forEach((system, clean) -> tallies.put(
                system,
                new CellTally(
                        clean,
                        system.chain()
                                .certifiesAgainst(Objects.requireNonNull(
                                        config.accessories().get(accessory), accessory)))));
        String label = "decisions about attacks by " + attacker + ", " + accessory;
        try (Progress.Task task = run.begin(label, attacks.size())) {
            for (int from = 0; from < attacks.size(); from += BATCH) {
                run.checkpoint();
                int to = Math.min(attacks.size(), from + BATCH);
                evaluate(attacks.read(from, to), attacks.photographs(from, to), tallies, bed);
                task.done(to);
            }
        }
        Attacker who = Objects.requireNonNull(config.attackers().get(attacker), attacker);
        int maxSteps = who.attack().maxSteps();
        return tallies.entrySet().stream()
                .map(tally ->
                        tally.getValue().cell(attacker, accessory, maxSteps, gradients(who, attacks, tally.getKey())))
                .toList();
    }

    private static void evaluate(
            List<AdversarialExample> examples,
            List<Optional<SavedPhotograph>> photographs,
            Map<DefendedSystem, CellTally> tallies,
            TestBed bed) {
        List<Face> faces = examples.stream().map(AdversarialExample::face).toList();
        List<Image> images = examples.stream().map(AdversarialExample::image).toList();
        List<Scores> before = bed.plain().recognizer().identify(images);
        tallies.forEach((system, tally) -> {
            List<Look> looks = system.look(faces, images);
            List<@Nullable InPhotograph> again = inPhotographs(faces, photographs, system);
            for (int i = 0; i < examples.size(); i++) {
                tally.add(
                        examples.get(i),
                        before.get(i),
                        looks.get(i).decision(),
                        looks.get(i).cleansed(),
                        again.get(i));
            }
        });
    }

    /** Returns what a system decides about the faces that were found in photographs; null where there is none. */
    private static List<@Nullable InPhotograph> inPhotographs(
            List<Face> faces, List<Optional<SavedPhotograph>> photographs, DefendedSystem system) {
        List<Face> found = new ArrayList<>();
        List<Image> crops = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            Optional<Image> crop = photographs.get(i).flatMap(SavedPhotograph::found);
            if (crop.isPresent()) {
                found.add(faces.get(i));
                crops.add(crop.get());
            }
        }
        Iterator<Look> looks = (crops.isEmpty() ? List.<Look>of() : system.look(found, crops)).iterator();
        List<@Nullable InPhotograph> all = new ArrayList<>();
        for (Optional<SavedPhotograph> photograph : photographs) {
            boolean seen = photograph.flatMap(SavedPhotograph::found).isPresent();
            all.add(photograph
                    .map(saved -> new InPhotograph(seen ? looks.next().decision() : null, saved.offset()))
                    .orElse(null));
        }
        return all;
    }

    /** Looks for gradients where attacks began; null if the attacker follows none through the defense. */
    private static @Nullable GradientCheck gradients(Attacker attacker, ExampleSource attacks, DefendedSystem system) {
        if (!attacker.followsDefense()) {
            return null;
        }
        Map<DefendedSystem.Build, List<AdversarialExample>> byBuild =
                attacks.read(0, Math.min(attacks.size(), CHECKED_GRADIENTS)).stream()
                        .collect(Collectors.groupingBy(example -> system.of(example.face())));
        GradientCheck all = new GradientCheck(0, 0, 0);
        for (Map.Entry<DefendedSystem.Build, List<AdversarialExample>> part : byBuild.entrySet()) {
            List<AdversarialExample> examples = part.getValue();
            List<Backward> results = part.getKey()
                    .surrogate()
                    .backward(
                            examples.stream().map(AdversarialExample::start).toList(),
                            (probe, scores) -> examples.get(probe).goal().crossEntropyGradient(scores),
                            BackwardRule.EXACT);
            for (int i = 0; i < examples.size(); i++) {
                all = all.plus(GradientCheck.of(
                        List.of(results.get(i)), examples.get(i).region()));
            }
        }
        return all;
    }

    /** Returns how many evaluation faces the hardened head recognizes; null if no defense has one. */
    @Nullable
    Rate hardened(TestBed bed) {
        EnrolledSystem system = bed.hardened().get(config.occlusions());
        if (system == null) {
            return null;
        }
        int recognized = 0;
        for (List<Face> part : batches(bed.evaluation())) {
            run.checkpoint();
            List<Scores> scores =
                    system.recognizer().identify(part.stream().map(Face::image).toList());
            recognized += (int) IntStream.range(0, part.size())
                    .filter(i -> scores.get(i).best().equals(part.get(i).identity()))
                    .count();
        }
        return new Rate(recognized, bed.evaluation().size());
    }

    private static List<List<Face>> batches(List<Face> faces) {
        List<List<Face>> batches = new ArrayList<>();
        for (int from = 0; from < faces.size(); from += BATCH) {
            batches.add(faces.subList(from, Math.min(faces.size(), from + BATCH)));
        }
        return batches;
    }
}
