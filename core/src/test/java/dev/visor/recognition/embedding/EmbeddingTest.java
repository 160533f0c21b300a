package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    private static final float[] OUTPUT = DrawnEmbeddings.normal(new SplittableRandom(3), 64, 2);
    private static final float[] OTHER = DrawnEmbeddings.normal(new SplittableRandom(4), 64, 1);

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-6f, 0.5f, 3, 1e12f})
    void theScaleOfANetworksOutputChangesNothing(float factor) {
        Embedding scaled = Embedding.of(scaled(OUTPUT, factor));
        assertThat(scaled.values()).containsExactly(Embedding.of(OUTPUT).values(), within(1e-6f));
        assertThat(scaled.cosine(Embedding.of(OTHER)))
                .isCloseTo(Embedding.of(OUTPUT).cosine(Embedding.of(OTHER)), within(1e-6));
    }

    @Test
    void theCosineIsThatOfTheAngle() {
        Embedding right = Embedding.of(new float[] {2, 0});
        assertThat(right.cosine(Embedding.of(new float[] {3, 3}))).isCloseTo(Math.sqrt(0.5), within(1e-7));
        assertThat(right.cosine(Embedding.of(new float[] {-1, 0}))).isEqualTo(-1);
    }

    @Test
    void theMeanIsOnTheSphereAgain() {
        Embedding mean = Embedding.mean(List.of(Embedding.of(new float[] {5, 0}), Embedding.of(new float[] {0, 1})));
        assertThat(mean.values()).containsExactly(new float[] {0.70710678f, 0.70710678f}, within(1e-7f));
    }

    @Test
    void refusesAnOutputWithoutADirection() {
        assertThatThrownBy(() -> Embedding.of(new float[8]))
                .hasMessage("illegal embedding: its length is 0.0, must be finite and above 0");
        assertThatThrownBy(() -> Embedding.of(new float[] {1, Float.NaN}))
                .hasMessage("illegal embedding: its length is NaN, must be finite and above 0");
        assertThatThrownBy(() -> Embedding.of(new float[] {1, 2}).cosine(Embedding.of(OUTPUT)))
                .hasMessage("illegal embedding: 64 values, must be 2");
    }

    @Test
    void canNotBeChangedFromOutside() {
        float[] output = {3, 4};
        Embedding embedding = Embedding.of(output);
        output[0] = 9;
        embedding.values()[0] = 9;
        assertThat(embedding.values()).containsExactly(0.6f, 0.8f);
    }
}
