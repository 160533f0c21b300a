package dev.visor.attack.blackbox;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackLoop;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Loss;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import java.util.List;

/**
 * The evolutionary attack (Y. Dong, H. Su, B. Wu, Z. Li, W. Liu, T. Zhang, J. Zhu, "Efficient Decision-based Black-box
 * Adversarial Attacks on Face Recognition", CVPR 2019, section 3 and algorithm 1: (1+1)-CMA-ES), within an accessory. It
 * is decision-based: of an answer it sees whom the victim takes a picture for, and no score. The decision of a defended
 * system counts, so "tampered" and "unknown" are no success.
 *
 * <p>The paper starts from a picture that has the goal already, and makes its distance to the attacker's face smaller.
 * Here the distance counts outside the accessory alone, as its colors may be any. A donor is a picture of the target, or
 * for dodging of another person. With the attacker's face {@code x}, the donor {@code d} and the accessory's texture
 * {@code a}, the victim is asked about
 *
 * <pre>{@code
 * (1 - t) x + t d     outside the accessory, in the accessory's place a
 * }</pre>
 *
 * <p>and the share {@code t} in [0, 1] is what is minimized: at 0 only the accessory differs from the attacker's face,
 * and if the goal holds there, the attack ends.
 *
 * <ol>
 *   <li>Each donor lends the accessory its colors. If the goal holds at the least {@code t} so far, 1 at first, the least
 *       {@code t} of this donor is bisected. The donor with the least {@code t} is started from.
 *   <li>A mutation {@code z ~ N(0, sigma^2 C)} changes the texture, and {@code t} falls by {@code mu max(t, 0.05)}: the
 *       paper's bias towards the attacker's face. What has the goal is kept.
 *   <li>The diagonal covariance {@code C} and the path follow what was kept, and {@code mu} is multiplied by {@code
 *       exp(P - 1/5)} with the share {@code P} of the last 20 mutations that were kept.
 * </ol>
 *
 * <p>Deviations from the paper:
 *
 * <ul>
 *   <li>The mutation is for the accessory alone and the bias for the rest alone. Values that would leave [0, 1] are cut.
 *   <li>{@code sigma} does not shrink with the distance, as the colors have none; {@code mu} begins at 0.05, not 0.01,
 *       and is updated after each 20 mutations.
 *   <li>Of a task without donors, random pictures of 8x8 colors are tried until the goal holds in one; each is a query.
 *   <li>Every picture is asked about as the 8-bit picture that would be saved. With several faces the goal must hold for
 *       all of them at once, and each face counts as a query of its own.
 *   <li>It ends with the first success: answers without scores don't show how sure the victim is.
 * </ul>
 *
 * <p>The scores of examples are for the record; no step depends on them. An attack without success keeps its last query
 * for its last texture on the attacker's own face, so that the example has the victim's answer. The iterations of an
 * example are the number of pictures that had been asked about, of {@code queries - 2}. All draws come from the run's seed
 * and the task's id, which must differ from the others'.
 *
 * <p>Immutable and thread-safe.
 */
public final class EvolutionaryAttack implements Attack<Recognizer> {

    private final EvolutionaryAttackConfig config;
    private final FirstColors first;

    /** Makes an attack. */
    public EvolutionaryAttack(EvolutionaryAttackConfig config) {
        this(config, List.of());
    }

    /**
     * Makes an attack that begins with the accessories of other attacks, in place of the donors' colors.
     *
     * @param first as {@link ContinuingAttackConfig#startingFrom} has them
     */
    EvolutionaryAttack(EvolutionaryAttackConfig config, List<AdversarialExample> first) {
        this.config = config;
        this.first = FirstColors.of(first);
    }

    @Override
    public void craft(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Finished finished) {
        // With one start color the loop chooses nothing by scores.
        new AttackLoop<Decision>(
                        List.of(GradientAttackConfig.YELLOW),
                        Loss.MARGIN,
                        config.batchSize(),
                        start -> new EvolutionarySearch(start, config, first.of(start.task()), run.seed()),
                        questions -> victim.decide(Question.pictures(questions)))
                .run(tasks, accessory, victim, run, finished);
    }
}
