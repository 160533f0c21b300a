package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Sticker;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Outcome;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which attacks are shown; {@link ExperimentTest} has what is shown of them. */
class ExampleGalleryTest {

    @Test
    void anAttackWithEachOfAFewAccessoriesIsShown() {
        Map<String, Accessory> seven = new LinkedHashMap<>();
        for (int i = 1; i <= 7; i++) {
            seven.put("accessory " + i, new Sticker(new FacePoint(0, -0.1 * i), 0.2, 0.1, 0.05));
        }
        ExperimentConfig config = ExperimentConfig.DEFAULT.withAccessories(seven);
        assertThat(seven.keySet())
                .extracting(accessory -> ExampleGallery.wanted(config, "unaware", accessory))
                .containsExactly(config.report().examples(), 1, 1, 1, 1, 0, 0);
        assertThat(seven.keySet())
                .extracting(accessory -> ExampleGallery.wanted(config, "adaptive", accessory))
                .containsExactly(2, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void attacksThatPassAreAmongThoseThatAreShown() {
        List<Outcome> stopped = outcomes("recognized tampered recognized recognized recognized tampered");
        List<Outcome> passed = outcomes("recognized another recognized another recognized another");
        assertThat(ExampleGallery.chosen(List.of(stopped), 1)).containsExactly(0);
        assertThat(ExampleGallery.chosen(List.of(passed), 1)).containsExactly(1);
        assertThat(ExampleGallery.chosen(List.of(passed), 2)).containsExactly(0, 1);
        assertThat(ExampleGallery.chosen(List.of(passed), 4)).containsExactly(0, 1, 2, 3);
        assertThat(ExampleGallery.chosen(List.of(outcomes("recognized tampered recognized another")), 2))
                .containsExactly(0, 3);
        assertThat(ExampleGallery.chosen(List.of(stopped, passed), 1)).containsExactly(1);
        assertThat(ExampleGallery.chosen(List.of(passed), 9)).hasSize(6);
    }

    @Test
    void whoPassesADefenseThatDeclaresTheAccessoryIsShownInAnyCase() {
        ChainConfig glasses = new ChainConfig(List.of(CertifiedMasking.Config.GLASSES));
        List<Outcome> passed = outcomes("recognized another");
        assertThat(ExampleGallery.mustBeExplained(glasses, EyeglassFrame.DEFAULT, passed))
                .isTrue();
        assertThat(ExampleGallery.mustBeExplained(glasses, HatBand.DEFAULT, passed))
                .isFalse();
        assertThat(ExampleGallery.mustBeExplained(glasses, EyeglassFrame.DEFAULT, outcomes("recognized tampered")))
                .isFalse();
        assertThat(ExampleGallery.mustBeExplained(ChainConfig.NONE, EyeglassFrame.DEFAULT, passed))
                .isFalse();
    }

    private static List<Outcome> outcomes(String words) {
        return Stream.of(words.split(" "))
                .map(word -> new Answer(
                        word.equals("tampered") ? Verdict.TAMPERED : Verdict.PERSON,
                        new Identity("Ann"),
                        0.9,
                        word.equals("another") ? 0.1 : 0.9,
                        0,
                        false))
                .map(answer -> new Outcome("attack", answer, answer, null, null, null))
                .toList();
    }
}
