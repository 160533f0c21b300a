package dev.visor.recognition.embedding;

import dev.visor.recognition.Threshold;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the threshold of an open set is found: by the false match rate that impostor pairs allow (ISO/IEC 19795-1), or it is
 * given. An impostor pair is a picture and the template of another person. A picture is no part of that template, so pictures
 * that people are enrolled with calibrate it without a bias.
 *
 * @param falseMatchRate the share of impostor pairs that may reach the threshold, in (0, 1)
 * @param similarity the threshold itself, a cosine similarity in (-1, 1); null to calibrate it
 */
public record ThresholdRule(double falseMatchRate, @Nullable Double similarity) {

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<ThresholdRule> SETTINGS = Settings.of(
                    ThresholdRule.class,
                    Setting.of(
                            "false-match-rate",
                            Type.number("in (0, 1)"),
                            "share of impostor pairs that may reach the threshold"),
                    Setting.of(
                            "similarity",
                            Type.optional(Type.number("in (-1, 1)")),
                            "the threshold itself as a cosine similarity, instead of calibrating it"))
            .withDefault(() -> ThresholdRule.DEFAULT);

    /** One impostor pair in a thousand. */
    public static final ThresholdRule DEFAULT = new ThresholdRule(0.001, null);

    /** Stands above the highest similarity if no impostor pair may reach the threshold. */
    private static final double STEP = 1e-6;

    /** Checks the ranges. */
    public ThresholdRule {
        SETTINGS.check(falseMatchRate, similarity);
    }

    /**
     * Finds the threshold for a gallery.
     *
     * @param templates of at least two people
     * @throws IllegalArgumentException if there are too few impostor pairs for the rate, or no genuine pair reaches the
     *     threshold
     */
    public Threshold calibrate(List<Template> templates) {
        if (templates.size() < 2) {
            throw new IllegalArgumentException("illegal gallery: " + templates.size()
                    + (templates.size() == 1 ? " person" : " people")
                    + ", must be at least 2, because impostor pairs calibrate the threshold");
        }
        Threshold threshold = threshold(impostors(templates));
        double highest = templates.stream()
                .flatMap(template -> template.withoutOne().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        if (highest < threshold.similarity()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "illegal threshold: %.4f, must be at most %.4f, the highest similarity of two pictures of one person",
                    threshold.similarity(),
                    highest));
        }
        return threshold;
    }

    /** Returns the similarities of all pictures to the templates of other people, sorted. */
    private static double[] impostors(List<Template> templates) {
        List<Double> similarities = new ArrayList<>();
        for (Template template : templates) {
            List<Embedding> compared = template.compared();
            for (Template other : templates) {
                if (!other.person().equals(template.person())) {
                    other.pictures().forEach(picture -> similarities.add(Template.similarity(compared, picture)));
                }
            }
        }
        return similarities.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /**
     * Returns the threshold for impostor pairs: the middle between the lowest similarity that may reach it and the highest
     * that may not.
     *
     * @param impostors similarities, rising
     */
    private Threshold threshold(double[] impostors) {
        int pairs = impostors.length;
        if (similarity != null) {
            float given = similarity.floatValue();
            int matches = 0;
            while (matches < pairs && impostors[pairs - 1 - matches] >= given) {
                matches++;
            }
            return new Threshold(given, null, pairs, matches);
        }
        int allowed = (int) Math.floor(falseMatchRate * pairs + 1e-9);
        if (allowed < 1) {
            throw new IllegalArgumentException("illegal false match rate: " + falseMatchRate + ", must be at least "
                    + least(pairs) + " with " + pairs + " impostor pairs");
        }
        while (allowed > 0 && !(impostors[pairs - allowed] > impostors[pairs - 1 - allowed])) {
            allowed--;
        }
        double below = impostors[pairs - 1 - allowed];
        double above = allowed == 0 ? below + 2 * STEP : impostors[pairs - allowed];
        return new Threshold((float) Math.max(-1, Math.min(1, (below + above) / 2)), falseMatchRate, pairs, allowed);
    }

    /** Returns the least rate that so many pairs allow, rounded up. */
    private static String least(int pairs) {
        return new BigDecimal(1.0 / pairs)
                .round(new MathContext(2, RoundingMode.CEILING))
                .stripTrailingZeros()
                .toPlainString();
    }
}
