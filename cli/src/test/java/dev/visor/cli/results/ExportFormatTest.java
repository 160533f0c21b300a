package dev.visor.cli.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.SharedRun;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.export.ExportFormat;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What exports say of results that a small run does not have. */
class ExportFormatTest {

    private static final Rate NOBODY = new Rate(0, 40);

    /** Returns the results of a run whose defenses, but the undefended system, reject whoever wears a hat band. */
    private static ExperimentResults worn() throws IOException {
        ExperimentResults there = new RunFolder(SharedRun.whole()).readResults(Registry.standard());
        return new ExperimentResults(
                there.version(),
                there.provenance(),
                there.data(),
                there.training(),
                there.hardened(),
                there.attackers(),
                there.accessories(),
                there.attacks(),
                there.tuning(),
                there.defenses().stream()
                        .map(defense -> new DefenseResult(
                                defense.name(),
                                defense.chain(),
                                defense.declaration(),
                                defense.clean(),
                                defense.cells(),
                                List.of(glasses(defense), hat(defense))))
                        .toList(),
                there.findings(),
                there.examples());
    }

    private static WearersResult glasses(DefenseResult defense) {
        return defense.isUndefended()
                ? new WearersResult("sunglasses", new Rate(37, 40), NOBODY, NOBODY, new Rate(3, 40))
                : new WearersResult("sunglasses", new Rate(23, 40), new Rate(12, 40), new Rate(5, 40), NOBODY);
    }

    private static WearersResult hat(DefenseResult defense) {
        Rate all = new Rate(40, 40);
        return defense.isUndefended()
                ? new WearersResult("hat band", all, NOBODY, NOBODY, NOBODY)
                : new WearersResult("hat band", NOBODY, all, NOBODY, NOBODY);
    }

    @Test
    void everyRowOfCommaSeparatedValuesHasTheRatesOfItsDefense() throws IOException {
        List<String> lines = ExportFormat.CSV.text(worn(), List.of()).lines().toList();
        List<String> columns = List.of(lines.get(0).split(","));
        assertThat(columns)
                .containsSubsequence(
                        "clean_certified",
                        "with_sunglasses_rejected",
                        "with_sunglasses_rejected_trials",
                        "with_sunglasses_rejected_rate",
                        "with_sunglasses_bpcer",
                        "with_sunglasses_recognized",
                        "with_sunglasses_unknown",
                        "with_sunglasses_mistaken",
                        "with_hat_band_rejected");
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            String[] values = line.split(",", -1);
            for (int i = 0; i < values.length; i++) {
                row.put(columns.get(i), values[i]);
            }
            boolean none = line.startsWith("none,");
            assertThat(row)
                    .containsEntry("with_sunglasses_rejected", none ? "0" : "17")
                    .containsEntry("with_sunglasses_rejected_trials", "40")
                    .containsEntry("with_sunglasses_bpcer", none ? "0" : "12")
                    .containsEntry("with_sunglasses_bpcer_rate", none ? "0.0" : "0.3")
                    .containsEntry("with_sunglasses_recognized", none ? "37" : "23")
                    .containsEntry("with_sunglasses_unknown", none ? "0" : "5")
                    .containsEntry("with_sunglasses_mistaken", none ? "3" : "0")
                    .containsEntry("with_hat_band_rejected_rate", none ? "0.0" : "1.0");
        }
    }

    @Test
    void withoutWearersThereAreNoSuchColumns() throws IOException {
        ExperimentResults bare = new RunFolder(SharedRun.whole()).readResults(Registry.standard());
        assertThat(ExportFormat.CSV.text(bare, List.of())).doesNotContain("with_", "rejected");
        assertThat(ExportFormat.MARKDOWN.text(bare, List.of())).doesNotContain("Honest people");
    }

    @Test
    void documentsHaveATableOfThem() throws IOException {
        assertThat(ExportFormat.MARKDOWN.text(worn(), List.of()).lines())
                .containsSequence(
                        "Honest people who wear something in a plain color:",
                        "",
                        "| worn | defense | rejected | tampered (BPCER) | unknown | recognized | taken for somebody else |",
                        "|---|---|---|---|---|---|---|",
                        "| sunglasses | rejecting mask | 17/40 = 42.5 % [28.5, 57.8] | 12/40 = 30.0 % [18.1, 45.4] |"
                                + " 5/40 = 12.5 % [5.5, 26.1] | 23/40 = 57.5 % [42.2, 71.5] | 0/40 = 0.0 % [0.0, 8.8] |",
                        "| hat band | rejecting mask | 40/40 = 100.0 % [91.2, 100.0] | 40/40 = 100.0 % [91.2, 100.0] |"
                                + " 0/40 = 0.0 % [0.0, 8.8] | 0/40 = 0.0 % [0.0, 8.8] | 0/40 = 0.0 % [0.0, 8.8] |",
                        "| sunglasses | none | 0/40 = 0.0 % [0.0, 8.8] | 0/40 = 0.0 % [0.0, 8.8] |"
                                + " 0/40 = 0.0 % [0.0, 8.8] | 37/40 = 92.5 % [80.1, 97.4] | 3/40 = 7.5 % [2.6, 19.9] |");
    }
}
