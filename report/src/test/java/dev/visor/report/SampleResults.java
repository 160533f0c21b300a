package dev.visor.report;

import dev.visor.attack.Knowledge;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Finding;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.TrainingSummary;
import dev.visor.experiment.cost.StageTime;
import dev.visor.face.Identity;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.training.Epoch;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Made-up results of an experiment that look like real ones: the demo's attackers and defenses. */
public final class SampleResults {

    public static final String COMMAND = "visor run experiment.yaml --set seed=42 --out runs/sample";

    public static final List<StageTime> TIMES = List.of(
            new StageTime("train the head", 2.46),
            new StageTime("40 attacks", 61.2),
            new StageTime("grid search", 9.04));

    public static final String GLASSES = "eyeglass frame";

    public static final AttackerSummary UNAWARE =
            new AttackerSummary("unaware", Knowledge.WHITE_BOX, false, "impersonation", 40, 300);
    public static final AttackerSummary ADAPTIVE =
            new AttackerSummary("adaptive", Knowledge.WHITE_BOX, true, "impersonation", 40, 600);

    private static final int PICTURES = 11;

    private final List<Identity> people;
    private final int attackCount;
    private final int examplesPerAttacker;

    public SampleResults(List<String> names, int attackCount) {
        this(names, attackCount, 3);
    }

    private SampleResults(List<String> names, int attackCount, int examplesPerAttacker) {
        this.examplesPerAttacker = Math.min(examplesPerAttacker, attackCount);
        this.people = names.stream().map(Identity::new).toList();
        this.attackCount = attackCount;
    }

    private static SampleResults five() {
        return new SampleResults(List.of("Ada_Lovelace", "Bo_Diddley", "Cleo", "Dora_Maar", "Emil"), 40);
    }

    /** Returns results of five people, two attackers, four systems, a grid of 72 combinations, and examples. */
    public static ExperimentResults typical() {
        return five().results();
    }

    /** Returns results like the typical ones with so many attacks that are shown, an even number of at least 80. */
    public static ExperimentResults withExamples(int count) {
        return new SampleResults(
                        List.of("Ada_Lovelace", "Bo_Diddley", "Cleo", "Dora_Maar", "Emil"), count / 2, count / 2)
                .results();
    }

    public ExperimentResults results() {
        List<DefenseResult> defenses = List.of(
                defense("none", List.of(), 0, cell(UNAWARE, 39, 1, 0), cell(ADAPTIVE, 40, 0, 0)),
                defense("article", List.of("saliency mask"), 3, cell(UNAWARE, 9, 24, 0), cell(ADAPTIVE, 31, 6, 0)),
                defense("tuned", List.of("tuned saliency mask"), 1, cell(UNAWARE, 1, 37, 0), cell(ADAPTIVE, 14, 20, 0)),
                defense(
                        "recommended",
                        List.of("tamper detector", "certified masking", "hardened head"),
                        0,
                        cell(UNAWARE, 0, 28, 11),
                        cell(ADAPTIVE, 1, 11, 27)));
        return new ExperimentResults(
                ExperimentResults.VERSION,
                provenance("The article on five people"),
                data(List.of("Cleo/07.jpg: the file is truncated")),
                training(),
                new Rate(40, 40),
                List.of(UNAWARE, ADAPTIVE),
                List.of(GLASSES),
                List.of(attacks("E", UNAWARE)),
                new ExperimentResults.Tuning(attacks("T", UNAWARE), tuning()),
                defenses,
                List.of(new Finding(
                        "article",
                        Finding.Kind.NOT_CONVERGED,
                        "adaptive with eyeglass frame: 4 of 40 attacks first reached their goal in the last fifth of 600"
                                + " steps; more steps would raise the success rate")),
                examples(defenses));
    }

    /** Returns results with attackers and defenses of their own, without tuning, findings and examples. */
    public static ExperimentResults of(List<AttackerSummary> attackers, DefenseResult... defenses) {
        SampleResults sample = five();
        List<String> accessories = List.of(defenses).stream()
                .flatMap(defense -> defense.cells().stream())
                .map(Cell::accessory)
                .distinct()
                .toList();
        return new ExperimentResults(
                ExperimentResults.VERSION,
                provenance("A sample"),
                sample.data(List.of()),
                sample.training(),
                null,
                attackers,
                accessories,
                List.of(),
                null,
                List.of(defenses),
                List.of(),
                List.of());
    }

    /** Returns the results of another run on other faces. */
    public static ExperimentResults with(ExperimentResults results, Provenance provenance, DataSummary data) {
        return with(results, provenance, data, results.findings());
    }

    /** Returns the results with other findings. */
    public static ExperimentResults withFindings(ExperimentResults results, List<Finding> findings) {
        return with(results, results.provenance(), results.data(), findings);
    }

