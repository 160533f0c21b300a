package dev.visor.defense;

import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * Several defenses, one behind another: the first sees the picture as it was presented, each further one what the one
 * before it lets through.
 *
 * <p>Immutable and thread-safe.
 */
public final class DefenseChain implements Defense {

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
        for (int i = 0; i < this.defenses.size(); i++) {
            for (Defense later : this.defenses.subList(i + 1, this.defenses.size())) {
                check(this.defenses.get(i), later);
            }
        }
    }

    private static void check(Defense first, Defense second) {
        String order = "illegal order of defenses: " + first.name() + " before " + second.name() + ", which must ";
        if (first.replacesRecognizer()) {
            throw new IllegalArgumentException(order + "come before it");
        }
        if (first.changesPictures() && second.needsPicturesAsPresented()) {
            throw new IllegalArgumentException(order + "see pictures as they were presented");
        }
    }

    @Override
    public String name() {
        return defenses.isEmpty() ? "no defense" : String.join(", ", names());
    }

    private List<String> names() {
        return defenses.stream().map(Defense::name).toList();
    }

    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        WhiteBoxRecognizer result = recognizer;
        for (int i = defenses.size() - 1; i >= 0; i--) {
            result = defenses.get(i).protect(result);
        }
        return result;
    }

    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        WhiteBoxRecognizer result = recognizer;
        for (int i = defenses.size() - 1; i >= 0; i--) {
            result = defenses.get(i).surrogate(result);
        }
        return result;
    }

    @Override
    public boolean changesPictures() {
        return defenses.stream().anyMatch(Defense::changesPictures);
    }

    @Override
    public boolean needsPicturesAsPresented() {
        return defenses.stream().anyMatch(Defense::needsPicturesAsPresented);
    }

    @Override
    public boolean replacesRecognizer() {
        return defenses.stream().anyMatch(Defense::replacesRecognizer);
    }
}
