package dev.visor.defense;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * Several defenses, one behind another: the first sees the picture as it was presented, each further one what the one
 * before it lets through.
 *
 * <p>Immutable and thread-safe.
 */
public final class DefenseChain {

    /**
     * A detector that looks for hat bands, stickers and face masks; masks against glasses that confirm the answer to the
     * whole picture, and certify it where they can; and a head that was trained without glasses. The detector asks a head of
     * its own, which was trained without what it looks for, and is set by people with glasses too. Nothing is declared of
     * accessories outside these families.
     */
    public static final List<DefenseConfig> RECOMMENDED = List.of(
            new DefenseConfig.Detector(
                    List.of(),
                    List.of(),
                    List.of(
                            AccessoryFamily.HAT_BAND,
                            AccessoryFamily.FOREHEAD_STICKER,
                            AccessoryFamily.CHEEK_STICKER,
                            AccessoryFamily.FACE_MASK),
                    List.of(AccessoryFamily.GLASSES),
                    true,
                    FalseAlarmRate.DEFAULT),
            new DefenseConfig.Certified(
                    List.of(AccessoryFamily.GLASSES), CoverConfig.UNION, Fill.TELEA, FalseAlarmRate.DEFAULT),
            new DefenseConfig.OcclusionTrained());

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

    /** Puts the chain before a recognizer, which stays open when the protected one is dropped. */
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        WhiteBoxRecognizer result = recognizer;
        for (int i = defenses.size() - 1; i >= 0; i--) {
            result = defenses.get(i).protect(result);
        }
        return result;
    }

    /** Returns what an attacker who knows the chain descends on in the place of the protected recognizer. */
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        WhiteBoxRecognizer result = recognizer;
        for (int i = defenses.size() - 1; i >= 0; i--) {
            result = defenses.get(i).surrogate(result);
        }
        return result;
    }
}
