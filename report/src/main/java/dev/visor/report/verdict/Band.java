package dev.visor.report.verdict;

import dev.visor.evaluation.Rate;

/**
 * How well a defense held, in bands that become colors; from the worst to the best. Only what an adaptive attacker tried
 * can be green.
 */
public enum Band {
    /** More than {@link #OFTEN} of the attacks passed. */
    BROKEN("broken"),
    /** Some attacks passed, and it may be more than {@link #FEW}. */
    LEAKS("leaks"),
    /** Nothing is known: the attacker does not know the defense, or attacks were too few or too weak. */
    OPEN("open"),
    /** Surely at most {@link #FEW} of the attacks of an adaptive attacker pass. */
    HELD("held");

    /** The share of successful attacks from which on nobody would speak of a defense. */
    public static final double OFTEN = 0.2;

    /** The share that the upper end of the interval must not exceed for a defense to have held. */
    public static final double FEW = 0.1;

    private final String styleClass;

    Band(String styleClass) {
        this.styleClass = styleClass;
    }

    /** Returns the class of the style sheet. */
    public String styleClass() {
        return styleClass;
    }

    /**
     * Returns the band of a success rate.
     *
     * @param success attacks that reached their goal
     * @param adaptive whether the attacker knew the defense
     */
    public static Band of(Rate success, boolean adaptive) {
        if (success.trials() > 0 && success.value() > OFTEN) {
            return BROKEN;
        }
        boolean few = success.trials() > 0 && success.high() <= FEW;
        if (success.hits() > 0 && !few) {
            return LEAKS;
        }
        return few && adaptive ? HELD : OPEN;
    }
}
