package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Several defenses, one behind another: the first sees the picture as it was presented, each further one what the one
 * before it lets through.
 *
 * <p>Immutable and thread-safe.
 */
public final class DefenseChain {

    private final List<Defense> defenses;

    /**
     * Makes a chain.
     *
     * @param defenses in their order; none at all leaves a recognizer as it is
     * @throws IllegalArgumentException if one that must see the picture as it was presented comes after one that
     *     changes it, or if one that takes the recognizer's place is not the last
     */
    public DefenseChain(List<? extends Defense> defenses) {
        this.defenses = List.copyOf(defenses);
        Role.checkOrder(this.defenses);
    }

    /**
     * Puts the chain before a recognizer, which stays open when the protected one is dropped. What protects a black box is a
     * black box.
     *
     * @throws IllegalArgumentException if it is a black box, and a defense needs gradients
     */
    public Recognizer protect(Recognizer recognizer) {
        return inFrontOf(recognizer, (defense, behind) -> protect(defense, behind));
    }

    private static Recognizer protect(Defense defense, Recognizer recognizer) {
        return recognizer.whiteBox().isEmpty() && defense instanceof GradientFreeDefense gradientFree
                ? gradientFree.protectAnswers(recognizer)
                : defense.protect(WhiteBoxRecognizer.of(recognizer, defense.name()));
    }

    /** Puts the chain before a recognizer, which stays open when the protected one is dropped. */
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return inFrontOf(recognizer, Defense::protect);
    }

    /** Returns what an attacker who knows the chain descends on in the place of the protected recognizer. */
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        return inFrontOf(recognizer, Defense::surrogate);
    }

    /** Adds the defenses one by one; the last one stands next to the recognizer. */
    private <R> R inFrontOf(R recognizer, BiFunction<Defense, R, R> add) {
        R result = recognizer;
        for (int i = defenses.size() - 1; i >= 0; i--) {
            result = add.apply(defenses.get(i), result);
        }
        return result;
    }

    /** Returns the first defense if it changes pictures. */
    public Optional<Cleansing> leadingCleansing() {
        return defenses.stream()
                .limit(1)
                .filter(Cleansing.class::isInstance)
                .map(Cleansing.class::cast)
                .findFirst();
    }

    /** Returns the chain without its first defense. */
    public DefenseChain behindFirst() {
        return behind(0);
    }

    private DefenseChain behind(int defense) {
        return new DefenseChain(defenses.subList(defense + 1, defenses.size()));
    }

    /**
     * Returns what the chain decides about pictures, and who each is taken for under each mask of the first defense that asks under
     * masks; empty if none does. Such a defense sees pictures as they were presented. If it stands first, its masks are asked
     * once; else the whole chain decides by itself.
     *
     * @throws IllegalArgumentException if the recognizer is a black box, and a defense behind that one needs gradients
     */
    public List<MaskedDecision> underMasks(List<Image> pictures, Recognizer recognizer) {
        for (int i = 0; i < defenses.size(); i++) {
            List<MaskedDecision> seen =
                    defenses.get(i).underMasks(pictures, behind(i).protect(recognizer));
            if (!seen.isEmpty()) {
                return i == 0 ? seen : decidedBy(protect(recognizer).decide(pictures), seen);
            }
        }
        return List.of();
    }

    private static List<MaskedDecision> decidedBy(List<Decision> decisions, List<MaskedDecision> seen) {
        return IntStream.range(0, seen.size())
                .mapToObj(i -> new MaskedDecision(decisions.get(i), seen.get(i).masks()))
                .toList();
    }

    /**
     * Returns what the first defense that hides a part of pictures makes of them, in the same order; empty if none hides
     * any.
     *
     * @throws IllegalArgumentException if the recognizer is a black box, and that defense needs gradients
     */
    public List<Cleansed> explain(List<Image> images, Recognizer recognizer) {
        return defenses.stream()
                .flatMap(defense -> defense.masking().stream())
                .findFirst()
                .map(masking -> masking.cleanseBefore(recognizer, images))
                .orElse(List.of());
    }
}