    private static ExperimentResults with(
            ExperimentResults results, Provenance provenance, DataSummary data, List<Finding> findings) {
        return new ExperimentResults(
                ExperimentResults.VERSION,
                provenance,
                data,
                results.training(),
                results.hardened(),
                results.attackers(),
                results.accessories(),
                results.attacks(),
                results.tuning(),
                results.defenses(),
                findings,
                results.examples());
    }

    public static Provenance provenance(String title) {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("visor", "0.1.0");
        versions.put("PyTorch", "2.10.0");
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("attackers.unaware.iterations", "300");
        settings.put("attackers.unaware.momentum", "0.4");
        settings.put("system.head.epochs", "45");
        return new Provenance(
                title,
                42,
                "resnet29",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                versions,
                List.of("amd64 avx2"),
                settings);
    }

    public DataSummary data(List<String> leftOut) {
        SortedMap<Identity, Integer> pictures = new TreeMap<>();
        people.forEach(person -> pictures.put(person, PICTURES));
        int training = 9 * people.size();
        int heldOut = PICTURES * people.size() - training;
        return new DataSummary("sample", 150, 150, "dlib", pictures, training, heldOut, heldOut, 0, leftOut, null);
    }

    public TrainingSummary training() {
        List<Epoch> epochs = IntStream.rangeClosed(1, 45)
                .mapToObj(i -> new Epoch(
                        i,
                        1.7 * Math.exp(-i / 9.0) + 0.04,
                        1 - 0.8 * Math.exp(-i / 3.0),
                        1 - 0.85 * Math.exp(-i / 4.0)))
                .toList();
        int held = 2 * people.size();
        int[] actual = IntStream.range(0, held).map(face -> face / 2).toArray();
        int[] answered = actual.clone();
        answered[2] = 2;
        return new TrainingSummary(
                epochs,
                new Rate(9 * people.size(), 9 * people.size()),
                new Rate(held - 1, held),
                ConfusionMatrix.of(people, actual, answered));
    }

    private AttackSummary attacks(String prefix, AttackerSummary attacker) {
        List<AttackRecord> all = IntStream.range(0, attackCount)
                .mapToObj(i -> new AttackRecord(
                        prefix + (i + 1),
                        attacker(i).name() + "/" + prefix + i % 9 + ".jpg",
                        attacker(i),
                        target(i),
                        i % 12 != 7,
                        i % 12 == 7 ? 300 : 12 + 7 * (i % 6),
                        i % 12 == 7 ? null : Integer.valueOf(4 + i % 6),
                        0.0604,
                        0.999,
                        0.0004,
                        i % 12 == 7 ? 0.62 : 0.931,
                        null))
                .toList();
        return AttackSummary.of(attacker.name(), GLASSES, all);
    }

    public static TuningResult tuning() {
        Grid grid = new Grid(
                List.of(new MapKind(Readings.ABSOLUTE, false), new MapKind(Readings.GRADIENT_TIMES_INPUT, true)),
                List.of(Threshold.quantile(0.85), Threshold.quantile(0.9), Threshold.quantile(0.975)),
                List.of(0, 2, 5),
                List.of(0, 20),
                List.of(Fills.ZERO, Fills.TELEA),
                150,
                GridStrategy.EXHAUSTIVE,
                0);
        List<GridPoint> points = grid.combinations().stream()
                .map(config -> new GridPoint(config, score(config), 25))
                .toList();
        return new TuningResult(points, 5, 20, 412, points.size() * 25, 0);
    }

    private static GoodnessScore score(SaliencyMaskConfig config) {
        double mu = config.threshold().mu();
        double far =
                Math.abs(mu - 0.9) * 3 + Math.abs(config.iterations() - 2) * 0.03 + (config.minArea() == 20 ? 0 : 0.02);
        double worse = far + (config.map().relative() ? 0 : 0.3) + (config.fill() == Fills.TELEA ? 0 : 0.12);
        return new GoodnessScore(
                Math.max(0, 0.97 - worse * 0.5 + (mu - 0.9) * 0.9),
                Math.max(0, 0.96 - worse),
                Math.min(1, 0.01 + worse * 0.8));
    }

    private Cell cell(AttackerSummary attacker, int success, int recognized, int tampered) {
        return cell(attacker, GLASSES, success, recognized, tampered, attackCount);
    }

    /** Returns a cell; what is neither a success nor recognized nor tampered is a third person. */
    public static Cell cell(AttackerSummary attacker, String accessory, int success, int trials) {
        return five().cell(attacker, accessory, success, trials - success, 0, trials);
    }

