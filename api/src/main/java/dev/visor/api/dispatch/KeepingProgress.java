package dev.visor.api.dispatch;

import dev.visor.api.engine.RunEngine;
import dev.visor.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Lets an engine keep what a run has written, after each step of work: also of what the run's own process computes. What a run has
 * written then is what it could go on from.
 *
 * @param shown receives the progress
 * @param engine keeps
 */
public record KeepingProgress(Progress shown, RunEngine engine) implements Progress {

    @Override
    public Task begin(String label, long total) {
        Task task = shown.begin(label, total);
        return new Task() {
            @Override
            public void done(long done) {
                task.done(done);
                try {
                    engine.kept(false);
                } catch (IOException e) {
                    throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
                }
            }

            @Override
            public void effort(double spent, double left) {
                task.effort(spent, left);
            }

            @Override
            public void close() {
                task.close();
            }
        };
    }
}
