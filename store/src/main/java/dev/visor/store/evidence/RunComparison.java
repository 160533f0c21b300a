package dev.visor.store.evidence;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.file.Json;
import dev.visor.store.file.JsonDifferences;
import dev.visor.store.file.JsonDifferences.Difference;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side.
 *
 * @param verdict whether their results are the same
 * @param inputs what went into them and differs: settings, faces, weights, versions, processors
 * @param rates every rate that at least one of them has
 * @param differences how their results differ beside that, a line each
 */
public record RunComparison(Verdict verdict, List<Input> inputs, List<RatePair> rates, List<String> differences) {

    /** Shares and confidences that differ by less are equal up to rounding. */
    private static final double SHARE = 0.01;

    /** Numbers of steps that differ by a smaller share, or by at most {@link #FEW_STEPS}, are likewise. */
    private static final double STEPS = 0.1;

    private static final double FEW_STEPS = 2;

    /** What belongs to the machine rather than to the experiment. */
    private static final Set<String> MACHINE = Set.of("version", "processor", "title");

    /** Whether results are the same. */
    public enum Verdict {
        /** To the last bit; what went into them may differ. */
        EQUAL("equal"),
        /** The same hits in every rate, the same answers, and other numbers nearly the same. */
        EQUAL_UP_TO_ROUNDING("equal up to rounding"),
        /** Neither. */
        DIFFERENT("different");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Something that went into the runs and differs.
     *
     * @param name what it is
     * @param first its value in the first run; "nothing" if it has none
     * @param second its value in the second run, likewise
     */
    public record Input(String name, String first, String second) {}

    /**
     * A rate in both runs.
     *
     * @param name of what
     * @param first in the first run; null if it has none
     * @param second in the second run, likewise
     */
    public record RatePair(
            String name, @Nullable Rate first, @Nullable Rate second) {}

    /** Copies the lists. */
    public RunComparison {
        inputs = List.copyOf(inputs);
        rates = List.copyOf(rates);
        differences = List.copyOf(differences);
    }

    /**
     * Compares two finished runs.
     *
     * @param registry the kinds that they can name
     * @throws IOException with one line if one of them is no finished run or was changed
     */
    public static RunComparison of(RunFolder first, RunFolder second, Registry registry) throws IOException {
        ExperimentResults a = new EvidenceFolder(first).results(registry);
        ExperimentResults b = new EvidenceFolder(second).results(registry);
        List<Input> inputs = inputs(a, b);
        for (String difference : first.readFaces().differences(second.readFaces())) {
            inputs.add(new Input("face", "", difference));
        }
        List<Difference> results = JsonDifferences.of(Json.toText(a, registry), Json.toText(b, registry)).stream()
                .filter(difference -> !difference.path().startsWith("provenance."))
                .toList();
        return new RunComparison(
                verdict(inputs, results),
                inputs,
                rates(a, b),
                results.stream().map(RunComparison::line).toList());
    }

    private static Verdict verdict(List<Input> inputs, List<Difference> results) {
        if (results.isEmpty()) {
            return Verdict.EQUAL;
        }
        boolean sameInputs = inputs.stream().allMatch(input -> MACHINE.contains(kind(input.name)));
        return sameInputs && results.stream().allMatch(RunComparison::isRounding)
                ? Verdict.EQUAL_UP_TO_ROUNDING
                : Verdict.DIFFERENT;
    }

    private static String kind(String name) {
        return name.replaceFirst(" .*", "");
    }

    private static boolean isRounding(Difference difference) {
        if (Set.of("hits", "trials").contains(difference.key()) || Double.isInfinite(difference.distance())) {
            return false;
        }
        double size = Math.max(
                Math.abs(Double.parseDouble(difference.first())), Math.abs(Double.parseDouble(difference.second())));
        return difference.whole()
                ? difference.distance() <= Math.max(FEW_STEPS, STEPS * size)
                : difference.distance() <= Math.max(SHARE, SHARE * size);
    }

    private static String line(Difference difference) {
        return difference.path() + ": " + difference.first() + " and " + difference.second();
    }

    private static List<Input> inputs(ExperimentResults a, ExperimentResults b) {
        List<Input> inputs = new ArrayList<>();
        add(inputs, "title", a.provenance().title(), b.provenance().title());
        add(
                inputs,
                "seed",
                Long.toString(a.provenance().seed()),
                Long.toString(b.provenance().seed()));
        add(
                inputs,
                "weights (SHA-256)",
                a.provenance().weightsSha256(),
                b.provenance().weightsSha256());
        add(inputs, "version of ", a.provenance().versions(), b.provenance().versions());
        add(
                inputs,
                "processor",
                String.join("; ", a.provenance().processors()),
                String.join("; ", b.provenance().processors()));
        add(inputs, "", a.provenance().settings(), b.provenance().settings());
        return inputs;
    }

    private static void add(
            List<Input> inputs, String prefix, SortedMap<String, String> first, SortedMap<String, String> second) {
        Set<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        for (String key : keys) {
            add(inputs, prefix + key, first.getOrDefault(key, "nothing"), second.getOrDefault(key, "nothing"));
        }
    }

    private static void add(List<Input> inputs, String name, String first, String second) {
        if (!first.equals(second) && inputs.stream().noneMatch(input -> input.name.equals(name))) {
            inputs.add(new Input(name, first, second));
        }
    }

    private static List<RatePair> rates(ExperimentResults a, ExperimentResults b) {
        Map<String, Rate> first = rates(a);
        Map<String, Rate> second = rates(b);
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        return names.stream()
                .map(name -> new RatePair(name, first.get(name), second.get(name)))
                .toList();
    }

    private static Map<String, Rate> rates(ExperimentResults results) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        rates.put("held-out faces recognized", results.training().validation());
        for (DefenseResult defense : results.defenses()) {
            rates.put(
                    defense.name() + ": clean faces recognized", defense.clean().recognized());
            defense.wearers()
                    .forEach(worn -> rates.put(
                            defense.name() + ": people with " + worn.accessory() + " recognized", worn.recognized()));
            for (Cell cell : defense.cells()) {
                rates.put(
                        defense.name() + ": success of " + cell.attacker() + " with " + cell.accessory(),
                        cell.success());
            }
        }
        return rates;
    }
}
