package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhiteningTest {

    private static Template person(String name, float[]... pictures) {
        return new Template(
                new Identity(name),
                TemplateKind.MEAN,
                Arrays.stream(pictures).map(Embedding::of).toList());
    }

    /**
     * Each person's deviations are (0.2, -0.4) and its opposite, so W is [0.04, -0.08; -0.08, 0.16] and 0.3 on the diagonal,
     * and its determinant 0.15.
     */
    @Test
    void theMatrixIsThatOfTheInverseCovarianceWorkedOutByHand() {
        Whitening whitening = Whitening.learned(List.of(
                person("Ann", new float[] {1, 0}, new float[] {0.6f, 0.8f}),
                person("Bea", new float[] {-1, 0}, new float[] {-0.6f, -0.8f})));
        assertThat(whitening.center()).containsExactly(new float[] {0, 0}, within(1e-7f));
        float[] own = whitening.matrix();
        assertThat(own[1]).isZero();
        assertThat(own[0] * own[0] + own[2] * own[2]).isCloseTo(0.46f / 0.15f, within(1e-5f));
        assertThat(own[2] * own[3]).isCloseTo(0.08f / 0.15f, within(1e-5f));
        assertThat(own[3] * own[3]).isCloseTo(0.34f / 0.15f, within(1e-5f));
        // The larger a component is within a person, the less it counts: here the second one.
        Embedding diagonal = whitening.apply(Embedding.of(new float[] {1, -1}));
        assertThat(diagonal.values())
                .containsExactly(
                        Embedding.of(new float[] {own[0], own[2] - own[3]}).values(), within(1e-6f));
    }

    /** The definition against the matrix: L W L^T is 1, for W by its formula, term by term. */
    @Test
    void whatIsWhitenedHasTheSameCovarianceInAllDirections() {
        int size = 12;
        List<Template> people = DrawnEmbeddings.templates(5, 4, size, TemplateKind.BEST);
        Whitening whitening = Whitening.learned(people);
        double[][] covariance = new double[size][size];
        double[] center = new double[size];
        for (Template person : people) {
            for (Embedding picture : person.pictures()) {
                for (int i = 0; i < size; i++) {
                    center[i] += picture.values()[i] / 20.0;
                    for (int j = 0; j < size; j++) {
                        covariance[i][j] += deviation(person, picture, i) * deviation(person, picture, j) / 20;
                    }
                }
            }
        }
        double trace =
                IntStream.range(0, size).mapToDouble(i -> covariance[i][i]).sum();
        for (int i = 0; i < size; i++) {
            covariance[i][i] += 3 * trace / size;
            assertThat((double) whitening.center()[i]).isCloseTo(center[i], within(1e-6));
        }
        float[] own = whitening.matrix();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double product = 0;
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        product += own[row * size + i] * covariance[i][j] * own[column * size + j];
                    }
                }
                assertThat(product).isCloseTo(row == column ? 1 : 0, within(1e-5));
            }
        }
    }

    private static double deviation(Template person, Embedding picture, int i) {
        return picture.values()[i]
                - person.pictures().stream()
                        .mapToDouble(one -> one.values()[i])
                        .average()
                        .orElseThrow();
    }

    @Test
    void refusesPeopleWhosePicturesAreAllAlike() {
        Template ann = person("Ann", new float[] {1, 0}, new float[] {1, 0});
        assertThatThrownBy(() -> Whitening.learned(List.of(ann, person("Bea", new float[] {0, 1}))))
                .hasMessage("illegal gallery: no two pictures of one person differ, but whitening learns how they do;"
                        + " people and quarters of the pictures are left out in turn");
        Whitening whitening = Whitening.learned(DrawnEmbeddings.templates(3, 3, 8, TemplateKind.MEAN));
        assertThatThrownBy(() -> whitening.apply(ann.pictures().get(0)))
                .hasMessage("illegal embedding: 2 values, must be 8");
    }
}
