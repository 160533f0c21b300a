package dev.visor.cli.console;

import java.util.concurrent.CountDownLatch;

/** The end of a command that runs until it is stopped. */
public final class Shutdown {

    private Shutdown() {}

    /** Waits for SIGTERM or Ctrl-C, then closes what runs; the process ends after that. */
    public static void await(Runnable close) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close.run();
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
