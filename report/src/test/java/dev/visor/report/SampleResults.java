package dev.visor.report;

import dev.visor.defense.Fills;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridPoint;
import dev.visor.evaluation.GridStrategy;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.StageTime;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Identity;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Epoch;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Made-up results of an experiment that look like real ones. */
final class SampleResults {

    static final List<StageTime> TIMES = List.of(
            new StageTime("train the head", 2.46),
            new StageTime("40 attacks", 61.2),
            new StageTime("grid search", 9.04));

    private static final int PICTURES = 11;
    private static final int THRESHOLDS = 20;

    private final List<Identity> people;
    private final int attackCount;

    SampleResults(List<String> names, int attackCount) {
        this.people = names.stream().map(Identity::new).toList();
        this.attackCount = attackCount;
    }

    /** Returns results of five people, twelve attacks, a grid of 72 combinations, three defenses and six examples. */
    static ExperimentResults typical() {
        return new SampleResults(List.of("Ada_Lovelace", "Bo_Diddley", "Cleo", "Dora_Maar", "Emil"), 12).results();
    }

    ExperimentResults results() {
        return new ExperimentResults(
                provenance("The article on five people"),
                data(List.of("Cleo/07.jpg: the file is truncated")),
                training(),
                attacks("tuning", "tuning pictures of the validation faces"),
                attacks("a", "evaluation pictures of the validation faces"),
                tuning(),
                List.of(
                        defense("article", SaliencyMaskConfig.ARTICLE, 0.58),
                        defense("article, absolute μ", SaliencyMaskConfig.ARTICLE_ABSOLUTE, 0.05),
                        defense("recommended", SaliencyMaskConfig.DEFAULT, 0.97)),
                IntStream.range(0, Math.min(6, attackCount))
                        .mapToObj(this::example)
                        .toList());
    }

    static Provenance provenance(String title) {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("visor", "0.1.0");
        versions.put("PyTorch", "2.10.0");
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("attack", "step 20/255, momentum 0.4, at most 300 iterations, threshold 0.90");
        settings.put("head", "128 hidden, dropout 0.5, 45 epochs");
        return new Provenance(
                title,
                42,
                "resnet29",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                versions,
                settings);
    }

    DataSummary data(List<String> leftOut) {
        SortedMap<Identity, Integer> pictures = new TreeMap<>();
        people.forEach(person -> pictures.put(person, PICTURES));
        int training = 9 * people.size();
        return new DataSummary(
                "sample", 150, 150, "dlib", pictures, training, PICTURES * people.size() - training, leftOut);
    }

    TrainingSummary training() {
        List<Epoch> epochs = IntStream.rangeClosed(1, 45)
                .mapToObj(i -> new Epoch(
                        i,
                        1.7 * Math.exp(-i / 9.0) + 0.04,
                        1 - 0.8 * Math.exp(-i / 3.0),
                        1 - 0.85 * Math.exp(-i / 4.0)))
                .toList();
        List<List<Integer>> counts = new ArrayList<>();
        for (int r = 0; r < people.size(); r++) {
            int row = r;
            counts.add(IntStream.range(0, people.size())
                    .mapToObj(c -> c == row ? (row == 1 ? 1 : 2) : (row == 1 && c == 2 ? 1 : 0))
                    .toList());
        }
        int held = 2 * people.size();
        return new TrainingSummary(
                epochs,
                new Rate(9 * people.size(), 9 * people.size()),
                new Rate(held - 1, held),
                new ConfusionMatrix(people, counts));
    }

