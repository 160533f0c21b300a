package dev.visor.gauntlet;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.SquareAttackConfig;

/** Somebody who wants to pass for another person, by what is known and how much effort is made. */
public sealed interface Attacker {

    /** Returns how many attacks are made with each accessory, at least 1. */
    int pairs();

    /** Tells whether the attacker adapts to the defense, so that each defense gets attacks of its own. */
    boolean adapts();

    /** Returns how many iterations or queries an attack can take. */
    default int most() {
        return config().maxSteps();
    }

    /** Returns how the attacks are made. */
    AttackConfig config();

    /**
     * Descends on the gradient of the undefended recognizer.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how
     */
    record Unaware(int pairs, GradientAttackConfig config) implements Attacker {

        /** Forty attacks that end when they have reached their goal. */
        public static final Unaware DEFAULT = new Unaware(40, GradientAttackConfig.PATIENT);

        /** Checks the range. */
        public Unaware {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return false;
        }
    }

    /**
     * Knows the defense and descends on a gradient through it.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how
     */
    record Adaptive(int pairs, GradientAttackConfig config) implements Attacker {

        /** Forty attacks that do not give up. */
        public static final Adaptive DEFAULT = new Adaptive(40, GradientAttackConfig.PERSISTENT);

        /** Checks the range. */
        public Adaptive {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return true;
        }
    }

    /**
     * Sees the scores of the defended system and nothing else.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how
     */
    record QueryOnly(int pairs, SquareAttackConfig config) implements Attacker {

        /** Forty attacks with 5000 queries each. */
        public static final QueryOnly DEFAULT = new QueryOnly(40, SquareAttackConfig.DEFAULT);

        /** Checks the range. */
        public QueryOnly {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return true;
        }
    }

    private static void checkPairs(int pairs) {
        check(pairs >= 1, "pairs", pairs, "at least 1");
    }
}
