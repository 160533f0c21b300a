package dev.visor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {

    @Test
    void aDerivedSeedDependsOnTheSeedTheNameAndTheIndices() {
        Set<Seed> seeds = new HashSet<>();
        int made = 0;
        for (long value : new long[] {0, 1, -1, 42}) {
            for (String name : List.of("split", "head", "")) {
                for (long[] indices : new long[][] {{}, {0}, {1}, {0, 0}, {0, 1}, {1, 0}}) {
                    Seed seed = new Seed(value).derive(name, indices);
                    assertThat(seed).isEqualTo(new Seed(value).derive(name, indices));
                    seeds.add(seed);
                    made++;
                }
            }
        }
        assertThat(seeds).hasSize(made);
    }

    /** Computed with sha256sum over eight zero bytes and the letter a. */
    @Test
    void theDerivationNeverChanges() {
        assertThat(new Seed(0).derive("a").value()).isEqualTo(0xd7fe8b5c4a504869L);
    }

    @Test
    void twoGeneratorsOfOneSeedDrawTheSame() {
        Seed seed = new Seed(3);
        assertThat(seed.random().longs(5).toArray())
                .isEqualTo(seed.random().longs(5).toArray())
                .isNotEqualTo(new Seed(4).random().longs(5).toArray());
    }

    @Test
    void aRunReportsItsProgressAndStopsAtACheckpoint() {
        List<String> reports = new ArrayList<>();
        boolean[] cancelled = {false};
        RunContext run = RunContext.of(5)
                .withProgress((label, total) -> {
                    reports.add(label + " of " + total);
                    return done -> reports.add("done " + done);
                })
                .cancelledWhen(() -> cancelled[0]);
        try (Progress.Task task = run.derive("part", 2).begin("work", 3)) {
            task.done(1);
        }
        assertThat(reports).containsExactly("work of 3", "done 1");
        assertThat(run.derive("part", 2).seed()).isEqualTo(new Seed(5).derive("part", 2));
        run.checkpoint();
        cancelled[0] = true;
        assertThatThrownBy(run::checkpoint).isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> run.derive("part").checkpoint())
                .isInstanceOf(CancelledException.class)
                .hasMessage("the work was cancelled");
    }
}
