package dev.visor.evaluation.captured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Printed attacks beside their digital figures. */
class SameAttackTest {

    private static final Identity ADA = new Identity("Ada");
    private static final Identity BOB = new Identity("Bob");
    private static final PrintedAttack FIRST = new PrintedAttack("unaware", "", "E1");
    private static final PrintedAttack SECOND = new PrintedAttack("aware", "chain", "E2");
    private static final List<CapturedSystem> SYSTEMS = List.of(
            new CapturedSystem("none", List.of()),
            new CapturedSystem("chain", List.of("d")),
            new CapturedSystem("other", List.of("e")));

    private static Outcome outcome(String attack, Verdict verdict, Identity person) {
        Answer answer = new Answer(verdict, person, 0.9, 0, 0.9, false);
        return new Outcome(attack, answer, answer, null, null, null);
    }

    private static Cell cell(String attacker, Outcome... outcomes) {
        Rate none = new Rate(0, 0);
        return new Cell(
                attacker,
                "hat",
                none,
                none,
                none,
                none,
                null,
                List.of(),
                1,
                null,
                List.of(),
                new GoodnessScore(0, 0, 0),
                List.of(outcomes),
                null,
                null);
    }

    private static DefenseResult defense(String name, Cell... cells) {
        return new DefenseResult(name, List.of(), CleanResult.of(List.of(), Map.of(), 1, 0), List.of(cells));
    }

    private static RunAttacks run() {
        Outcome passed = outcome("E1", Verdict.PERSON, BOB);
        Outcome stopped = outcome("E1", Verdict.TAMPERED, BOB);
        Outcome third = outcome("E2", Verdict.PERSON, ADA);
        AttackRecord record = new AttackRecord("E1", "f", ADA, BOB, true, 1, 1, 0.1, 1, 0, 1, null);
        return new RunAttacks(
                List.of(
                        new AttackerSummary("unaware", Knowledge.WHITE_BOX, false, "impersonation", 1, 1),
                        new AttackerSummary("aware", Knowledge.WHITE_BOX, true, "impersonation", 1, 1)),
                List.of(AttackSummary.of("unaware", "hat", List.of(record))),
                List.of(
                        defense("none", cell("unaware", passed), cell("aware", outcome("E2", Verdict.PERSON, BOB))),
                        defense("chain", cell("unaware", stopped), cell("aware", third))));
    }

    private static CapturedPicture picture(String file, PrintedAttack attack, Verdict... verdicts) {
        Capture capture = new Capture(file, ADA, "hat", BOB, attack, "", "", "");
        List<CapturedAnswer> answers = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            answers.add(new CapturedAnswer(verdict, BOB, 0.9, 0.9, false));
        }
        return new CapturedPicture(capture, null, answers);
    }

    private static CapturedResults results(RunAttacks run) {
        List<CapturedPicture> pictures = List.of(
                picture("1", FIRST, Verdict.PERSON, Verdict.PERSON, Verdict.PERSON),
                picture("2", FIRST, Verdict.PERSON, Verdict.UNKNOWN, Verdict.PERSON),
                picture("3", SECOND, Verdict.PERSON, Verdict.UNKNOWN, Verdict.UNKNOWN));
        return CapturedResults.of(new CapturedResults.Site("t", "n", "", run), SYSTEMS, pictures);
    }

    @Test
    void standBesideTheirDigitalFigures() {
        List<SameAttack> same = results(run()).sameAttacks();
        assertThat(same).extracting(SameAttack::attack).containsExactly(FIRST, SECOND);
        assertThat(same.get(0).figures())
                .containsExactly(
                        new SameAttack.Figures("none", true, null, new Rate(2, 2)),
                        new SameAttack.Figures("chain", false, null, new Rate(1, 2)),
                        new SameAttack.Figures("other", null, null, new Rate(2, 2)));
        // Made against the chain, so nothing is known of the undefended system.
        assertThat(same.get(1).figures().get(0).digital()).isNull();
        assertThat(same.get(1).figures().get(1).digital()).isFalse();
    }

    @Test
    void theRatesOfAnAttackerAreThoseOfAllItsAttacks() {
        assertThat(SameAttackRates.of(results(run())))
                .hasSize(6)
                .startsWith(
                        new SameAttackRates(
                                "unaware", "", "hat", "none", new Rate(1, 1), new Rate(0, 0), new Rate(2, 2)),
                        new SameAttackRates(
                                "unaware", "", "hat", "chain", new Rate(0, 1), new Rate(0, 0), new Rate(1, 2)))
                .contains(new SameAttackRates(
                        "aware", "chain", "hat", "chain", new Rate(0, 1), new Rate(0, 0), new Rate(0, 1)));
    }

    @Test
    void aDefenseIsTriedIfAnAccessoryWasMadeAgainstIt() {
        CapturedResults results = results(run());
        assertThat(results.adaptiveIapar(1)).isEqualTo(new Rate(0, 1));
        assertThat(results.adaptiveIapar(2)).isEqualTo(new Rate(0, 0));
        assertThat(results.gaps())
                .contains("No printed accessory is noted to be made by an attacker who knows the defense: other.");
    }

    @Test
    void areFoundByTheirNamesAsFarAsTheseAreClear() {
        assertThat(run().find("E1", "hat", BOB)).isEqualTo(FIRST);
        assertThat(run().find("unaware/E1", "hat", BOB)).isEqualTo(FIRST);
        assertThat(run().find("chain/E2", "hat", BOB)).isEqualTo(SECOND);
        assertThatThrownBy(() -> run().find("E2", "hat", BOB))
                .hasMessage("\"E2\", must be one attack: aware/chain/E2 or aware/none/E2");
        assertThatThrownBy(() -> run().find("E1", "hat", ADA))
                .hasMessage("\"E1\", must be an attack that aims for Ada; this one aims for Bob");
    }

    @Test
    void standBesideTheirSimulatedFigures() {
        Rate none = new Rate(0, 50);
        PrintedRates printed = new PrintedRates(
                TriedPictures.OTHER,
                none,
                none,
                none,
                none,
                none,
                none,
                List.of(new PrintedRates.Attack("E1", new Rate(30, 50))),
                null,
                null,
                List.of(),
                List.of());
        Cell unaware = cell("unaware", outcome("E1", Verdict.PERSON, BOB)).withPrinted(printed);
        RunAttacks run = new RunAttacks(run().attackers(), run().attacks(), List.of(defense("none", unaware)));
        List<SameAttack> same = results(run).sameAttacks();
        assertThat(same.get(0).figures().get(0).simulated()).isEqualTo(new Rate(30, 50));
        assertThat(same.get(0).figures().get(1).simulated()).isNull();
        assertThat(same.get(1).figures().get(0).simulated()).isNull();
    }
}