    AttackSummary attacks(String prefix, String pictures) {
        List<AttackRecord> all = IntStream.range(0, attackCount)
                .mapToObj(i -> new AttackRecord(
                        prefix + (i + 1),
                        attacker(i).name() + "/" + pictures.charAt(0) + i % 9 + ".jpg",
                        attacker(i),
                        target(i),
                        i % 12 != 7,
                        i % 12 == 7 ? 300 : 12 + 7 * (i % 6),
                        i % 12 == 7 ? null : Integer.valueOf(4 + i % 6),
                        0.0604,
                        0.999,
                        0.0004,
                        i % 12 == 7 ? 0.62 : 0.931))
                .toList();
        int reached = (int) all.stream().filter(AttackRecord::reached).count();
        return new AttackSummary(pictures, new Rate(reached, attackCount), 24.5, 0.0604, all);
    }

    static TuningResult tuning() {
        Grid grid = new Grid(
                List.of(new MapKind(Readings.ABSOLUTE, false), new MapKind(Readings.GRADIENT_TIMES_INPUT, true)),
                List.of(Threshold.quantile(0.85), Threshold.quantile(0.9), Threshold.quantile(0.975)),
                List.of(0, 2, 5),
                List.of(0, 20),
                List.of(Fills.ZERO, Fills.TELEA),
                150,
                GridStrategy.EXHAUSTIVE);
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

    /** Returns a defense that gets a share of the attackers recognized. */
    DefenseEvaluation defense(String name, SaliencyMaskConfig config, double share) {
        int right = (int) Math.round(share * attackCount);
        List<Rates> before = new ArrayList<>();
        List<Rates> after = new ArrayList<>();
        List<Rate> defenseSuccess = new ArrayList<>();
        for (int i = 0; i < THRESHOLDS; i++) {
            double threshold = i / (double) THRESHOLDS;
            int late = i > 14 ? i - 14 : 0;
            int clean = 2 * people.size();
            before.add(new Rates(
                    threshold,
                    new Rate(clean - late / 3, clean),
                    new Rate(0, attackCount),
                    new Rate(Math.max(0, attackCount - late / 2), attackCount)));
            after.add(new Rates(
                    threshold,
                    new Rate(Math.max(0, clean - 1 - late / 2), clean),
                    new Rate(Math.max(0, right - late), attackCount),
                    new Rate(Math.max(0, (attackCount - right) / 2 - late), attackCount)));
            defenseSuccess.add(new Rate(Math.max(0, right - late), attackCount));
        }
        return new DefenseEvaluation(
                name,
                config.at(150),
                before,
                after,
                defenseSuccess,
                new GoodnessScore(0.95, share, (1 - share) / 2),
                new GoodnessScore(0.99, 0.02, 0.93),
                IntStream.range(0, attackCount).mapToObj(i -> outcome(i, right)).toList());
    }

    private Outcome outcome(int i, int right) {
        Identity other = people.get((i + 3) % people.size());
        Identity seen = i < right ? attacker(i) : i % 2 == 0 ? target(i) : other;
        return new Outcome(
                "a" + (i + 1),
                new Answer(target(i), 0.931, 0.02, 0.931),
                new Answer(seen, 0.874, i < right ? 0.874 : 0.05, 0.04),
                0.081,
                0.64);
    }

    private Example example(int i) {
        String id = "a" + (i + 1);
        Identity cleansed = i == 3 ? target(i) : i == 5 ? people.get((i + 3) % people.size()) : attacker(i);
        return new Example(
                id,
                "recommended",
                new Answer(attacker(i), 0.998, 0.998, 0.001),
                new Answer(target(i), 0.931, 0.02, 0.931),
                new Answer(cleansed, 0.942, i == 3 || i == 5 ? 0.02 : 0.942, i == 3 ? 0.942 : 0.01),
                id + "-face.png",
                attacker(i).equals(people.get(0)) ? "shared-target.png" : id + "-target.png",
                id + "-start.png",
                id + "-attacked.png",
                id + "-saliency.png",
                id + "-mask.png",
                id + "-cleansed.png");
    }

    private Identity attacker(int i) {
        return people.get(i % people.size());
    }

    private Identity target(int i) {
        return people.get((i + 1 + i / people.size() % 3) % people.size());
    }
}
