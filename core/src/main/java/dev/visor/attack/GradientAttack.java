package dev.visor.attack;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.alignment.AlignmentJitter;
import dev.visor.attack.constraint.Constraint;
import dev.visor.attack.penalty.Penalties;
import dev.visor.attack.penalty.TexturePenalty;
import dev.visor.attack.perception.CaptureExpectation;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.Iterator;
import java.util.List;

/**
 * The white-box attack with adversarial glasses, and with any other accessory (M. Sharif, S. Bhagavatula, L. Bauer, M. K.
 * Reiter, "Accessorize to a Crime", CCS 2016), in the digital domain: gradient descent on the colors of what is worn, for
 * impersonation or dodging.
 *
 * <ol>
 *   <li>The accessory is put on in each start color; the best one is where the descent begins.
 *   <li>The picture is scored, and the gradient of the {@link Loss} is pulled back to the texture.
 *   <li>The {@link StepRule} moves the texture, and the {@link Constraint} makes it allowed again.
 *   <li>Steps 2 and 3 are repeated until the goal is reached or the {@link GradientAttackConfig.Effort} is spent.
 * </ol>
 *
 * <p>Deviations from the paper:
 *
 * <ul>
 *   <li>Every iterate is scored as the 8-bit picture that would be saved, the last one too, and the best one is returned.
 *   <li>The gradient may be flattened by an exponent and the step may shrink, as {@link MomentumStep} says.
 *   <li>The margin may take the place of the cross-entropy, and there may be restarts, also from random colors.
 *   <li>The frame is a drawn shape with smooth edges.
 * </ul>
 *
 * <p>With {@link AlignmentJitter} the steps descend on the mean over alignments that differ, with a {@link CaptureExpectation}
 * on that over simulated prints and captures. The mean scores decide then which texture is the best one. Example scores are
 * those of the digital picture as it is aligned. A {@link TexturePenalty} adds to the gradient, for smooth textures and
 * printable colors.
 *
 * <p>Where scores that come with gradients are approximate, a success counts only if {@link Backward#exactScores} confirms
 * it: a picture that seems to end the attack is checked first. The scores of examples are always exact.
 *
 * <p>Immutable and thread-safe.
 */
public final class GradientAttack implements Attack<WhiteBoxRecognizer> {

    private final GradientAttackConfig config;

    /** Makes an attack. */
    public GradientAttack(GradientAttackConfig config) {
        this.config = config;
    }

    @Override
    public void craft(
            List<AttackTask> tasks, Accessory accessory, WhiteBoxRecognizer victim, RunContext run, Finished finished) {
        Loss loss = config.effort().loss();
        Constraint constraint = config.constraint().prepared();
        Penalties penalties = new Penalties(config.penalties());
        ExpectedAnswers answers = new ExpectedAnswers(loss, victim, config.perception(), run.seed());
        new AttackLoop<Backward>(
                        config.startColors(),
                        loss,
                        config.batchSize(),
                        start -> new GradientSearch(start, config, constraint, penalties, run.seed()),
                        questions -> answers(questions, answers))
                .run(tasks, accessory, victim, run, finished);
    }

    /** Returns the gradients that the next steps need, and the scores alone of pictures that no step follows. */
    private static List<Backward> answers(List<Question> questions, ExpectedAnswers victim) {
        Iterator<Backward> gradients = victim.of(
                        questions.stream().filter(question -> !question.last()).toList(), false)
                .iterator();
        Iterator<Backward> scores = victim.of(
                        questions.stream().filter(Question::last).toList(), true)
                .iterator();
        return questions.stream()
                .map(question -> question.last() ? scores.next() : gradients.next())
                .toList();
    }
}
