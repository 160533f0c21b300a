package dev.visor.attack.blackbox;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The transfer attack: a {@link GradientAttack} on surrogates, whose inside is known, of which the result is tried on the
 * victim once (N. Papernot, P. McDaniel, I. Goodfellow, "Transferability in Machine Learning: from Phenomena to Black-Box
 * Attacks using Adversarial Samples", 2016). With several surrogates the mean of their losses is descended on (Y. Liu, X.
 * Chen, C. Liu, D. Song, "Delving into Transferable Adversarial Examples and Black-box Attacks", ICLR 2017, section 4).
 *
 * <p>Deviation from Liu et al.: the gradients of the surrogates' losses are averaged, where they take the loss of the
 * averaged probabilities.
 *
 * <p>The victim is asked about each face three times: the clean face, the plain accessory, and the adversarial one. An
 * example has the victim's scores, and its goal is reached if the victim decides for it, whatever the confidence; so a
 * picture that a defense calls tampered is no success. Its iterations are those on the surrogates, and its first success
 * is 0 with the plain accessory or 1 with the adversarial one, counted in queries.
 *
 * <p>Immutable; as thread-safe as the surrogates are.
 *
 * <pre>{@code
 * new TransferAttack(List.of(surrogate), GradientAttackConfig.PERSISTENT)
 *         .craft(face, new Impersonation(target), accessory, victim, run);
 * }</pre>
 */
public final class TransferAttack implements Attack<Recognizer> {

    private final WhiteBoxRecognizer surrogate;
    private final GradientAttack descent;

    /**
     * Makes an attack.
     *
     * @param surrogates at least one, all with the same gallery, in the same order, and the same baseline; the victim's
     *     gallery must have the people of the tasks, and may have others
     * @param descent how the surrogates are attacked
     */
    public TransferAttack(List<? extends WhiteBoxRecognizer> surrogates, GradientAttackConfig descent) {
        this.surrogate = surrogates.size() == 1 ? surrogates.get(0) : new ExpectationOverTransformation(surrogates);
        this.descent = new GradientAttack(descent);
    }

    @Override
    public void craft(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Finished finished) {
        // Whoever the victim does not know is found before the effort is made.
        tasks.forEach(task -> victim.gallery().indexOf(task.goal().person()));
        descent.craft(
                tasks,
                accessory,
                surrogate,
                run,
                (task, examples) -> finished.accept(task, tried(task, examples, victim)));
    }

    private static List<AdversarialExample> tried(
            AttackTask task, List<AdversarialExample> examples, Recognizer victim) {
        List<Image> pictures = examples.stream()
                .flatMap(example -> Stream.of(example.face().image(), example.start(), example.image()))
                .map(task.view()::of)
                .toList();
        List<Decision> decisions = victim.decide(pictures);
        List<AdversarialExample> tried = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            tried.add(tried(examples.get(i), decisions.subList(3 * i, 3 * i + 3)));
        }
        return tried;
    }

    private static AdversarialExample tried(AdversarialExample example, List<Decision> decisions) {
        boolean atStart = holds(example, decisions.get(1));
        boolean reached = holds(example, decisions.get(2));
        return new AdversarialExample(
                example.id(),
                example.face(),
                example.goal(),
                example.start(),
                example.image(),
                example.region(),
                decisions.get(0).scores(),
                decisions.get(1).scores(),
                decisions.get(2).scores(),
                example.iterations(),
                reached,
                atStart ? OptionalInt.of(0) : reached ? OptionalInt.of(1) : OptionalInt.empty());
    }

    private static boolean holds(AdversarialExample example, Decision decision) {
        return decision.verdict() == Verdict.PERSON && example.goal().holds(decision.scores());
    }
}
