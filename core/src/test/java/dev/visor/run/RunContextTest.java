package dev.visor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunContextTest {

    private final MemoryJournal journal = new MemoryJournal();

    @Test
    void aRunKeepsNothingUnlessItIsGivenAJournal() {
        Journal none = RunContext.of(1).journal();
        none.keep("piece", "result");
        assertThat(none.find("piece")).isEmpty();
        assertThat(Journal.none().find("piece")).isEmpty();
    }

    @Test
    void whateverElseChangesTheJournalStays() {
        RunContext run = RunContext.of(1).withJournal(journal);
        assertThat(run.journal()).isSameAs(journal);
        assertThat(run.derive("part", 3).journal()).isSameAs(journal);
        assertThat(run.withProgress(Progress.silent()).journal()).isSameAs(journal);
        assertThat(run.cancelledWhen(() -> true).journal()).isSameAs(journal);
        run.derive("part").journal().keep("piece", "result");
        assertThat(journal.take()).containsExactly(Map.entry("piece", "result"));
        assertThat(run.withJournal(Journal.none()).journal().find("piece")).isEmpty();
    }

    @Test
    void aJournalChangesNothingElse() {
        int[] reports = {0};
        RunContext run = RunContext.of(5)
                .withProgress((label, total) -> {
                    reports[0]++;
                    return Progress.Task.NONE;
                })
                .cancelledWhen(() -> true)
                .withJournal(journal);
        assertThat(run.seed()).isEqualTo(new Seed(5));
        run.begin("work", 1).close();
        assertThat(reports[0]).isEqualTo(1);
        assertThatThrownBy(run::checkpoint).isInstanceOf(CancelledException.class);
    }
}
