package dev.visor.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.SharedRun;
import dev.visor.cli.console.Console;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.export.ExportFormat;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class VerdictTableTest {

    private static final String GREEN = "\033[32m";
    private static final String RED = "\033[31m";

    private static String print(ExperimentResults results) {
        StringWriter out = new StringWriter();
        VerdictTable.print(results, new Console(new PrintWriter(out), new PrintWriter(out), true));
        return out.toString();
    }

    /** Returns the results of a run with other success rates of the defenses, and those cells of them that are tried. */
    private static ExperimentResults results(Rate defended, Predicate<Cell> tried) throws IOException {
        ExperimentResults there = new RunFolder(SharedRun.whole()).readResults(Registry.standard());
        List<DefenseResult> defenses = there.defenses().stream()
                .map(defense -> new DefenseResult(
                        defense.name(),
                        defense.chain(),
                        defense.clean(),
                        defense.cells().stream()
                                .filter(tried)
                                .map(cell -> with(cell, defense.isUndefended() ? new Rate(90, 100) : defended))
                                .toList()))
                .toList();
        return with(there, defenses);
    }

    /** Returns results with other defenses, and without findings and examples. */
    private static ExperimentResults with(ExperimentResults results, List<DefenseResult> defenses) {
        return new ExperimentResults(
                results.version(),
                results.provenance(),
                results.data(),
                results.training(),
                results.hardened(),
                results.attackers(),
                results.accessories(),
                results.attacks(),
                results.tuning(),
                defenses,
                List.of(),
                List.of());
    }

    private static Cell with(Cell cell, Rate success) {
        return new Cell(
                cell.attacker(),
                cell.accessory(),
                success,
                cell.recognized(),
                cell.tampered(),
                cell.unknown(),
                cell.brokenCertificates(),
                cell.reachedAt(),
                cell.maxSteps(),
                cell.gradients(),
                cell.rates(),
                cell.goodness(),
                cell.outcomes(),
                null,
                null);
    }

    @Test
    void whatGetsThroughIsRed() throws IOException {
        assertThat(print(results(new Rate(30, 100), cell -> true)))
                .contains(RED + "90/100 = 90.0 % [82.6, 94.5]", RED + "30/100 = 30.0 % [21.9, 39.6]")
                .doesNotContain(GREEN, "No adaptive attacker");
    }

    @Test
    void whatHeldOffAnAdaptiveAttackerIsGreen() throws IOException {
        assertThat(print(results(new Rate(0, 100), cell -> true)))
                .contains(GREEN + "0/100 = 0.0 % [0.0, 3.7]")
                .doesNotContain("No adaptive attacker");
    }

    @Test
    void withoutAnAdaptiveAttackerNothingIsGreenAndTheTableSaysSo() throws IOException {
        String printed =
                print(results(new Rate(0, 100), cell -> !cell.attacker().equals("adaptive")));
        assertThat(printed.replaceAll("\\s+", " "))
                .doesNotContain(GREEN)
                .contains(" found * 0/100", " hardened * 0/100", " none ")
                .contains("* No adaptive attacker was tried; one who knows the defense may do better.");
    }

    @Test
    void whereADefenseMakesThingsWorseComesFirst() throws IOException {
        ExperimentResults worse =
                results(new Rate(98, 100), cell -> cell.attacker().equals("adaptive"));
        assertThat(print(worse).replaceAll("\\s+", " "))
                .startsWith(
                        " Caution: with accessories that a defense does not declare, more attacks pass than without a defense:")
                .contains("against adaptive with eyeglass frame, 98 of 100 instead of 90 of 100 attacks");
        assertThat(ExportFormat.MARKDOWN.text(worse, List.of()))
                .startsWith(
                        "- Caution: against `rejecting mask`, more attacks pass than without a defense, with an accessory that"
                                + " it does not declare: adaptive with eyeglass frame, 98 of 100 instead of 90 of 100 attacks\n");
        ExperimentResults equal = results(new Rate(90, 100), cell -> true);
        assertThat(print(equal)).doesNotContain("Caution");
        assertThat(ExportFormat.MARKDOWN.text(equal, List.of())).doesNotContain("Caution");
    }

    @Test
    void whatIsProvenIsNamed() throws IOException {
        String printed = print(new RunFolder(SharedRun.whole()).readResults(Registry.standard()));
        assertThat(printed)
                .containsPattern("clean accuracy +proven")
                .contains("hardened: proven against glasses.")
                .doesNotContain("certified", "none: proven", "found: proven");
    }

    @Test
    void whomADefenseRejectsMostOftenOfHonestPeopleIsPrinted() throws IOException {
        ExperimentResults bare = results(new Rate(0, 100), cell -> true);
        assertThat(print(bare)).doesNotContain("honest people");
        Rate nobody = new Rate(0, 40);
        List<WearersResult> stopped = List.of(
                new WearersResult("sunglasses", new Rate(23, 40), new Rate(12, 40), new Rate(5, 40), nobody),
                new WearersResult("hat band", new Rate(30, 40), new Rate(10, 40), nobody, nobody));
        List<WearersResult> accepted =
                List.of(new WearersResult("sunglasses", new Rate(37, 40), nobody, nobody, new Rate(3, 40)));
        assertThat(print(with(
                        bare,
                        bare.defenses().stream()
                                .map(defense -> new DefenseResult(
                                        defense.name(),
                                        defense.chain(),
                                        null,
                                        defense.clean(),
                                        defense.cells(),
                                        defense.isUndefended() ? accepted : stopped))
                                .toList())))
                .containsPattern("honest people who wear something +rejected, at worst +with +recognized")
                .containsPattern("hardened +17/40 = 42.5 % \\[28.5, 57.8\\] +sunglasses +57.5 % of 40")
                .containsPattern("none +0/40 = 0.0 % \\[0.0, 8.8\\] +anything +92.5 % of 40");
    }

    @Test
    void tooFewAttacksAreNoReasonForGreen() throws IOException {
        assertThat(print(results(new Rate(0, 8), cell -> true)))
                .contains("0/8 = 0.0 % [0.0, 32.4]")
                .doesNotContain(GREEN);
    }
}