    private Cell cell(
            AttackerSummary attacker, String accessory, int success, int recognized, int tampered, int trials) {
        int reached = attacker.adaptive() ? Math.max(success, trials / 2) : trials - 1;
        List<Rates> rates = Rates.THRESHOLDS.stream()
                .map(threshold -> {
                    double kept = Math.max(0, 1 - Math.pow(threshold, 9));
                    return new Rates(
                            threshold,
                            new Rate((int) Math.round(40 * Math.sqrt(kept)), 40),
                            new Rate((int) Math.round(recognized * kept), trials),
                            new Rate((int) Math.round(success * kept), trials),
                            new Rate((int) Math.round(recognized * kept), trials));
                })
                .toList();
        return new Cell(
                attacker.name(),
                accessory,
                new Rate(success, trials),
                new Rate(recognized, trials),
                new Rate(tampered, trials),
                new Rate(0, trials),
                null,
                IntStream.range(0, reached)
                        .map(i -> 3 + i * i * attacker.maxSteps() / (2 * trials * trials))
                        .boxed()
                        .toList(),
                attacker.maxSteps(),
                null,
                rates,
                new GoodnessScore(
                        0.97, recognized / (double) Math.max(1, trials), success / (double) Math.max(1, trials)),
                outcomes(success, recognized, tampered, trials),
                null,
                null);
    }

    private List<Outcome> outcomes(int success, int recognized, int tampered, int trials) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            // Spread over the attacks, so that the strips look like real ones.
            int turn = (i * 7) % trials;
            Verdict verdict = turn >= success + recognized && turn < success + recognized + tampered
                    ? Verdict.TAMPERED
                    : Verdict.PERSON;
            Identity seen = turn < success ? target(i) : turn < success + recognized ? attacker(i) : other(i);
            outcomes.add(new Outcome(
                    "E" + (i + 1), answer(Verdict.PERSON, target(i), i), answer(verdict, seen, i), 0.081, 0.64, null));
        }
        return outcomes;
    }

    private Answer answer(Verdict verdict, Identity seen, int i) {
        return new Answer(
                verdict,
                seen,
                0.874,
                seen.equals(attacker(i)) ? 0.874 : 0.05,
                seen.equals(target(i)) ? 0.874 : 0.04,
                false);
    }

    private static DefenseResult defense(String name, List<String> chain, int lost, Cell... cells) {
        return defense(name, chain, new Rate(40 - lost, 40), List.of(cells));
    }

    /** Returns a defense; whom it does not recognize it takes for tampered. */
    public static DefenseResult defense(String name, List<String> chain, Rate clean, List<Cell> cells) {
        boolean certifies = chain.contains("certified masking");
        return new DefenseResult(
                name,
                chain,
                new CleanResult(
                        clean,
                        new Rate(chain.isEmpty() ? 0 : clean.trials() - clean.hits(), clean.trials()),
                        new Rate(0, clean.trials()),
                        new Rate(certifies ? clean.hits() - 4 : 0, clean.trials()),
                        Set.of(),
                        Collections.nCopies(Rates.THRESHOLDS.size(), clean),
                        0.97,
                        3,
                        1),
                cells);
    }

    private List<Example> examples(List<DefenseResult> defenses) {
        List<Example> examples = new ArrayList<>();
        for (AttackerSummary attacker : List.of(UNAWARE, ADAPTIVE)) {
            for (int i = 0; i < examplesPerAttacker; i++) {
                for (DefenseResult defense : defenses) {
                    examples.add(example(attacker, defense, i));
                }
            }
        }
        return examples;
    }

    private Example example(AttackerSummary attacker, DefenseResult defense, int i) {
        String id = "E" + (i + 1);
        String attack = attacker.name() + (attacker.adaptive() ? "-" + defense.name() : "") + "/" + id;
        String mine = attacker.name() + "-" + defense.name() + "/" + id;
        boolean masks = !defense.chain().isEmpty() && !defense.name().equals("recommended");
        Outcome outcome =
                defense.cell(attacker.name(), GLASSES).orElseThrow().outcomes().get(i);
        return new Example(
                id,
                attacker.name(),
                GLASSES,
                defense.name(),
                answer(Verdict.PERSON, attacker(i), i),
                outcome.before(),
                outcome.after(),
                attack + "-face.png",
                target(i).name() + "-target.png",
                attack + "-plain.png",
                attack + "-attacked.png",
                masks ? mine + "-saliency.png" : "",
                masks ? mine + "-mask.png" : "",
                masks ? mine + "-cleansed.png" : "",
                null,
                null);
    }

    private Identity attacker(int i) {
        return people.get(i % people.size());
    }

    private Identity target(int i) {
        return people.get((i + 1 + i / people.size() % 3) % people.size());
    }

    private Identity other(int i) {
        return people.get((i + 4) % people.size());
    }
}
