package dev.visor.report.evidence;

/**
 * The figures of "Robustifying Machine Perception for Face Recognition Systems: Defense Against the Dark Arts" (2019),
 * as shares in [0, 1]. They belong to another data set and another network.
 */
final class ArticleFigures {

    static final String LABEL =
            "article: PubFig, 30 people, VGG16, 60 attacks. Its data differ, so they are for orientation only";

    static final double CLEAN_BEFORE = 0.982;
    static final double CLEAN_AFTER = 0.933;
    static final double ADVERSARIAL_BEFORE = 0.133;
    static final double ADVERSARIAL_AFTER = 0.600;
    static final double SUCCESS_BEFORE = 0.850;
    static final double SUCCESS_AFTER = 0.217;
    static final double DEFENSE_SUCCESS = 0.567;

    static final double CLEAN_AFTER_AT_THRESHOLD = 0.933;
    /** The article gives the difference to {@link #ADVERSARIAL_AFTER}: 6.7 points less. */
    static final double ADVERSARIAL_AFTER_AT_THRESHOLD = 0.533;

    static final double SUCCESS_AFTER_AT_THRESHOLD = 0.166;
    static final double DEFENSE_SUCCESS_AT_THRESHOLD = 0.549;

    /** The highest goodness score of the article's grid search, and where it was found. */
    static final double GOODNESS = 0.7768;

    static final double MU = 0.98;
    static final int ITERATIONS = 8;
    static final int MIN_AREA = 80;

    static final double TRAINING_ACCURACY = 0.989;
    static final double VALIDATION_ACCURACY = 0.981;

    private ArticleFigures() {}
}
