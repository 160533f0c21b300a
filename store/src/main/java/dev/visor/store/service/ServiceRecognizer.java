package dev.visor.store.service;

import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.run.Journal;
import dev.visor.store.faces.FaceSums;
import dev.visor.store.file.Json;
import dev.visor.store.service.config.SentPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A recognizer behind HTTP. It is asked about each picture once: answers are kept in a journal by the SHA-256 of the pixels
 * that were sent. Several pictures may be under way at a time; the answers have the order of the pictures. A picture without
 * a face is nobody.
 *
 * <p>Used by one thread. Whatever keeps the service from answering is an {@link UncheckedIOException} with one line.
 */
final class ServiceRecognizer implements Recognizer {

    private final Roster roster;
    private final SentPicture picture;
    private final Question question;
    private final Journal answers;
    private final ExecutorService threads;

    /**
     * Makes a recognizer.
     *
     * @param answers keeps the answers
     * @param threads as many as pictures may be under way; stays open
     */
    ServiceRecognizer(Roster roster, SentPicture picture, Question question, Journal answers, ExecutorService threads) {
        this.roster = roster;
        this.picture = picture;
        this.question = question;
        this.answers = answers;
        this.threads = threads;
    }

    /** Asks the service. Thread-safe. */
    interface Question {

        ServiceAnswer ask(byte[] file) throws IOException;
    }

    @Override
    public Gallery gallery() {
        return roster.gallery();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return answers(probes).stream().map(this::scores).toList();
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return answers(probes).stream().map(this::decision).toList();
    }

    /** Returns the names of all people whom answers to pictures mention, as the service calls them. */
    Set<String> named(List<Image> probes) {
        return answers(probes).stream()
                .flatMap(answer -> answer.scores().keySet().stream())
                .collect(Collectors.toSet());
    }

    private Scores scores(ServiceAnswer answer) {
        return new Scores(roster.gallery(), roster.logits(answer));
    }

    private Decision decision(ServiceAnswer answer) {
        Decision decision = Decision.of(scores(answer));
        return answer.outcome() == ServiceAnswer.Outcome.TAMPERED ? decision.as(Verdict.TAMPERED) : decision;
    }

    private List<ServiceAnswer> answers(List<Image> probes) {
        List<String> keys = new ArrayList<>();
        Map<String, ServiceAnswer> known = new HashMap<>();
        Map<String, Image> open = new LinkedHashMap<>();
        for (Image probe : probes) {
            Image sent = picture.of(probe);
            String key = FaceSums.of(sent);
            keys.add(key);
            if (!known.containsKey(key) && !open.containsKey(key)) {
                Optional<String> kept = answers.find(key);
                kept.ifPresentOrElse(line -> known.put(key, parsed(line, key)), () -> open.put(key, sent));
            }
        }
        ask(open, known);
        return keys.stream().map(known::get).toList();
    }

    private static ServiceAnswer parsed(String line, String key) {
        try {
            return Json.parse(line, ServiceAnswer.class, "the answer that was kept for the picture " + key);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Asks about pictures, and keeps each answer as it arrives; after a failure, what is under way is still waited for. */
    private void ask(Map<String, Image> open, Map<String, ServiceAnswer> known) {
        CompletionService<Optional<Answered>> underWay = new ExecutorCompletionService<>(threads);
        AtomicBoolean stopped = new AtomicBoolean();
        open.forEach((key, sent) -> underWay.submit(() ->
                stopped.get() ? Optional.empty() : Optional.of(new Answered(key, question.ask(picture.encode(sent))))));
        Throwable failure = null;
        for (int i = 0; i < open.size(); i++) {
            try {
                underWay.take().get().ifPresent(answered -> {
                    answers.keep(answered.key, Json.toLine(answered.answer));
                    known.put(answered.key, answered.answer);
                });
            } catch (ExecutionException e) {
                stopped.set(true);
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                stopped.set(true);
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new java.io.InterruptedIOException("the service is no longer asked"));
            }
        }
        if (failure instanceof IOException problem) {
            throw new UncheckedIOException(String.valueOf(problem.getMessage()), problem);
        } else if (failure instanceof RuntimeException fault) {
            throw fault;
        } else if (failure instanceof Error fault) {
            throw fault;
        }
    }

    private record Answered(String key, ServiceAnswer answer) {}
}
