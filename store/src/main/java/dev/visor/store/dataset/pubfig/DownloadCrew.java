package dev.visor.store.dataset.pubfig;

import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches pictures on several threads until each is settled. Used for one fetch. */
final class DownloadCrew {

    /** The longest that a host may ask to be left alone; one that wants more is given up. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private static final int MOST_HOPS = 5;
    private static final long CHECK_MILLIS = 100;

    private final PubFigConfig config;
    private final DownloadJournal journal;
    private final FaceCutter cutter;
    private final PictureServer server;
    private final HostQueue queue;
    private Progress.Task task = Progress.Task.NONE;
    private long settled;

    DownloadCrew(PubFigConfig config, DownloadJournal journal, FaceCutter cutter) {
        this.config = config;
        this.journal = journal;
        this.cutter = cutter;
        this.server = new PictureServer(config.timeout());
        this.queue = new HostQueue(config.pause());
    }

    /** Settles these pictures. */
    void fetch(List<PubFigEntry> entries, RunContext run) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        try (Progress.Task fetching = run.begin("pictures", entries.size())) {
            task = fetching;
            for (PubFigEntry entry : entries) {
                Optional<URI> address = entry.address();
                if (address.isPresent()) {
                    queue.add(new PendingRequest(entry, address.get(), 0, 0, System.nanoTime()));
                } else {
                    settle(entry, Settled.dead("malformed URL"));
                }
            }
            work(run);
        }
    }

    private void work(RunContext run) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(config.threads());
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < config.threads(); i++) {
                workers.add(threads.submit(() -> {
                    workUntilDone();
                    return null;
                }));
            }
            for (Future<?> worker : workers) {
                await(worker, run);
            }
        } finally {
            // No thread is interrupted: that would tear files that are being written.
            queue.close();
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    private static void await(Future<?> worker, RunContext run) throws IOException {
        while (true) {
            run.checkpoint();
            try {
                worker.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the download was interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                if (e.getCause() instanceof RuntimeException fault) {
                    throw fault;
                }
                if (e.getCause() instanceof Error error) {
                    throw error; // a lack of memory, for example
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void workUntilDone() throws IOException, InterruptedException {
        boolean done = false;
        try {
            Optional<PendingRequest> request = queue.take();
            while (request.isPresent()) {
                handle(request.get());
                request = queue.take();
            }
            done = true;
        } finally {
            if (!done) {
                queue.close();
            }
        }
    }

    private void handle(PendingRequest request) throws IOException, InterruptedException {
        try {
            Answer answer = server.ask(request.address());
            if (answer.heard()) {
                queue.heard(request);
            }
            if (answer instanceof Answer.Bytes bytes) {
                settle(request.entry(), cutter.cut(request.entry(), bytes.file()));
            } else if (answer instanceof Answer.Moved moved) {
                follow(request, moved.target());
            } else if (answer instanceof Answer.Later later) {
                askLater(request, later);
            } else if (answer instanceof Answer.Gone gone) {
                settle(request.entry(), Settled.dead(gone.reason()));
                if (!gone.heard()) {
                    giveUp(queue.unheard(request), gone.reason());
                }
            } else {
                settle(request.entry(), Settled.dead("no such host"));
                giveUpAll(queue.giveUp(request), "no such host");
            }
        } finally {
            queue.release(request);
        }
    }

    private void follow(PendingRequest request, URI target) throws IOException {
        if (request.hops() >= MOST_HOPS) {
            settle(request.entry(), Settled.dead("sent elsewhere too often"));
        } else if (!queue.add(request.movedTo(target))) {
            settle(request.entry(), Settled.dead("host given up"));
        }
    }

    private void askLater(PendingRequest request, Answer.Later later) throws IOException {
        if (!later.heard()) {
            giveUp(queue.unheard(request), later.reason());
        }
        boolean tooLong = later.after().isPresent() && later.after().get().compareTo(LONGEST_REST) > 0;
        if (tooLong) {
            giveUp(queue.giveUp(request), later.reason());
        } else {
            later.after().ifPresent(rest -> queue.rest(request, rest));
        }
        Duration wait = config.backOff().multipliedBy(1L << request.tries());
        boolean added = request.tries() < config.retries()
                && !tooLong
                && queue.add(request.again(System.nanoTime() + wait.toNanos()));
        if (!added) {
            settle(request.entry(), Settled.dead(later.reason()));
        }
    }

    private void giveUp(List<PendingRequest> lost, String reason) throws IOException {
        giveUpAll(lost, "host given up: " + reason);
    }

    private void giveUpAll(List<PendingRequest> lost, String reason) throws IOException {
        for (PendingRequest request : lost) {
            settle(request.entry(), Settled.dead(reason));
        }
    }

    private synchronized void settle(PubFigEntry entry, Settled result) throws IOException {
        journal.add(entry, result);
        settled++;
        task.done(settled);
    }
}
