package dev.visor.report.evidence;

import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Section;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import java.util.ArrayList;
import java.util.List;

/** All that the verdict rests on; a part appears if there is something in it. */
public final class EvidenceSection {

    private final Assessment assessment;
    private final AttackIndex attacks;

    /** Makes the section about an experiment. */
    public EvidenceSection(Assessment assessment, AttackIndex attacks) {
        this.assessment = assessment;
        this.attacks = attacks;
    }

    /** Returns the section. */
    public Section section() {
        ExperimentResults results = assessment.results();
        List<Node> body = new ArrayList<>();
        body.addAll(Attackers.of(results));
        body.addAll(Findings.of(results));
        body.addAll(new Outcomes(assessment, attacks).nodes());
        body.addAll(new StepCurves(assessment).nodes());
        body.addAll(new QueryBudgets(assessment).nodes());
        body.addAll(TransferTable.of(results));
        body.addAll(new RateCurves(assessment).nodes());
        body.addAll(ArticleComparison.of(assessment));
        body.addAll(new Figures(assessment).nodes());
        if (results.tuning() != null) {
            body.add(Html.details("Tuning: the grid search", TuningPart.of(results.tuning(), results.attacks())));
        }
        TrainingPart.of(results)
                .ifPresent(training -> body.add(Html.details("Training of the system under test", training)));
        return new Section("evidence", "Evidence", body);
    }
}
