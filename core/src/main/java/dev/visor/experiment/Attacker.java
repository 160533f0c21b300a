package dev.visor.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.Accessory;
import dev.visor.attack.Attack;
import dev.visor.attack.GlassesAttack;
import dev.visor.attack.GlassesConfig;
import dev.visor.attack.SquareAttack;
import dev.visor.attack.SquareConfig;
import dev.visor.recognition.WhiteBoxRecognizer;

/** Somebody who wants to pass for another person, by what is known and how much effort is made. */
public sealed interface Attacker {

    /** Returns how many attacks are made with each accessory, at least 1. */
    int pairs();

    /** Tells whether the attacker adapts to the defense, so that each defense gets attacks of its own. */
    boolean adapts();

    /** Returns how many iterations or queries an attack can take. */
    int most();

    /** Returns the attack with an accessory. */
    Attack<? super WhiteBoxRecognizer> with(Accessory accessory);

    /**
     * Descends on the gradient of the undefended recognizer.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how; its accessory does not matter
     */
    record Unaware(int pairs, GlassesConfig config) implements Attacker {

        /** Forty attacks that end when they have reached their goal. */
        public static final Unaware DEFAULT = new Unaware(40, GlassesConfig.PATIENT);

        /** Checks the range. */
        public Unaware {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return false;
        }

        @Override
        public int most() {
            return config.effort().restarts() * config.effort().maxIterations();
        }

        @Override
        public Attack<? super WhiteBoxRecognizer> with(Accessory accessory) {
            return new GlassesAttack(config.withAccessory(accessory));
        }
    }

    /**
     * Knows the defense and descends on a gradient through it.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how; its accessory does not matter
     */
    record Adaptive(int pairs, GlassesConfig config) implements Attacker {

        /** Forty attacks that do not give up. */
        public static final Adaptive DEFAULT = new Adaptive(40, GlassesConfig.PERSISTENT);

        /** Checks the range. */
        public Adaptive {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return true;
        }

        @Override
        public int most() {
            return config.effort().restarts() * config.effort().maxIterations();
        }

        @Override
        public Attack<? super WhiteBoxRecognizer> with(Accessory accessory) {
            return new GlassesAttack(config.withAccessory(accessory));
        }
    }

    /**
     * Sees the scores of the defended system and nothing else.
     *
     * @param pairs how many attacks are made with each accessory, at least 1
     * @param config how; its accessory does not matter
     */
    record QueryOnly(int pairs, SquareConfig config) implements Attacker {

        /** Forty attacks with 5000 queries each. */
        public static final QueryOnly DEFAULT = new QueryOnly(40, SquareConfig.DEFAULT);

        /** Checks the range. */
        public QueryOnly {
            checkPairs(pairs);
        }

        @Override
        public boolean adapts() {
            return true;
        }

        @Override
        public int most() {
            return config.queries();
        }

        @Override
        public Attack<? super WhiteBoxRecognizer> with(Accessory accessory) {
            return new SquareAttack(config.withAccessory(accessory));
        }
    }

    private static void checkPairs(int pairs) {
        check(pairs >= 1, "pairs", pairs, "at least 1");
    }
}
