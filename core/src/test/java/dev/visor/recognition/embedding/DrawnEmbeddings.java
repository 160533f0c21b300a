package dev.visor.recognition.embedding;

import dev.visor.face.Identity;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Drawn people: the embeddings of a person scatter around a center. */
public final class DrawnEmbeddings {

    private DrawnEmbeddings() {}

    /** Returns the templates of drawn people, always the same ones. */
    public static List<Template> templates(int people, int pictures, int size, TemplateKind kind) {
        SplittableRandom random = new SplittableRandom(people * 31L + pictures);
        return IntStream.range(0, people)
                .mapToObj(person -> template(random, "person " + person, pictures, size, kind))
                .toList();
    }

    private static Template template(SplittableRandom random, String name, int pictures, int size, TemplateKind kind) {
        float[] center = normal(random, size, 1);
        return new Template(
                new Identity(name),
                kind,
                IntStream.range(0, pictures)
                        .mapToObj(picture -> {
                            float[] values = normal(random, size, 0.5);
                            for (int i = 0; i < size; i++) {
                                values[i] += center[i];
                            }
                            return Embedding.of(values);
                        })
                        .toList());
    }

    static float[] normal(SplittableRandom random, int size, double deviation) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }
}
