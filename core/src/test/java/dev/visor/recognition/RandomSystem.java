package dev.visor.recognition;

import dev.visor.face.Alignment;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.Preprocessing;
import dev.visor.torch.Engine;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The real network with {@link RandomWeights}, its engine and its backbone. */
public final class RandomSystem implements AutoCloseable {

    /** The people of the gallery. */
    public static final List<Identity> PEOPLE =
            List.of(new Identity("Ann"), new Identity("Bea"), new Identity("Cem"), new Identity("Dora"));

    private final Engine engine;
    private final Backbone backbone;
    private final NetworkRecognizer recognizer;

    private RandomSystem(Engine engine, Backbone backbone, Head head) {
        this.engine = engine;
        this.backbone = backbone;
        this.recognizer = new NetworkRecognizer(backbone, head);
    }

    /** Starts a system for dlib's chips. */
    public static RandomSystem start(int threads) {
        return start(threads, Alignment.DLIB, 150, 150);
    }

    /** Starts a system for other pictures. */
    public static RandomSystem start(int threads, Alignment alignment, int width, int height) {
        return start(Engine.start(threads), alignment, width, height);
    }

    /** Starts a system on an engine, which it closes. */
    public static RandomSystem start(Engine engine, Alignment alignment, int width, int height) {
        Backbone backbone = Backbone.load(
                Architectures.RESNET29, RandomWeights.resnet29(), "0".repeat(64), alignment, width, height, engine);
        return new RandomSystem(engine, backbone, RandomWeights.head(new Gallery(PEOPLE)));
    }

    /** Starts VGG16 with this preprocessing on an engine, which it closes. */
    public static RandomSystem startVgg16(Engine engine, Preprocessing preprocessing, int width, int height) {
        Backbone backbone = Backbone.load(
                Architectures.VGG16,
                RandomWeights.vgg16(preprocessing),
                "0".repeat(64),
                Alignment.DLIB,
                width,
                height,
                engine);
        return new RandomSystem(
                engine, backbone, RandomWeights.head(new Gallery(PEOPLE), backbone.featureCount(), 1.3, 1.3));
    }

    /** Returns the frozen part. */
    public Backbone backbone() {
        return backbone;
    }

    /** Returns the whole. */
    public NetworkRecognizer recognizer() {
        return recognizer;
    }

    /** Returns so many drawn 8-bit pictures of coarse spots. */
    public static List<Image> pictures(long seed, int count, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> picture(random, width, height))
                .toList();
    }

    private static Image picture(SplittableRandom random, int width, int height) {
        int spot = 10;
        int across = width / spot + 1;
        float[] spots = new float[Image.CHANNELS * across * (height / spot + 1)];
        for (int i = 0; i < spots.length; i++) {
            spots[i] = (float) random.nextDouble(0.1, 0.9);
        }
        float[] values = new float[Image.CHANNELS * width * height];
        for (int i = 0; i < values.length; i++) {
            int channel = i / (width * height);
            int row = i / width % height;
            int column = i % width;
            float noise = (float) random.nextDouble(-0.05, 0.05);
            values[i] = spots[(channel * (height / spot + 1) + row / spot) * across + column / spot] + noise;
        }
        return Image.quantized(width, height, values);
    }

    @Override
    public void close() {
        recognizer.close();
        backbone.close();
        engine.close();
    }
}
