package dev.visor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Color;
import dev.visor.network.Preprocessing.ChannelOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {

    private static final List<Double> ONES = List.of(1.0, 1.0, 1.0);

    static Stream<Preprocessing> preprocessings() {
        return Stream.of(
                Preprocessing.TORCHVISION,
                Preprocessing.VGG_FACE,
                Preprocessing.KERAS_VGG_FACE,
                new Preprocessing(ChannelOrder.BGR, List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)),
                new Preprocessing(ChannelOrder.RGB, List.of(0.0, 127.5, 255.0), ONES),
                new Preprocessing(ChannelOrder.RGB, List.of(0.00002, 1.0 / 3, 5.0), List.of(0.0001, 3e9, 0.1)));
    }

    @ParameterizedTest
    @MethodSource("preprocessings")
    void itsWordsAreReadAsItself(Preprocessing preprocessing) {
        assertThat(Preprocessing.parse(preprocessing.text())).isEqualTo(preprocessing);
    }

    @Test
    void equalValuesAreShownOnce() {
        assertThat(new Preprocessing(ChannelOrder.RGB, List.of(127.5, 127.5, 127.5), List.of(127.5, 127.5, 127.5))
                        .text())
                .isEqualTo("RGB, (x-127.5)/127.5");
        assertThat(Preprocessing.KERAS_VGG_FACE.text()).isEqualTo("BGR, (x-[93.594, 104.7624, 129.1863])/1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RGB, (x-127.5)/128",
                "RGB 112x112 NCHW, (x-127.5)/128",
                "RGB 112x96, (x-127.5)/128",
                "RGB NCHW, (x-127.5)/128",
                "RGB, (x - 127.5) / 128.0",
                "RGB, (x-[127.5, 127.5,127.5])/[128,128,  128]",
                "  RGB, (x-127.5)/128\n"
            })
    void oneValueIsThatOfAllChannels(String text) {
        assertThat(Preprocessing.parse(text))
                .isEqualTo(new Preprocessing(
                        ChannelOrder.RGB, List.of(127.5, 127.5, 127.5), List.of(128.0, 128.0, 128.0)));
    }

    @Test
    void valuesPerChannelStandInTheirOrder() {
        assertThat(Preprocessing.parse("BGR 224x224 NCHW, (x-[1, 2.5, 3])/[4, 5, 6.25]"))
                .isEqualTo(new Preprocessing(ChannelOrder.BGR, List.of(1.0, 2.5, 3.0), List.of(4.0, 5.0, 6.25)));
    }

    @Test
    void aMissingScaleIsOne() {
        assertThat(Preprocessing.parse("BGR, (x-[93.5940, 104.7624, 129.1863])"))
                .isEqualTo(Preprocessing.KERAS_VGG_FACE);
        assertThat(Preprocessing.parse("RGB, (x-0)").scale()).isEqualTo(ONES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "RGB",
                "GRB, (x-127.5)/128",
                "rgb, (x-127.5)/128",
                "RGB (x-127.5)/128",
                "RGB, x-127.5/128",
                "RGB, (x+127.5)/128",
                "RGB, (x--1)/128",
                "RGB, (x-127.5)/-1",
                "RGB, (x-127.5)*128",
                "RGB, (x-127.5)/",
                "RGB, (x-[1, 2])/1",
                "RGB, (x-[1, 2, 3, 4])/1",
                "RGB, (x-[1, 2, 3)/1",
                "RGB, (x-NaN)/1",
                "RGB, (x-1.)/1",
                "RGB NHWC, (x-1)/1",
                "RGB 112, (x-1)/1",
                "RGB, (x-1)/1 and more"
            })
    void refusesNonsense(String text) {
        assertThatThrownBy(() -> Preprocessing.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal input: \"" + text + "\", must be like \"RGB, (x-127.5)/127.5\" or"
                        + " \"BGR, (x-[93.594, 104.7624, 129.1863])/1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RGB, (x-256)/1 | illegal mean: [256.0, 256.0, 256.0], must be 3 values in [0, 255]",
                "RGB, (x-[1, 2, 255.1])/1 | illegal mean: [1.0, 2.0, 255.1], must be 3 values in [0, 255]",
                "RGB, (x-1)/0 | illegal scale: [0.0, 0.0, 0.0], must be 3 values above 0",
                "RGB, (x-1)/[1, 0.0, 2] | illegal scale: [1.0, 0.0, 2.0], must be 3 values above 0"
            })
    void refusesValuesOutOfRange(String text, String message) {
        assertThatThrownBy(() -> Preprocessing.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, 255.5, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMeanThatNoPictureHas(double mean) {
        assertThatThrownBy(() -> new Preprocessing(ChannelOrder.RGB, List.of(1.0, mean, 2.0), ONES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal mean: [1.0, " + mean + ", 2.0], must be 3 values in [0, 255]");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAScaleThatCannotBeDividedBy(double scale) {
        assertThatThrownBy(() -> new Preprocessing(ChannelOrder.RGB, ONES, List.of(scale, 1.0, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal scale: [" + scale + ", 1.0, 1.0], must be 3 values above 0");
    }

    @Test
    void refusesAnotherNumberOfValues() {
        assertThatThrownBy(() -> new Preprocessing(ChannelOrder.RGB, List.of(1.0, 2.0), ONES))
                .hasMessage("illegal mean: [1.0, 2.0], must be 3 values in [0, 255]");
        assertThatThrownBy(() -> new Preprocessing(ChannelOrder.RGB, ONES, List.of(1.0, 1.0, 1.0, 1.0)))
                .hasMessage("illegal scale: [1.0, 1.0, 1.0, 1.0], must be 3 values above 0");
    }

    @Test
    void theBaselineIsTheMeanInRgb() {
        List<Double> mean = List.of(51.0, 102.0, 204.0);
        assertThat(new Preprocessing(ChannelOrder.RGB, mean, ONES).baseline()).isEqualTo(new Color(0.2f, 0.4f, 0.8f));
        assertThat(new Preprocessing(ChannelOrder.BGR, mean, ONES).baseline()).isEqualTo(new Color(0.8f, 0.4f, 0.2f));
    }
}
