package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import java.util.Map;

/**
 * Lets nobody pass who was recognized with less than some confidence: they are unknown. The article's threshold is 0.8.
 *
 * @param threshold the least confidence, in [0, 1]
 */
public record Rejection(double threshold) implements GradientFreeDefense, DefenseConfig {

    /** What files and options can set. Declared before the preset, which is checked against it. */
    public static final Settings<Rejection> SETTINGS = Settings.of(
                    Rejection.class, Setting.of("threshold", Type.number("in [0, 1]"), "the least confidence"))
            .withPresets(() -> Map.of("ARTICLE", Rejection.ARTICLE));

    /** The article's threshold. */
    public static final Rejection ARTICLE = new Rejection(0.8);

    /** Checks the range. */
    public Rejection {
        SETTINGS.check(threshold);
    }

    @Override
    public String name() {
        return "rejection below " + threshold;
    }

    @Override
    public Role role() {
        return Role.JUDGES;
    }

    @Override
    public Rejection build(DefenseContext context) {
        return this;
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Recognizer protectAnswers(Recognizer recognizer) {
        return new Recognizer() {
            @Override
            public Gallery gallery() {
                return recognizer.gallery();
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return recognizer.identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return recognizer.decide(probes).stream()
                        .map(Rejection.this::judge)
                        .toList();
            }
        };
    }

    private Decision judge(Decision decision) {
        boolean sure = decision.verdict() != Verdict.PERSON || decision.scores().confidence() >= threshold;
        return sure ? decision : decision.as(Verdict.UNKNOWN);
    }
}
