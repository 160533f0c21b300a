package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Identity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final Identity AL = new Identity("Al");
    private static final Identity BO = new Identity("Bo");
    private static final Identity CY = new Identity("Cy");

    @Test
    void countsFaces() {
        ConfusionMatrix matrix =
                ConfusionMatrix.of(List.of(AL, BO, CY), new int[] {0, 0, 1, 0, 1}, new int[] {0, 1, 1, 0, 2});

        assertThat(matrix.faces(AL, AL)).isEqualTo(2);
        assertThat(matrix.faces(AL, BO)).isEqualTo(1);
        assertThat(matrix.faces(BO, AL)).isZero();
        assertThat(matrix.faces(CY)).isZero();
        assertThat(matrix.correct()).isEqualTo(3);
        assertThat(matrix.total()).isEqualTo(5);
    }

    @Test
    void keepsNoMoreOfManyPeopleThanTheirFaces() {
        List<Identity> people =
                IntStream.range(0, 100_000).mapToObj(i -> new Identity("P" + i)).toList();

        ConfusionMatrix matrix = ConfusionMatrix.of(people, new int[] {7, 99_999}, new int[] {99_999, 99_999});

        assertThat(matrix.answers()).hasSize(2);
        assertThat(matrix.correct()).isEqualTo(1);
    }

    @Test
    void refusesWhoIsNobodyAndFacesThatAreNone() {
        assertThatThrownBy(() ->
                        new ConfusionMatrix(List.of(AL), new TreeMap<>(Map.of(AL, new TreeMap<>(Map.of(BO, 1))))))
                .hasMessage("illegal confusion matrix: Bo is none of its 1 people");
        assertThatThrownBy(() ->
                        new ConfusionMatrix(List.of(AL), new TreeMap<>(Map.of(AL, new TreeMap<>(Map.of(AL, 0))))))
                .hasMessage("illegal number of faces in a confusion matrix: 0, must be at least 1");
    }
}
