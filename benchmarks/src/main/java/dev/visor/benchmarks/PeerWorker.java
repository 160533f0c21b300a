package dev.visor.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.GradientAttackConfig.Effort;
import dev.visor.attack.Impersonation;
import dev.visor.benchmark.MeasuredSystem;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
import dev.visor.saliency.MapKind;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Measures what {@code benchmarks/peers/compare.py} asks for, between the measurements of the peers. Each line of standard
 * input names a work, a batch and how often to do it; each line of the answer is the median in milliseconds.
 *
 * <pre>{@code
 * identify 8 15
 * }</pre>
 */
public final class PeerWorker {

    private static final int LARGEST_BATCH = 32;
    private static final int CHECKED = 4;
    private static final int PAIRS = 20;
    private static final int ITERATIONS = 10;

    private final MeasuredSystem system;
    private final NetworkRecognizer recognizer;

    private PeerWorker(MeasuredSystem system) {
        this.system = system;
        this.recognizer = system.recognizer();
    }

    /**
     * Starts a worker for VGG16 at 112.
     *
     * @param args the precision of gradients, the file to write the system, its pictures and its answers to, and perhaps a
     *     file of imported weights; they are drawn without it
     */
    public static void main(String[] args) throws IOException {
        Precision precision = Precision.valueOf(args[0].toUpperCase(Locale.ROOT));
        LoadedWeights weights = args.length > 2
                ? LoadedWeights.read(Path.of(args[2]))
                : MeasuredNetwork.weights(MeasuredNetwork.VGG16_112);
        try (MeasuredNetwork network = new MeasuredNetwork(MeasuredNetwork.VGG16_112, precision, weights);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            PeerWorker worker = new PeerWorker(network.system());
            SafeTensors.write(Path.of(args[1]), worker.reference(network.weights()));
            System.out.println("ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                double median = worker.median(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                System.out.println(String.format(Locale.ROOT, "%.4f", median));
            }
        }
    }

    /** Returns all that a peer needs to do the same work, and what it must find. */
    private NamedTensors reference(NamedTensors weights) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        weights.names().forEach(name -> tensors.tensor(name, weights.values(name), shape(weights, name)));
        Preprocessing input = Preprocessing.parse(
                Objects.requireNonNull(weights.metadata().get(Preprocessing.METADATA), Preprocessing.METADATA));
        tensors.tensor("mean", floats(input.mean()), 3);
        tensors.tensor("scale", floats(input.scale()), 3);
        NamedTensors head = recognizer.head().tensors();
        head.names().forEach(name -> tensors.tensor(name, head.values(name), shape(head, name)));
        List<Image> images = images(LARGEST_BATCH);
        int side = images.get(0).width();
        tensors.tensor("probes", joined(images.stream().map(Image::values).toList()), images.size(), 3, side, side);
        tensors.tensor("coverage", coverage(), side, side);
        List<Image> few = images.subList(0, CHECKED);
        List<Backward> exact = recognizer.backward(few, LogitGradient.BEST, BackwardRule.EXACT);
        List<Backward> guided = recognizer.backward(few, LogitGradient.BEST, BackwardRule.GUIDED);
        List<Scores> scores = recognizer.identify(few);
        tensors.tensor(
                "logits",
                joined(scores.stream().map(Scores::logits).toList()),
                CHECKED,
                recognizer.gallery().size());
        tensors.tensor("gradient", gradients(exact), CHECKED, 3, side, side);
        tensors.tensor("guided", gradients(guided), CHECKED, 3, side, side);
        return tensors.build();
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    private static int[] shape(NamedTensors tensors, String name) {
        return tensors.shape(name).stream().mapToInt(Integer::intValue).toArray();
    }

    private float[] coverage() {
        Face face = system.faces(1).get(0);
        WornAccessory worn = EyeglassFrame.DEFAULT.wear(
                face.landmarks(), face.image().width(), face.image().height());
        // What is pulled back from ones is how much of each pixel is covered.
        float[] ones = new float[face.image().values().length];
        Arrays.fill(ones, 1);
        return Arrays.copyOf(worn.pullBack(ones), ones.length / 3);
    }

    private static float[] gradients(List<Backward> results) {
        return joined(results.stream().map(Backward::gradient).toList());
    }

    private static float[] joined(List<float[]> rows) {
        float[] all = new float[rows.size() * rows.get(0).length];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * rows.get(i).length, rows.get(i).length);
        }
        return all;
    }

    private List<Image> images(int count) {
        return system.faces(count).stream().map(Face::image).toList();
    }

    private double median(String work, int batch, int times) {
        List<Image> images = images(batch);
        GuidedBackpropagation saliency = new GuidedBackpropagation(
                new MapKind(SaliencyMaskConfig.DEFAULT.map().reading(), false),
                system.system().cleanMaps());
        return switch (work) {
            case "identify" -> median(times, () -> recognizer.identify(images));
            case "saliency" -> median(times, () -> saliency.maps(images, recognizer));
            case "iteration" -> iteration(batch, times);
            case "attack" -> median(times, this::attack);
            default -> throw new IllegalArgumentException("unknown work: \"" + work + "\"");
        };
    }

    static double median(int times, Runnable work) {
        double[] each = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.run();
            each[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(each);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** An attack looks before each iteration whether it is still wanted. */
    private double iteration(int batch, int times) {
        List<Long> stamps = new ArrayList<>();
        RunContext run = RunContext.of(1).cancelledWhen(() -> {
            stamps.add(System.nanoTime());
            return stamps.size() > times + 2;
        });
        try {
            system.attack(system.tasks(batch), times + 2, run);
        } catch (CancelledException e) {
            // Enough iterations were measured.
        }
        double[] laps = new double[times];
        for (int i = 0; i < times; i++) {
            laps[i] = (stamps.get(i + 2) - stamps.get(i + 1)) / 1e6;
        }
        return median(laps);
    }

    /** Attacks that nothing ends early, each on the next person. */
    private void attack() {
        List<Identity> people = recognizer.gallery().people();
        List<AttackTask> tasks = new ArrayList<>();
        for (Face face : system.faces(PAIRS)) {
            int next = (people.indexOf(face.identity()) + 1) % people.size();
            tasks.add(new AttackTask("pair " + tasks.size(), List.of(face), new Impersonation(people.get(next))));
        }
        GradientAttackConfig config = GradientAttackConfig.ARTICLE.withEffort(new Effort(ITERATIONS, 1, 0));
        new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, recognizer, RunContext.of(1));
    }
}
