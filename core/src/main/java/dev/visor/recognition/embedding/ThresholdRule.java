package dev.visor.recognition.embedding;

import dev.visor.recognition.Threshold;
import dev.visor.run.Count;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the threshold of an open set is found: by the false match rate that impostor pairs allow (ISO/IEC 19795-1), or it is
 * given. An impostor pair is a picture and the template of another person. A picture is no part of that template, so pictures
 * that people are enrolled with calibrate it without a bias.
 *
 * <p>A recognizer for pictures under a mask whitens embeddings ({@link Whitening}), so its impostor pairs are of pictures and
 * people that the whitening was not learned on. See {@link #calibrateUnderMask}.
 *
 * @param falseMatchRate the share of impostor pairs that may reach the threshold, in (0, 1)
 * @param similarity the threshold itself, a cosine similarity in (-1, 1); null to calibrate it. Under a mask it is always calibrated
 * @param maskedFalseMatchRate the share of impostor pairs that may reach the threshold under a mask, in (0, 1)
 */
public record ThresholdRule(double falseMatchRate, @Nullable Double similarity, double maskedFalseMatchRate) {

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
                            "the threshold itself as a cosine similarity, instead of calibrating it"),
                    Setting.of(
                            "masked-false-match-rate",
                            Type.number("in (0, 1)"),
                            "share of impostor pairs that may reach the threshold of a recognizer that was made for"
                                    + " pictures under a mask"))
            .withDefault(() -> ThresholdRule.DEFAULT);

    private static final double MASKED = 0.01;

    /** One impostor pair in a thousand, and one in a hundred under a mask. */
    public static final ThresholdRule DEFAULT = new ThresholdRule(0.001, null, MASKED);

    /** Stands above the highest similarity if no impostor pair may reach the threshold. */
    private static final double STEP = 1e-6;

    /** Checks the ranges. */
    public ThresholdRule {
        SETTINGS.check(falseMatchRate, similarity, maskedFalseMatchRate);
    }

    /** Makes a rule with the usual rate under a mask. */
    public ThresholdRule(double falseMatchRate, @Nullable Double similarity) {
        this(falseMatchRate, similarity, MASKED);
    }

    /**
     * Finds the threshold for a gallery. Of more than some 33 million impostor pairs, some 8 million are drawn, always the same ones.
     *
     * @param templates of at least two people
     * @throws IllegalArgumentException if there are too few impostor pairs for the rate, or no genuine pair reaches the
     *     threshold
     */
    public Threshold calibrate(List<Template> templates) {
        checkPeople(templates, 2);
        Threshold threshold =
                threshold(new ImpostorPairs(templates, OtherPeople.MOST, OtherPeople.SAMPLE).similarities());
        double highest = templates.stream()
                .flatMap(template -> template.withoutOne().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        checkReached(threshold, highest);
        return threshold;
    }

    /**
     * Finds the threshold for pictures under a mask, whose embeddings are whitened. It is the higher one of two: that of pictures
     * of people whom neither whitening nor templates know, and that of enrolled people's pictures which they don't know. Strangers
     * score higher, since whitening parts the people that it was learned on. Of many pairs a sample is drawn, as for
     * {@link #calibrate}.
     *
     * @param templates of at least three people, with embeddings as the network gives them
     * @param views how many embeddings in a row are of one picture, at least 1
     * @return it, with the pairs of those who gave it
     * @throws IllegalArgumentException if there are too few people, pictures or impostor pairs for the rate, or no genuine pair
     *     reaches the threshold
     */
    public Threshold calibrateUnderMask(List<Template> templates, int views) {
        checkPeople(templates, 3);
        HeldOutPairs pairs = new HeldOutPairs(templates, views, OtherPeople.MOST, OtherPeople.SAMPLE);
        HeldOutPairs.Pictures pictures = pairs.ofPictures();
        Threshold known = threshold(pictures.impostors(), maskedFalseMatchRate, "masked false match rate");
        Threshold unknown = threshold(pairs.ofPeople(), maskedFalseMatchRate, "masked false match rate");
        Threshold threshold = unknown.similarity() >= known.similarity() ? unknown : known;
        checkReached(threshold, pictures.highestGenuine());
        return threshold;
    }

    private static void checkPeople(List<Template> templates, int least) {
        if (templates.size() < least) {
            throw new IllegalArgumentException("illegal gallery: " + Count.ofPeople(templates.size())
                    + ", must be at least " + least + ", because impostor pairs calibrate the threshold");
        }
    }

    private static void checkReached(Threshold threshold, double highest) {
        if (highest < threshold.similarity()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "illegal threshold: %.4f, must be at most %.4f, the highest similarity of two pictures of one person",
                    threshold.similarity(),
                    highest));
        }
    }

    /**
     * Returns the threshold for impostor pairs, as it is given or for the rate.
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
        return threshold(impostors, falseMatchRate, "false match rate");
    }

    /**
     * Returns the threshold for a rate: the middle between the lowest similarity that may reach it and the highest that may
     * not.
     *
     * @param impostors similarities, rising
     * @param name of the rate
     */
    private static Threshold threshold(double[] impostors, double rate, String name) {
        int pairs = impostors.length;
        int allowed = (int) Math.floor(rate * pairs + 1e-9);
        if (allowed < 1) {
            throw new IllegalArgumentException("illegal " + name + ": " + rate + ", must be at least " + least(pairs)
                    + " with " + pairs + " impostor pairs");
        }
        while (allowed > 0 && !(impostors[pairs - allowed] > impostors[pairs - 1 - allowed])) {
            allowed--;
        }
        double below = impostors[pairs - 1 - allowed];
        double above = allowed == 0 ? below + 2 * STEP : impostors[pairs - allowed];
        return new Threshold((float) Math.max(-1, Math.min(1, (below + above) / 2)), rate, pairs, allowed);
    }

    /** Returns the least rate that so many pairs allow, rounded up. */
    private static String least(int pairs) {
        return new BigDecimal(1.0 / pairs)
                .round(new MathContext(2, RoundingMode.CEILING))
                .stripTrailingZeros()
                .toPlainString();
    }
}
