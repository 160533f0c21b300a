package dev.visor.service.http;

import dev.visor.face.Identity;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.service.decision.Answer;
import dev.visor.service.decision.CurrentSystem;
import dev.visor.service.decision.DecisionQueue;
import dev.visor.service.decision.DecisionQueue.Decided;
import dev.visor.service.decision.Explanation;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.decision.Shared.Use;
import dev.visor.service.decision.Verification;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Decides about photographs: finds the face, waits for the system, and puts the answer together. Thread-safe. */
final class Decisions implements AutoCloseable {

    private static final String NAME = "the photograph";

    private final CurrentSystem system;
    private final ProbeFinder finder;
    private final ServiceLimits limits;
    private final ServiceMetrics metrics;
    private final Semaphore places;
    private final DecisionQueue queue;

    Decisions(
            CurrentSystem system, ProbeFinder finder, Semaphore places, ServiceLimits limits, ServiceMetrics metrics) {
        this.system = system;
        this.finder = finder;
        this.limits = limits;
        this.metrics = metrics;
        this.places = places;
        this.queue = new DecisionQueue(limits.waiting(), limits.batch(), metrics::decided);
        metrics.watchQueue(queue::size);
    }

    /**
     * What is answered, and what the audit log keeps of it.
     *
     * @param body as JSON
     * @param decision that it rests on
     * @param run the fingerprint of the run that decided
     */
    record Reply(Object body, Decision decision, String run) {}

    /** A photograph that arrived whole, and when it did. */
    record Arrived(String request, PhotographBody body, long nanos) {}

    /** A decision with the face that it is about. */
    private record About(Image face, Decided decided, Answer answer) {

        Decision decision() {
            return decided.masked().decision();
        }

        Reply reply(Object body) {
            return new Reply(body, decision(), answer.run());
        }
    }

    Reply identify(Arrived photograph) {
        try (Use<GuardedSystem> use = system.use()) {
            About about = decide(use, photograph, false);
            return about.reply(about.answer);
        }
    }

    Reply verify(Arrived photograph) {
        try (Use<GuardedSystem> use = system.use()) {
            Identity claimed = photograph
                    .body
                    .person()
                    .map(name -> person(name, use.value()))
                    .orElseThrow(() -> new ProblemException(
                            ProblemCode.BAD_REQUEST, "the body lacks \"person\", who the photograph should show"));
            About about = decide(use, photograph, false);
            return about.reply(Verification.of(about.decision(), claimed, about.answer));
        }
    }

    private static Identity person(String name, GuardedSystem system) {
        return Optional.of(name)
                .filter(given -> !given.isBlank())
                .map(Identity::new) // in Unicode's composed form, as those who are enrolled
                .filter(system.gallery()::contains)
                .orElseThrow(() -> new ProblemException(ProblemCode.UNKNOWN_PERSON, "\"person\" must be enrolled"));
    }

    Reply explain(Arrived photograph) {
        try (Use<GuardedSystem> use = system.use()) {
            About about = decide(use, photograph, true);
            return about.reply(Explanation.of(about.decided, about.answer, about.face));
        }
    }

    private About decide(Use<GuardedSystem> use, Arrived photograph, boolean explained) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            Probe probe = finder.find(photograph.body.photograph(), use.value().format(), limits.faces(), NAME);
            CompletableFuture<Decided> waiting =
                    queue.submit(use, probe.image(), explained).orElseThrow(Decisions::busy);
            Decided decided = await(waiting);
            double milliseconds = (System.nanoTime() - photograph.nanos) / 1e6;
            Answer answer = Answer.of(
                    decided.masked(), use.value(), photograph.request, ProbeFinder.found(probe), milliseconds);
            metrics.decided(decided.masked().decision().verdict(), answer.certified());
            return new About(probe.image(), decided, answer);
        } finally {
            places.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemCode.BUSY, "try again later");
    }

    private Decided await(CompletableFuture<Decided> decision) {
        try {
            return decision.get(limits.seconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE, "there was no decision within " + limits.seconds() + " seconds");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException unanswered) {
                throw unanswered;
            }
            throw new IllegalStateException("the system failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemCode.UNAVAILABLE, "the service is stopping");
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
