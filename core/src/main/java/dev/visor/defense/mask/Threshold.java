package dev.visor.defense.mask;

import dev.visor.image.Mask;
import dev.visor.run.IllegalSettingException;
import dev.visor.saliency.SaliencyMap;
import dev.visor.setting.Type;
import java.util.Locale;

/**
 * The pixel threshold mu of the article's second step. The article gives mu = 0.98 and does not say of what, so both
 * readings are offered.
 *
 * @param kind what mu is a threshold of
 * @param mu in [0, 1]
 */
public record Threshold(Kind kind, double mu) {

    /** How files write it: a number for a quantile, {@code absolute} and a number for a share of the largest value. */
    public static final Type<Threshold> TYPE = Type.parsed(Threshold::parse, Threshold::toString);

    /** What mu is a threshold of. */
    public enum Kind {
        /** Masks the pixels above the mu quantile of the map: mu = 0.98 masks the upper 2 % of the pixels. */
        QUANTILE,
        /** Masks the pixels above mu times the largest value of the map. */
        ABSOLUTE
    }

    /** Checks the range. */
    public Threshold {
        IllegalSettingException.check(mu >= 0 && mu <= 1, "mu", mu, "in [0, 1]");
    }

    /** Returns the threshold at a quantile of the map. */
    public static Threshold quantile(double mu) {
        return new Threshold(Kind.QUANTILE, mu);
    }

    /** Returns the threshold at a share of the map's largest value. */
    public static Threshold absolute(double mu) {
        return new Threshold(Kind.ABSOLUTE, mu);
    }

    private static Threshold parse(String text) {
        String number = text.toLowerCase(Locale.ROOT).replaceFirst("^absolute +", "");
        try {
            double mu = Double.parseDouble(number);
            return number.length() == text.length() ? quantile(mu) : absolute(mu);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\", must be a number in [0, 1] or \"absolute\" and a number in [0, 1]", e);
        }
    }

    @Override
    public String toString() {
        return kind == Kind.QUANTILE ? String.valueOf(mu) : "absolute " + mu;
    }

    /** Returns the pixels of a map that exceed the threshold: the article's second step. */
    public Mask apply(SaliencyMap map) {
        return map.above(kind == Kind.QUANTILE ? map.quantile(mu) : mu * map.max());
    }
}
