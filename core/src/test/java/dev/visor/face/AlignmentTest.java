package dev.visor.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentTest {

    @Test
    void theTemplatesPlaceTheEyes() {
        Landmarks dlib = Alignment.DLIB.landmarks(150, 150);
        assertThat(dlib.leftEye().x()).isCloseTo(47.55, within(1e-9));
        assertThat(dlib.eyeDistance()).isCloseTo(52.93, within(1e-9));
        assertThat(dlib.middle().y()).isCloseTo(46.6, within(1e-9));
        Landmarks arcface = Alignment.ARCFACE.landmarks(224, 224);
        assertThat(arcface.rightEye().x()).isCloseTo(2 * 73.5318, within(1e-9));
        assertThat(arcface.rightEye().y()).isCloseTo(2 * 51.5014, within(1e-9));
    }

    @Test
    void isFoundByNameByFractionsAndBySize() {
        assertThat(Alignment.parse("dlib")).isEqualTo(Alignment.DLIB);
        assertThat(Alignment.parse("ArcFace")).isEqualTo(Alignment.ARCFACE);
        assertThat(Alignment.parse("0.3,0.4,0.7,0.45"))
                .isEqualTo(new Alignment("0.3,0.4,0.7,0.45", 0.3, 0.4, 0.7, 0.45));
        assertThat(Alignment.ofSize(150, 150)).contains(Alignment.DLIB);
        assertThat(Alignment.ofSize(112, 112)).contains(Alignment.ARCFACE);
        assertThat(Alignment.ofSize(150, 112)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dlibb", "1,2,3", "0.3,0.4,0.7,x", "0.3,0.4,0.7,0.4,0.5"})
    void refusesOtherWords(String text) {
        assertThatThrownBy(() -> Alignment.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown alignment: \"" + text
                        + "\", must be dlib, arcface or four fractions leftX,leftY,rightX,rightY");
    }

    @ParameterizedTest
    @CsvSource({"0.7,0.4,0.3,0.4", "0,0.4,0.7,0.4", "0.3,0.4,1,0.4", "0.3,0,0.7,0.4", "0.3,0.4,0.7,NaN"})
    void refusesEyesOutsideThePictureOrTheWrongWayRound(double leftX, double leftY, double rightX, double rightY) {
        assertThatThrownBy(() -> new Alignment("own", leftX, leftY, rightX, rightY))
                .hasMessageStartingWith("illegal eyes: (" + leftX + ", ")
                .hasMessageEndingWith("must be fractions in (0, 1) with the left eye first");
    }

    @Test
    void refusesEyesThatAreNotApartAndPeopleWithoutAName() {
        assertThatThrownBy(() -> new Landmarks(new Point(5, 1), new Point(5, 2)))
                .hasMessageEndingWith("the left one must have the smaller x");
        assertThatThrownBy(() -> new Identity(" ")).hasMessage("illegal name of a person: it is blank");
    }
}
