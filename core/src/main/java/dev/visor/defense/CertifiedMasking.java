package dev.visor.defense;

import dev.visor.image.Mask;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Double masking (C. Xiang, S. Mahloujifar, P. Mittal, "PatchCleanser: Certifiably Robust Defense against Adversarial
 * Patches for Any Image Classifier", USENIX Security 2022, algorithm 1, and theorem 1 for the certificate), with masks
 * that cover the regions of a declared family of accessories rather than squares at all places.
 *
 * <p>The picture is looked at under each mask. If all answers agree, that is the answer. If not, the answer of each
 * mask that disagrees with the majority is looked at again, under this mask and each of the others: if all of these
 * agree with it, it stands, since only what was under this mask can have misled the others. Otherwise the majority's
 * answer stands.
 *
 * <p>An answer is certified if the picture gets it under every mask and under every two masks. Whatever an accessory
 * shows, its region lies under some mask m. The pictures under m, and under m and any other mask, are then the same with
 * and without it, and all of them give the answer: either all masks agree with m, or m is a mask that disagrees and stands
 * when looked at again, or m is with the majority. A mask outside the majority that gives another answer can't stand,
 * because together with m it gives the answer of m. So no content of the region leads to another answer. This holds for
 * the picture with the accessory too, which need not be clean to be certified.
 *
 * <p>Deviations from the paper: what is under a mask may be filled with more than one color, but only from what is
 * outside of it; the certificate is told with every decision rather than for labelled pictures alone; the majority of a
 * tie is the answer of the earlier mask.
 *
 * <p>Immutable and thread-safe. With k masks, {@code identify} costs k passes forward for a picture whose masks agree and
 * up to k more for each that does not; {@code decide} costs k (k + 1) / 2 for a picture whose masks agree.
 */
public final class CertifiedMasking implements Defense {

    /** Row i, column j - i takes out what is under the masks i and j. */
    private final List<List<RegionMask>> pairs = new ArrayList<>();

    /**
     * Makes the defense.
     *
     * @param masks such that every region of the family lies in one of them, at least one; no two of them may cover the
     *     picture together
     * @param fill what replaces the pixels under a mask
     */
    public CertifiedMasking(List<Mask> masks, Fill fill) {
        if (masks.isEmpty()) {
            throw new IllegalArgumentException("illegal number of masks: 0, must be at least 1");
        }
        for (int first = 0; first < masks.size(); first++) {
            List<RegionMask> row = new ArrayList<>();
            for (Mask second : masks.subList(first, masks.size())) {
                row.add(new RegionMask(masks.get(first).union(second), fill));
            }
            pairs.add(row);
        }
    }

    @Override
    public String name() {
        return "certified masking";
    }

    @Override
    public Role role() {
        return Role.CERTIFIES;
    }

    /** Returns the number of masks. */
    public int size() {
        return pairs.size();
    }

    /** Returns what takes out what is under either of two masks, or under one that is given twice. */
    RegionMask under(int first, int second) {
        return pairs.get(Math.min(first, second)).get(Math.abs(first - second));
    }

    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new CertifiedRecognizer(this, recognizer);
    }

    /** Gives the mean over the masks. */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        List<WhiteBoxRecognizer> masked = new ArrayList<>();
        for (int mask = 0; mask < size(); mask++) {
            masked.add(under(mask, mask).protect(recognizer));
        }
        return new ExpectationOverTransformation(masked);
    }
}
