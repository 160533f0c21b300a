package dev.visor.experiment;

import dev.visor.attack.AttackConfig;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to be taken for another person, or not to be recognized, by what is known and how much effort is
 * made.
 *
 * @param knows whether the attacker knows the defense and attacks the defended system
 * @param pairs how many attacks are made with each accessory, at least 1; fewer if there are fewer pairs of faces and targets
 * @param goal what the attacker wants
 * @param people whether attackers are enrolled themselves
 * @param attacker the only person who attacks; null for everybody
 * @param face the id of the only face that is attacked with; null for all of the attackers
 * @param target the only person whom attackers want to pass for; null for all others, and for dodging
 * @param pictures how many pictures of an attacker share one accessory, at least 1
 * @param attack how
 */
public record Attacker(
        Knows knows,
        int pairs,
        Goal goal,
        People people,
        @Nullable Identity attacker,
        @Nullable String face,
        @Nullable Identity target,
        int pictures,
        AttackConfig attack) {

    private static final Type<Identity> PERSON = Type.parsed(Identity::new, Identity::name);

    /** What files and options can set. Declared before the default, which is checked against it. */
    public static final Settings<Attacker> SETTINGS = Settings.of(
                    Attacker.class,
                    Setting.of(
                            "knows",
                            Type.word(Knows.class),
                            "whether the attacker knows the system alone or the defense too"),
                    Setting.of("pairs", Type.whole("at least 1"), "attacks with each accessory"),
                    Setting.of("goal", Type.word(Goal.class), "to be taken for somebody else, or not to be recognized"),
                    Setting.of("people", Type.word(People.class), "whether attackers are enrolled or strangers"),
                    Setting.of("attacker", Type.optional(PERSON), "the only person who attacks"),
                    Setting.of("face", Type.optional(Type.line()), "the only face that attacks, by its id"),
                    Setting.of("target", Type.optional(PERSON), "the only person whom attackers want to pass for"),
                    Setting.of(
                            "pictures", Type.whole("at least 1"), "pictures of an attacker that share one accessory"),
                    Setting.inline(Type.kind(AttackConfig.class)))
            .withDefault(() -> Attacker.UNAWARE);

    /** Forty attacks that follow the gradient of the undefended system until they have reached their goal. */
    public static final Attacker UNAWARE =
            new Attacker(Knows.SYSTEM, 40, Goal.IMPERSONATION, null, null, 1, GradientAttackConfig.PATIENT);

    /** Forty attacks that follow the gradient through the defense and do not give up. */
    public static final Attacker ADAPTIVE =
            new Attacker(Knows.DEFENSE, 40, Goal.IMPERSONATION, null, null, 1, GradientAttackConfig.PERSISTENT);

    /** Makes an attacker who is one of the enrolled people. */
    public Attacker(
            Knows knows,
            int pairs,
            Goal goal,
            @Nullable Identity attacker,
            @Nullable Identity target,
            int pictures,
            AttackConfig attack) {
        this(knows, pairs, goal, People.ENROLLED, attacker, null, target, pictures, attack);
    }

    /** What is known. */
    public enum Knows {
        /** The undefended system. */
        SYSTEM,
        /** The system and the defense that protects it: an adaptive attacker. */
        DEFENSE
    }

    /** What is wanted. */
    public enum Goal {
        /** To be recognized as another person. */
        IMPERSONATION,
        /** Not to be recognized. */
        DODGING
    }

    /** Who attacks. */
    public enum People {
        /** Enrolled people, who want to pass for each other. */
        ENROLLED,
        /** People who are never enrolled, whom the system should not know. */
        NEVER_ENROLLED
    }

    /** Checks the ranges. */
    public Attacker {
        SETTINGS.check(knows, pairs, goal, people, attacker, face, target, pictures);
        if (goal == Goal.DODGING && target != null) {
            throw new IllegalArgumentException("dodging has no target, but the target is \"" + target + "\"");
        }
        if (goal == Goal.DODGING && people == People.NEVER_ENROLLED) {
            throw new IllegalArgumentException(
                    "illegal goal: dodging by people who are never enrolled, must be impersonation: nobody recognizes them");
        }
        if (target != null && target.equals(attacker)) {
            throw new IllegalArgumentException(
                    "illegal target: \"" + target + "\" is the attacker, must be another person");
        }
    }

    /** Returns the same attacker with another attack. */
    public Attacker withAttack(AttackConfig newAttack) {
        return new Attacker(knows, pairs, goal, people, attacker, face, target, pictures, newAttack);
    }

    /** Returns the same attacker with another number of pairs. */
    public Attacker withPairs(int newPairs) {
        return new Attacker(knows, newPairs, goal, people, attacker, face, target, pictures, attack);
    }

    /**
     * Returns the same attacker with one face.
     *
     * @param newFace its id; null for all faces of the attackers
     */
    public Attacker withFace(@Nullable String newFace) {
        return new Attacker(knows, pairs, goal, people, attacker, newFace, target, pictures, attack);
    }

    /** Returns whether a face can be attacked with, if it is one of those that nothing was trained on. */
    public boolean attacksWith(Face any) {
        return (attacker == null || any.identity().equals(attacker))
                && (face == null || any.id().equals(face));
    }

    /** Returns whether the attacker adapts to the defense, so that each defense gets attacks of its own. */
    public boolean adapts() {
        return knows == Knows.DEFENSE;
    }

    /** Returns whether the attackers are never enrolled. */
    public boolean isStranger() {
        return people == People.NEVER_ENROLLED;
    }

    /** Returns the attacker as reports describe one. */
    AttackerSummary summary(String name) {
        String wanted = goal.name().toLowerCase(Locale.ROOT)
                + (target == null ? "" : " of " + target)
                + (people == People.ENROLLED ? "" : " by strangers")
                + (attacker == null ? "" : " by " + attacker)
                + (face == null ? "" : " with " + face);
        return new AttackerSummary(name, attack.knowledge(), adapts(), wanted, pairs, attack.maxSteps());
    }

    /** Returns whether the attacker follows gradients through the defense. */
    boolean followsDefense() {
        return adapts() && attack.knowledge() == Knowledge.WHITE_BOX;
    }
}
