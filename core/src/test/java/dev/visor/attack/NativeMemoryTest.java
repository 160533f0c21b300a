package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.RunContext;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

    private static final int TASKS = 8;
    private static final long MEBIBYTE = 1 << 20;

    /** Eight attacks side by side, 125 iterations each. One kept activation per pass would come to gigabytes. */
    @Test
    void aThousandIterationsKeepNoNativeMemory() {
        List<AttackTask> tasks = Attackers.tasks(TASKS, 150);
        try (RandomSystem system = RandomSystem.start(2)) {
            attack(system, tasks, 25);
            long pointers = Pointer.totalCount();
            long bytes = nativeBytes();
            attack(system, tasks, 1000 / TASKS);
            // Not equal: what tests before this one left behind may be collected in between.
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
            assertThat(nativeBytes() - bytes).isLessThan(48 * MEBIBYTE);
        }
    }

    private static void attack(RandomSystem system, List<AttackTask> tasks, int iterations) {
        GradientAttackConfig unreachable = Attackers.config(0, iterations, 1, TASKS);
        assertThat(new GradientAttack(unreachable)
                        .craft(tasks, EyeglassFrame.DEFAULT, system.recognizer(), RunContext.of(1)))
                .hasSize(TASKS)
                .noneMatch(AdversarialExample::reached);
    }

    /** Returns the memory of this process less what the Java heap has taken. */
    private static long nativeBytes() {
        return Pointer.physicalBytes()
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }
}
