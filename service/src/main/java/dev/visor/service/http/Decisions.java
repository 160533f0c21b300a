package dev.visor.service.http;

import dev.visor.face.Identity;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.NoFaceException;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.recognition.Decision;
import dev.visor.service.decision.Answer;
import dev.visor.service.decision.Answer.FoundFace;
import dev.visor.service.decision.DecisionQueue;
import dev.visor.service.decision.DecisionQueue.Decided;
import dev.visor.service.decision.Explanation;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.decision.Verification;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Decides about photographs: finds the face, waits for the system, and puts the answer together. Thread-safe. */
final class Decisions implements AutoCloseable {

    private static final String NAME = "the photograph";

    private final GuardedSystem system;
    private final ProbeAligner aligner;
    private final ServiceLimits limits;
    private final ServiceMetrics metrics;
    private final Semaphore places;
    private final DecisionQueue queue;

    Decisions(GuardedSystem system, FaceDetector detector, ServiceLimits limits, ServiceMetrics metrics) {
        this.system = system;
        this.aligner = new ProbeAligner(detector, system.format());
        this.limits = limits;
        this.metrics = metrics;
        this.places = new Semaphore(limits.waiting());
        this.queue = new DecisionQueue(system, limits.waiting(), limits.batch(), metrics::decided);
        metrics.watchQueue(queue::size);
    }

    /**
     * What is answered, and what the audit log keeps of it.
     *
     * @param body as JSON
     * @param decision that it rests on
     */
    record Reply(Object body, Decision decision) {}

    /** Who is enrolled. */
    record People(List<String> people) {}

    /** A photograph that arrived whole, and when it did. */
    record Arrived(String request, PhotographBody body, long nanos) {}

    /** A decision with the face that it is about. */
    private record About(Image face, Decided decided, Answer answer) {

        Decision decision() {
            return decided.masked().decision();
        }
    }

    Reply identify(Arrived photograph) {
        About about = decide(photograph, false);
        return new Reply(about.answer, about.decision());
    }

    Reply verify(Arrived photograph) {
        Identity claimed = photograph
                .body
                .person()
                .map(this::person)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.BAD_REQUEST, "the body lacks \"person\", who the photograph should show"));
        About about = decide(photograph, false);
        return new Reply(Verification.of(about.decision(), claimed, about.answer), about.decision());
    }

    private Identity person(String name) {
        return Optional.of(name)
                .filter(given -> !given.isBlank())
                .map(Identity::new) // in Unicode's composed form, as those who are enrolled
                .filter(system.gallery()::contains)
                .orElseThrow(() -> new ProblemException(ProblemCode.UNKNOWN_PERSON, "\"person\" must be enrolled"));
    }

    Reply explain(Arrived photograph) {
        About about = decide(photograph, true);
        return new Reply(Explanation.of(about.decided, about.answer, about.face), about.decision());
    }

    People people() {
        return new People(system.gallery().people().stream().map(Identity::name).toList());
    }

    private About decide(Arrived photograph, boolean explained) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            Probe probe = align(photograph.body.photograph());
            CompletableFuture<Decided> waiting =
                    queue.submit(probe.image(), explained).orElseThrow(Decisions::busy);
            Decided decided = await(waiting);
            FoundFace face = new FoundFace(probe.treatment().name().toLowerCase(Locale.ROOT), probe.faces());
            double milliseconds = (System.nanoTime() - photograph.nanos) / 1e6;
            Answer answer = Answer.of(decided.masked(), system, photograph.request, face, milliseconds);
            metrics.decided(decided.masked().decision().verdict(), answer.certified());
            return new About(probe.image(), decided, answer);
        } finally {
            places.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(ProblemCode.BUSY, "try again later");
    }

    private Probe align(byte[] photograph) {
        try {
            Probe probe = aligner.align(PictureCodec.decode(photograph, NAME, limits.pixels()), NAME);
            if (probe.faces() > limits.faces()) {
                throw new ProblemException(
                        ProblemCode.TOO_MANY_FACES,
                        "it shows " + probe.faces() + " faces, must show at most " + limits.faces());
            }
            return probe;
        } catch (NoFaceException e) {
            throw new ProblemException(ProblemCode.NO_FACE, String.valueOf(e.getMessage()));
        } catch (PictureException e) {
            throw new ProblemException(ProblemCode.BAD_PHOTOGRAPH, String.valueOf(e.getMessage()));
        }
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
