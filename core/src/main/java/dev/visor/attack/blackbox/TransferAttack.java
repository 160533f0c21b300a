package dev.visor.attack.blackbox;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.StraightThroughRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
 * <p>The attack can be continued by queries. They begin with the result on the surrogates, which is the first change that
 * the victim is asked about; iterations and first success are then those of the attack by queries.
 *
 * <p>Immutable; as thread-safe as the surrogates are.
 *
 * <pre>{@code
 * new TransferAttack(List.of(surrogate), GradientAttackConfig.PERSISTENT)
 *         .craft(face, new Impersonation(target), accessory, victim, run);
 * }</pre>
 */
public final class TransferAttack implements Attack<Recognizer> {

    private final List<WhiteBoxRecognizer> surrogates;
    private final WhiteBoxRecognizer together;
    private final GradientAttackConfig config;
    private final @Nullable ContinuingAttackConfig queries;

    /**
     * Makes an attack whose result is tried once.
     *
     * @param surrogates at least one, all with the same people, in the same order; the victim's gallery must have the people
     *     of the tasks, and may have others
     * @param descent how the surrogates are attacked
     */
    public TransferAttack(List<? extends WhiteBoxRecognizer> surrogates, GradientAttackConfig descent) {
        this(surrogates, descent, null);
    }

    /**
     * Makes an attack.
     *
     * @param surrogates as above
     * @param descent how the surrogates are attacked
     * @param queries how the attack goes on from there on the victim; null if it does not
     */
    public TransferAttack(
            List<? extends WhiteBoxRecognizer> surrogates,
            GradientAttackConfig descent,
            @Nullable ContinuingAttackConfig queries) {
        this.surrogates = List.copyOf(surrogates);
        this.together = together(this.surrogates);
        this.config = descent;
        this.queries = queries;
    }

    private static WhiteBoxRecognizer together(List<WhiteBoxRecognizer> surrogates) {
        if (surrogates.size() == 1) {
            return surrogates.get(0);
        }
        return new ExpectationOverTransformation(
                surrogates.stream().map(one -> new Member(one, surrogates)).toList());
    }

    /**
     * One of several surrogates. They may take pictures in different ways, and only some may know a threshold, so that their
     * mean logits have none.
     */
    private static final class Member extends StraightThroughRecognizer {

        private final Gallery gallery;
        private final Color baseline;

        Member(WhiteBoxRecognizer one, List<WhiteBoxRecognizer> all) {
            super(one, one);
            boolean open = all.stream().allMatch(other -> other.gallery().isOpenSet());
            this.gallery = open ? one.gallery() : new Gallery(one.gallery().people());
            this.baseline = all.get(0).baseline();
        }

        @Override
        public Gallery gallery() {
            return gallery;
        }

        @Override
        public Color baseline() {
            return baseline;
        }
    }

    @Override
    public void craft(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Finished finished) {
        // Whoever the victim does not know is found before the effort is made.
        tasks.forEach(task -> victim.gallery().indexOf(task.goal().person()));
        GradientAttack descent = new GradientAttack(config);
        if (queries == null) {
            descent.craft(
                    tasks,
                    accessory,
                    together,
                    run,
                    (task, examples) -> finished.accept(task, tried(task, onSurrogates(task, examples), victim)));
            return;
        }
        // Part by part, so that only few pictures are in memory and little is lost when a run is broken off.
        for (int from = 0; from < tasks.size(); from += config.batchSize()) {
            List<AttackTask> part = tasks.subList(from, Math.min(tasks.size(), from + config.batchSize()));
            Map<String, AdversarialExample> made = new LinkedHashMap<>();
            descent.craft(
                    part,
                    accessory,
                    together,
                    run,
                    (task, examples) ->
                            onSurrogates(task, examples).forEach(example -> made.put(example.id(), example)));
            queries.startingFrom(List.copyOf(made.values()))
                    .craft(
                            part,
                            accessory,
                            victim,
                            run,
                            (task, examples) -> finished.accept(task, continued(examples, made)));
        }
    }

    private static List<AdversarialExample> continued(
            List<AdversarialExample> examples, Map<String, AdversarialExample> made) {
        return examples.stream()
                .map(example -> example.withOnSurrogates(
                        Objects.requireNonNull(made.get(example.id())).onSurrogates()))
                .toList();
    }

    /** Returns examples with whether their goal holds on each of the surrogates. */
    private List<AdversarialExample> onSurrogates(AttackTask task, List<AdversarialExample> examples) {
        List<Image> pictures = examples.stream()
                .map(AdversarialExample::image)
                .map(task.view()::of)
                .toList();
        boolean[] holds = new boolean[examples.size()];
        Arrays.fill(holds, true);
        for (WhiteBoxRecognizer surrogate : surrogates) {
            List<Decision> decisions = surrogate.decide(pictures);
            for (int i = 0; i < holds.length; i++) {
                holds[i] &= examples.get(i).goal().holds(decisions.get(i));
            }
        }
        return IntStream.range(0, holds.length)
                .mapToObj(i -> examples.get(i).withOnSurrogates(holds[i]))
                .toList();
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
        boolean atStart = example.goal().holds(decisions.get(1));
        boolean reached = example.goal().holds(decisions.get(2));
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
                atStart ? OptionalInt.of(0) : reached ? OptionalInt.of(1) : OptionalInt.empty(),
                example.onSurrogates(),
                example.part());
    }
}
