package dev.visor.examples.plugin;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Enrolls people with the means of their pictures. */
final class NearestMeanFactory implements SystemFactory {

    private static final int GRID = 12;
    private static final int VALUES = GRID * GRID;
    private static final String MEANS = "means";
    private static final String PEOPLE = "people";
    private static final String FACES = "training-faces";

    private final double sharpness;

    NearestMeanFactory(double sharpness) {
        this.sharpness = sharpness;
    }

    /** A black box: it has {@code identify}, and no {@code backward}. */
    private record Nearest(Gallery gallery, float[] means, double sharpness) implements Recognizer {

        @Override
        public List<Scores> identify(List<Image> probes) {
            return probes.stream().map(this::scores).toList();
        }

        private Scores scores(Image probe) {
            float[] values = brightness(probe);
            float[] logits = new float[gallery.size()];
            for (int person = 0; person < logits.length; person++) {
                double distance = 0;
                for (int i = 0; i < VALUES; i++) {
                    double difference = values[i] - means[person * VALUES + i];
                    distance += difference * difference;
                }
                logits[person] = (float) (-sharpness * distance);
            }
            return new Scores(gallery, logits);
        }
    }

    /** Returns the mean brightness of each field of a grid, in [0, 1]. */
    private static float[] brightness(Image image) {
        float[] values = image.values();
        int plane = image.width() * image.height();
        float[] sums = new float[VALUES];
        int[] counts = new int[VALUES];
        for (int i = 0; i < values.length; i++) {
            int row = i % plane / image.width();
            int column = i % plane % image.width();
            int field = row * GRID / image.height() * GRID + column * GRID / image.width();
            sums[field] += values[i];
            counts[field]++;
        }
        for (int field = 0; field < VALUES; field++) {
            sums[field] /= counts[field];
        }
        return sums;
    }

    /** A system that rests on weights returns their SHA-256. */
    @Override
    public String fingerprint() {
        return "0".repeat(64);
    }

    @Override
    public Training train(FaceSet faces, FaceSet.Split split, RunContext run) {
        Gallery gallery = new Gallery(faces.people());
        float[] means = new float[gallery.size() * VALUES];
        for (Identity person : gallery.people()) {
            List<Face> own = split.training().stream()
                    .filter(face -> face.identity().equals(person))
                    .toList();
            for (Face face : own) {
                float[] values = brightness(face.image());
                for (int i = 0; i < VALUES; i++) {
                    means[gallery.indexOf(person) * VALUES + i] += values[i] / own.size();
                }
            }
        }
        Set<String> enrolled = split.training().stream().map(Face::id).collect(Collectors.toSet());
        Recognizer recognizer = new Nearest(gallery, means, sharpness);
        return new Training(
                EnrolledSystem.blackBox(recognizer, enrolled),
                TrainingSummary.measured(recognizer, split.training(), split.validation(), run));
    }

    @Override
    public NamedTensors write(EnrolledSystem system) {
        Nearest recognizer = (Nearest) system.recognizer();
        return NamedTensors.builder()
                .metadata(
                        PEOPLE,
                        recognizer.gallery().people().stream()
                                .map(Identity::name)
                                .collect(Collectors.joining("\n")))
                .metadata(FACES, String.join("\n", new TreeSet<>(system.trainingIds())))
                .tensor(MEANS, recognizer.means(), recognizer.gallery().size(), VALUES)
                .build();
    }

    @Override
    public EnrolledSystem read(NamedTensors tensors) {
        Gallery gallery =
                new Gallery(lines(tensors, PEOPLE).stream().map(Identity::new).toList());
        Recognizer recognizer = new Nearest(gallery, tensors.values(MEANS), sharpness);
        return EnrolledSystem.blackBox(recognizer, Set.copyOf(lines(tensors, FACES)));
    }

    private static List<String> lines(NamedTensors tensors, String key) {
        String text = Objects.requireNonNull(tensors.metadata().get(key), key);
        return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).toList();
    }

    /** Passes pictures through the part that takes time, so that an experiment can be estimated. */
    @Override
    public void pass(List<Image> pictures) {
        pictures.forEach(NearestMeanFactory::brightness);
    }

    @Override
    public void close() {}
}
