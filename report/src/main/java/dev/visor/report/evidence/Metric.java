package dev.visor.report.evidence;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.report.chart.Tone;

/** The three rates that are measured with and without a defense, with the article's figures. */
enum Metric {
    /** Clean faces recognized as who they are. */
    CLEAN(
            "clean accuracy",
            ArticleFigures.CLEAN_BEFORE,
            ArticleFigures.CLEAN_AFTER,
            ArticleFigures.CLEAN_AFTER_AT_THRESHOLD),
    /** Adversarial pictures recognized as who they are. */
    ADVERSARIAL(
            "adversarial accuracy",
            ArticleFigures.ADVERSARIAL_BEFORE,
            ArticleFigures.ADVERSARIAL_AFTER,
            ArticleFigures.ADVERSARIAL_AFTER_AT_THRESHOLD),
    /** Adversarial pictures that reach the attacker's goal. */
    SUCCESS(
            "adversarial success rate",
            ArticleFigures.SUCCESS_BEFORE,
            ArticleFigures.SUCCESS_AFTER,
            ArticleFigures.SUCCESS_AFTER_AT_THRESHOLD);

    private final String label;
    private final double articleBefore;
    private final double articleAfter;
    private final double articleAfterAtThreshold;

    Metric(String label, double articleBefore, double articleAfter, double articleAfterAtThreshold) {
        this.label = label;
        this.articleBefore = articleBefore;
        this.articleAfter = articleAfter;
        this.articleAfterAtThreshold = articleAfterAtThreshold;
    }

    String label() {
        return label;
    }

    double articleBefore() {
        return articleBefore;
    }

    double articleAfter() {
        return articleAfter;
    }

    double articleAfterAtThreshold() {
        return articleAfterAtThreshold;
    }

    /** Returns this one of a system's rates. */
    Rate of(Rates rates) {
        return switch (this) {
            case CLEAN -> rates.clean();
            case ADVERSARIAL -> rates.adversarial();
            case SUCCESS -> rates.success();
        };
    }

    /** Returns how its curves are drawn. */
    Tone tone() {
        return switch (this) {
            case CLEAN -> Tone.TRIANGLE;
            case ADVERSARIAL -> Tone.CIRCLE;
            case SUCCESS -> Tone.SQUARE;
        };
    }
}
