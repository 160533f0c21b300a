package dev.visor.cli.run;

import dev.visor.evaluation.DefenseResult;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.limit.SuccessLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What success rates must keep, for pipelines. */
public final class LimitOption {

    @Option(
            names = "--fail-above",
            paramLabel = "LIMIT",
            order = 9,
            split = ",",
            description =
                    "Allow so much: success=0.05 limits the upper end of the 95 %% interval of the adversarial success"
                            + " rate, at worst, of every defense; NAME:success=0.05 that of one. iapar=0.07 counts impersonations"
                            + " alone. Can be repeated. Code 3 if it is exceeded.")
    private List<String> texts = List.of();

    /** Returns the limits. */
    public List<SuccessLimit> all() {
        return texts.stream().map(SuccessLimit::parse).toList();
    }

    /**
     * Checks that there are such defenses.
     *
     * @throws IllegalArgumentException if there are not
     */
    void checkAgainst(ExperimentConfig config) {
        all().forEach(limit -> limit.checkAgainst(config.defenses().keySet(), config.undefended()));
    }

    /**
     * Checks that there are such defenses.
     *
     * @throws IllegalArgumentException if there are not
     */
    public void checkAgainst(ExperimentResults results) {
        List<String> names =
                results.defenses().stream().map(DefenseResult::name).toList();
        all().forEach(limit -> limit.checkAgainst(names, results.undefended().name()));
    }

    /** Returns what exceeds the limits on any of several systems, a line each. */
    List<String> exceededBy(Map<String, ExperimentResults> systems) {
        List<String> lines = new ArrayList<>();
        systems.forEach(
                (system, results) -> exceededBy(results).forEach(line -> lines.add("system " + system + ": " + line)));
        return lines;
    }

    /** Returns what exceeds the limits, a line each. */
    List<String> exceededBy(ExperimentResults results) {
        List<String> lines = new ArrayList<>();
        all().forEach(limit -> lines.addAll(limit.exceededBy(results)));
        return lines;
    }
}
