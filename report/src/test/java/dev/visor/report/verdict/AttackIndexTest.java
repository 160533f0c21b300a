package dev.visor.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.AttackSummary;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import dev.visor.report.SampleResults;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttackIndexTest {

    private static final Identity ADA = new Identity("Ada");
    private static final Identity BO = new Identity("Bo_B");

    private static Answer answer(Verdict verdict, Identity person, double real, double target) {
        return new Answer(verdict, person, 0.9, real, target, false);
    }

    @Test
    void goesByTheRecordOfAnAttack() {
        ExperimentResults typical = SampleResults.typical();
        AttackIndex index = new AttackIndex(typical);
        AttackRecord first = typical.attacks().get(0).attacks().get(0);
        assertThat(index.mark("E1", answer(Verdict.PERSON, first.attacker(), 0, 0)))
                .isEqualTo(Mark.REAL);
        assertThat(index.mark("E1", answer(Verdict.PERSON, new Identity("Bo_Diddley"), 0, 0)))
                .isEqualTo(Mark.TARGET);
        assertThat(index.mark("E1", answer(Verdict.PERSON, ADA, 0.9, 0.9))).isEqualTo(Mark.OTHER);
        assertThat(index.mark("E1", answer(Verdict.TAMPERED, first.attacker(), 0.9, 0)))
                .isEqualTo(Mark.TAMPERED);
        assertThat(index.mark("E1", answer(Verdict.UNKNOWN, first.attacker(), 0.9, 0)))
                .isEqualTo(Mark.UNKNOWN);
        assertThat(index.attacker("E1")).isEqualTo("Ada Lovelace");
        assertThat(index.target("E1")).isEqualTo("Bo Diddley");
    }

    @Test
    void goesByConfidencesWithoutARecord() {
        AttackIndex index = new AttackIndex(
                SampleResults.of(List.of(), SampleResults.typical().undefended()));
        Answer real = answer(Verdict.PERSON, ADA, 0.9, 0.1);
        Answer target = answer(Verdict.PERSON, BO, 0.1, 0.9);
        assertThat(index.mark("E1", real)).isEqualTo(Mark.REAL);
        assertThat(index.mark("E1", target)).isEqualTo(Mark.TARGET);
        assertThat(index.mark("E1", answer(Verdict.PERSON, BO, 0.1, 0.1))).isEqualTo(Mark.OTHER);
        assertThat(index.attacker("E1", target, real)).isEqualTo("Ada");
        assertThat(index.target("E1", real, target)).isEqualTo("Bo B");
        assertThat(index.attacker("E1")).isEqualTo("the attacker");
    }

    @Test
    void countsAnybodyElseAsASuccessOfDodging() {
        ExperimentResults typical = SampleResults.typical();
        AttackRecord dodge =
                new AttackRecord("dodge1", "Ada/1.jpg", ADA, null, true, 31, 12, 0.07, 0.99, 0.02, 0.97, null);
        AttackIndex index = new AttackIndex(new ExperimentResults(
                ExperimentResults.VERSION,
                typical.provenance(),
                typical.data(),
                typical.training(),
                null,
                typical.attackers(),
                typical.accessories(),
                List.of(AttackSummary.of("unaware", "eyeglass frame", List.of(dodge))),
                null,
                typical.defenses(),
                List.of(),
                List.of()));
        assertThat(index.mark("dodge1", answer(Verdict.PERSON, BO, 0.01, 0))).isEqualTo(Mark.TARGET);
        assertThat(index.target("dodge1")).isEqualTo("anybody else");
    }
}
