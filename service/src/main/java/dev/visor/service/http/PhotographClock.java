package dev.visor.service.http;

import dev.visor.store.photograph.KeptPhotographs;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Deletes kept photographs when their time is over, at the latest an {@link KeptPhotographs#interval} later. Thread-safe. */
final class PhotographClock implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "visor-photographs");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins.
     *
     * @param fault receives one line each time that something can't be deleted
     */
    PhotographClock(KeptPhotographs photographs, Consumer<String> fault) {
        long seconds = photographs.interval().toSeconds();
        timer.scheduleWithFixedDelay(() -> clear(photographs, fault), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void clear(KeptPhotographs photographs, Consumer<String> fault) {
        try {
            photographs.clear();
        } catch (IOException | RuntimeException e) {
            fault.accept(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
