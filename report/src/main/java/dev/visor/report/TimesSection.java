package dev.visor.report;

import dev.visor.experiment.StageTime;
import java.util.List;

/** How long each stage took. */
final class TimesSection {

    private TimesSection() {}

    static Section of(List<StageTime> times) {
        Element explanation =
                Html.explanation("How long each stage took on the machine that it ran on. Unlike all other "
                        + "figures, these change from run to run.");
        if (times.isEmpty()) {
            return Section.of("times", "Run times", explanation, Html.paragraph("No run times were recorded."));
        }
        Table table = Table.of("Time per stage", "Stage", "Time");
        for (StageTime time : times) {
            table = table.row(time.stage(), Numbers.duration(time.seconds()));
        }
        double total = times.stream().mapToDouble(StageTime::seconds).sum();
        return Section.of(
                "times",
                "Run times",
                explanation,
                table.row(Html.strong("all of it"), Html.strong(Numbers.duration(total)))
                        .element());
    }
}
