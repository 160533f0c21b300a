package dev.visor.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceSetTest {

    private static Face face(String person, int number, int gray) {
        return new Face(
                person + "/" + number,
                new Identity(person),
                Image.filled(3, 3, Color.rgb8(gray, gray, gray)),
                Alignment.DLIB.landmarks(3, 3));
    }

    private static FaceSet set(List<Face> faces) {
        return new FaceSet("set", Alignment.DLIB, faces);
    }

    private static FaceSet people(int... counts) {
        List<Face> faces = new ArrayList<>();
        for (int person = 0; person < counts.length; person++) {
            for (int i = 0; i < counts[person]; i++) {
                faces.add(face("person " + person, i, 40 * person + i));
            }
        }
        return set(faces);
    }

    @ParameterizedTest
    @CsvSource({"0.2, 2, 2, 1, 1", "0.5, 6, 5, 2, 1", "0.01, 1, 1, 1, 1", "0.99, 10, 9, 2, 1"})
    void everyPersonGivesItsShareButAtLeastOneFaceToEitherPart(double share, int a, int b, int c, int d) {
        int[] counts = {11, 10, 3, 2};
        FaceSet set = people(counts);
        FaceSet.Split split = set.split(share, new Seed(1));
        int[] held = {a, b, c, d};
        for (int person = 0; person < counts.length; person++) {
            Identity identity = new Identity("person " + person);
            assertThat(split.validation())
                    .filteredOn(face -> face.identity().equals(identity))
                    .hasSize(held[person]);
            assertThat(split.training())
                    .filteredOn(face -> face.identity().equals(identity))
                    .hasSize(counts[person] - held[person]);
        }
        assertThat(Stream.concat(split.training().stream(), split.validation().stream()))
                .containsExactlyInAnyOrderElementsOf(set.faces());
    }

    @Test
    void peopleWhoseNamesLookAlikeAreNamedAndRefused() {
        assertThatThrownBy(() -> set(List.of(face("Al", 1, 1), face("Bo", 1, 1), face("al ", 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal names of people: \"Al\" and \"al \" look alike, must differ in letters");
    }

    @Test
    void theSeedDecides() {
        FaceSet set = people(11, 10);
        assertThat(set.split(0.3, new Seed(1))).isEqualTo(set.split(0.3, new Seed(1)));
        assertThat(set.split(0.3, new Seed(1))).isNotEqualTo(set.split(0.3, new Seed(2)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void equalPicturesStayOnOneSideAndBothSidesHaveSome(long seed) {
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            faces.add(face("twice", i, i / 2));
            faces.add(face("mostly one", i, i == 3 ? 9 : 8));
        }
        FaceSet.Split split = set(faces).split(0.2, new Seed(seed));
        Set<Image> trained = images(split.training());
        Set<Image> held = images(split.validation());
        assertThat(trained).doesNotContainAnyElementsOf(held);
        assertThat(split.validation())
                .extracting(face -> face.identity().name())
                .containsExactlyInAnyOrder("twice", "twice", "mostly one");
        assertThat(split.training().size() + split.validation().size()).isEqualTo(12);
    }

    private static Set<Image> images(List<Face> faces) {
        return faces.stream().map(Face::image).collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void refusesAPersonWithOnePicture() {
        assertThatThrownBy(() -> people(3, 1).split(0.2, new Seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the person person 1 has 1 picture, must have at least 2 to train and validate");
        FaceSet copies = set(List.of(face("a", 1, 1), face("a", 2, 2), face("b", 1, 3), face("b", 2, 3)));
        assertThatThrownBy(() -> copies.split(0.2, new Seed(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the person b has 2 pictures that are all the same, must have at least 2 different ones"
                        + " to train and validate");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN})
    void refusesAShareOutOfRange(double share) {
        assertThatThrownBy(() -> people(3, 3).split(share, new Seed(1)))
                .hasMessage("illegal validation share: " + share + ", must be in (0, 1)");
    }

    @Test
    void refusesFacesThatDoNotBelongTogether() {
        Face small = new Face(
                "small", new Identity("a"), Image.filled(2, 2, new Color(0, 0, 0)), Alignment.DLIB.landmarks(2, 2));
        assertThatThrownBy(() -> set(List.of())).hasMessage("the data set \"set\" has no faces");
        assertThatThrownBy(() -> set(List.of(face("a", 1, 1), small)))
                .hasMessage("the face small is Image[2x2], but a/1 is Image[3x3]: all must have one size");
        assertThatThrownBy(() -> set(List.of(face("a", 1, 1), face("a", 1, 2))))
                .hasMessage("two faces have the id a/1");
    }

    @Test
    void peopleAreSortedByName() {
        FaceSet set = set(List.of(face("b", 1, 1), face("a", 1, 2), face("b", 2, 3)));
        assertThat(set.people()).extracting(Identity::name).containsExactly("a", "b");
        assertThat(set.of(new Identity("b"))).extracting(Face::id).containsExactly("b/1", "b/2");
        assertThat(set.of(new Identity("c"))).isEmpty();
    }
}
