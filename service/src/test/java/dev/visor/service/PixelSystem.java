package dev.visor.service;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.store.faces.EmbeddedFaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A recognizer of the embedded faces that compares coarse pixels. It is quick, and right about pictures that it knows. */
public final class PixelSystem implements GuardedSystem {

    private static final int CELL = 10;

    private final FaceSet faces = EmbeddedFaces.johns();
    private final Map<Identity, List<float[]>> known = new LinkedHashMap<>();
    private final Gallery gallery;

    /** Lets a batch pass when it has a permit; has as many as one likes to begin with. */
    public final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    /** The sizes of the batches so far. */
    public final List<Integer> batches = new ArrayList<>();

    public PixelSystem() {
        for (Face face : faces.faces()) {
            known.computeIfAbsent(face.identity(), none -> new ArrayList<>()).add(cells(face.image()));
        }
        this.gallery = new Gallery(List.copyOf(known.keySet()));
    }

    public Face face(int index) {
        return faces.faces().get(index);
    }

    private static float[] cells(Image image) {
        int columns = image.width() / CELL;
        float[] cells = new float[columns * (image.height() / CELL)];
        for (int i = 0; i < cells.length; i++) {
            for (int pixel = 0; pixel < CELL * CELL; pixel++) {
                cells[i] += image.value(1, i / columns * CELL + pixel / CELL, i % columns * CELL + pixel % CELL);
            }
        }
        return cells;
    }

    @Override
    public FaceFormat format() {
        return faces.format();
    }

    @Override
    public Gallery gallery() {
        return gallery;
    }

    @Override
    public List<String> declared() {
        return List.of("glasses");
    }

    @Override
    public String fingerprint() {
        return "ab".repeat(32);
    }

    @Override
    public List<MaskedDecision> decide(List<Image> probes) {
        gate.acquireUninterruptibly();
        synchronized (batches) {
            batches.add(probes.size());
        }
        return probes.stream().map(this::decide).toList();
    }

    private MaskedDecision decide(Image probe) {
        float[] cells = cells(probe);
        float[] logits = new float[gallery.size()];
        for (int person = 0; person < logits.length; person++) {
            logits[person] = (float) -known.get(gallery.people().get(person)).stream()
                    .mapToDouble(other -> distance(cells, other))
                    .min()
                    .orElseThrow();
        }
        Scores scores = new Scores(gallery, logits);
        boolean certain = scores.confidence() > 0.99;
        return new MaskedDecision(
                new Decision(Decision.of(scores).verdict(), scores, certain),
                List.of(new MaskedAnswer("glasses", probe, scores, List.of(scores.best()))));
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / 100;
    }

    @Override
    public Optional<Cleansed> explain(Image face) {
        return Optional.empty();
    }
}
