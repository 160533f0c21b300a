package dev.visor.defense.detection;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Calibration;
import dev.visor.defense.Cleansing;
import dev.visor.defense.Fill;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.Occlusions;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Role;
import dev.visor.defense.SignificanceLevel;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.SurrogateGradientRecognizer;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Certified detection (M. McCoyd et al., "Minority Reports Defense: Defending Against Adversarial Patches", 2020; C. Xiang,
 * P. Mittal, "PatchGuard++: Efficient Provable Attack Detection against Adversarial Patches", 2021). The picture is looked at
 * under each of some masks, and a person is accepted only if this person is plausible under all of them. If the masks that name
 * somebody share no person, the picture is tampered with; if the others name nobody, it is of nobody who is known.
 *
 * <p><b>Who is plausible.</b> In an open set, who reaches the threshold under the mask. In a closed set, the most probable person,
 * and, if {@link #calibrate} has looked at clean faces, whoever is less probable by so little that no more than a chosen share of
 * pairs of a clean face and another person are plausible. The share bounds what somebody can do whose accessory lies under the
 * mask.
 *
 * <p><b>What is proven.</b> Every accessory of a declared family lies under one of the masks, wherever its tolerance lets it
 * be ({@link AccessoryFamily#cover}). Let m be that mask, x the face without the accessory and x' the face with it. The fill
 * uses nothing of what is under a mask, so x and x' are the same picture under m, and get the same answer. If x' is accepted
 * as a person, this person is plausible for x under m. So no content of the accessory makes the system accept anybody but those
 * for whom the face beside the mask can be taken already. In particular, if a clean face is accepted, and under each mask nobody
 * else is plausible, the same face with the accessory is accepted as the same person or not at all: that is what a certified
 * decision says.
 *
 * <p><b>What is not.</b> The answer under m may itself be wrong, with or without an accessory. How often it is, and for which
 * people, is a matter of measurement. Nothing is said about accessories that are not declared, about two at once that no
 * single mask covers, and about people who look alike.
 *
 * <p>With {@link Disagreement#RECOVER}, what stands behind decides where the masks share nobody, for example certified masking. A
 * decision is then certified if it is so here and behind, for the same person: with the accessory, the masks agree on this person, or
 * what stands behind recognizes this person.
 *
 * <p>Under the masks that leave least of a face, the mirror image of what they leave can be looked at, too, with the mean of both
 * answers: the guarantee stands, as both are the same with and without what is under the mask.
 *
 * <p>Each mask can have a head that was made for pictures under it ({@link Occlusions#under}): a head knows people best by
 * what its training faces had. Scores are the least ones of all masks: a person's logit is at least 0 only if the person
 * is plausible under every mask.
 *
 * <p>Deviations from the papers: masks cover families of accessories in a range of poses rather than squares at all places;
 * what is under them is filled from the surroundings; masks may have heads of their own, and mirror images may be looked at;
 * several people can be plausible under a mask, where the papers take the most probable one.
 *
 * <p>Immutable and thread-safe. Costs a pass forward for each mask and each mirror image.
 *
 * <pre>{@code
 * List<Mask> masks = ShapeFamily.GLASSES.cover(landmarks, 112, 112, CoverConfig.UNION);
 * Recognizer guarded = new CertifiedDetection(masks, Fills.TELEA).protect(recognizer);
 * Decision decision = guarded.decide(picture); // a person, tampered or unknown
 * }</pre>
 */
public final class CertifiedDetection implements GradientFreeDefense {

    private static final String SLACKS = "slacks";

    private final List<MaskedLook> looks;
    private final Agreement agreement;
    private final Disagreement disagreement;

    CertifiedDetection(List<MaskedLook> looks, Agreement agreement, Disagreement disagreement) {
        this.looks = List.copyOf(looks);
        this.agreement = agreement;
        this.disagreement = disagreement;
        if (looks.isEmpty()) {
            throw new IllegalArgumentException("illegal number of masks: 0, must be at least 1");
        }
    }

    /**
     * Makes the defense. Under every mask the recognizer behind it is asked.
     *
     * @param masks such that every region of a family lies in one of them, at least one
     * @param fill what replaces the pixels under a mask
     */
    public CertifiedDetection(List<Mask> masks, Fill fill) {
        this(
                IntStream.range(0, masks.size())
                        .mapToObj(
                                i -> new MaskedLook("mask " + (i + 1), new RegionMask(masks.get(i), fill), null, false))
                        .toList(),
                Agreement.strict(masks.size()),
                Disagreement.ALARM);
    }

    /**
     * Returns the same defense with heads that are asked instead of the recognizer behind it.
     *
     * @param heads one for each mask, in their order; they stay open when the defense is dropped
     */
    public CertifiedDetection withHeads(List<? extends WhiteBoxRecognizer> heads) {
        if (heads.size() != looks.size()) {
            throw new IllegalArgumentException(
                    "illegal number of heads: " + heads.size() + ", must be " + looks.size() + ", one for each mask");
        }
        return new CertifiedDetection(
                IntStream.range(0, looks.size())
                        .mapToObj(i -> looks.get(i).with(heads.get(i)))
                        .toList(),
                agreement,
                disagreement);
    }

    /**
     * Returns what clean faces set in {@link #agreeing}: who is plausible under each mask.
     *
     * @param falseMatches the share of pairs of a clean face and another person who is plausible for it
     * @param clean faces that the recognizer was not trained on, with at least as many pairs as the share needs
     * @param recognizer the one to protect, of a closed set
     * @param run receives progress
     */
    public Calibration calibrate(
            SignificanceLevel falseMatches, List<Face> clean, Recognizer recognizer, RunContext run) {
        List<List<Scores>> masked =
                agreeing(recognizer).masked(clean.stream().map(Face::image).toList(), run);
        Agreement calibrated = new Agreement(new Slacks(falseMatches).of(clean, masked));
        long stopped = masked.stream()
                .filter(scores ->
                        calibrated.decide(recognizer.gallery(), scores).verdict() != Verdict.PERSON)
                .count();
        return Calibration.of(clean.size(), (int) stopped, Map.of(SLACKS, calibrated.slacks()));
    }

    /**
     * Returns the same defense, with what clean faces set.
     *
     * @throws IllegalArgumentException if it is the calibration of another defense
     */
    public CertifiedDetection agreeing(Calibration calibration) {
        return new CertifiedDetection(looks, new Agreement(calibration.values(SLACKS, looks.size())), disagreement);
    }

    /** Returns the same defense, of which something else follows where the masks share nobody. */
    public CertifiedDetection onDisagreement(Disagreement other) {
        return new CertifiedDetection(looks, agreement, other);
    }

    @Override
    public String name() {
        return "certified detection";
    }

    /** What follows where the masks share nobody. */
    public enum Disagreement {
        /** Nobody is accepted. */
        ALARM,
        /** What stands behind the defense decides about the picture. A decision is certified if it is so here and there. */
        RECOVER
    }

    static Role role(Disagreement disagreement) {
        return disagreement == Disagreement.RECOVER ? Role.WATCHES : Role.CERTIFIES;
    }

    @Override
    public Role role() {
        return role(disagreement);
    }

    /** Returns the number of masks. */
    public int size() {
        return looks.size();
    }

    @Override
    public Optional<Cleansing> masking() {
        return Optional.of(looks.get(0).mask());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a head knows other people
     */
    @Override
    public Recognizer protectAnswers(Recognizer recognizer) {
        for (MaskedLook look : looks) {
            List<?> known = look.asked(recognizer).gallery().people();
            if (!known.equals(recognizer.gallery().people())) {
                throw new IllegalArgumentException("illegal recognizer: it knows " + recognizer.gallery()
                        + ", the head of a mask knows " + known + ", must be the same people");
            }
        }
        return agreeing(recognizer);
    }

    private AgreeingRecognizer agreeing(Recognizer recognizer) {
        return new AgreeingRecognizer(looks, agreement, disagreement, recognizer);
    }

    @Override
    public List<MaskedDecision> underMasks(List<Image> pictures, Recognizer recognizer) {
        return agreeing(recognizer).underMasks(pictures);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The gradient is that of the {@link #surrogate}.
     */
    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new SurrogateGradientRecognizer(protectAnswers(recognizer), recognizer, surrogate(recognizer));
    }

    /**
     * Gives the mean over the masks of the logistic loss of how far the goal is from being plausible, at half the cost. All masks
     * must find it plausible, so the gradient leads to those that do not yet, and hardly to the others. The mean of the margins
     * themselves goes on under masks that are won already; the least margin moves one mask at a time. A mask that hides all that is
     * worn adds nothing to the gradient there, whereas the least margin would stay at that of this mask. A mirror image counts as a
     * look of its own: the loss of a mean is at most the mean of the losses. The scores are minus this loss until the goal is
     * plausible under all masks, so that an attack keeps the picture that is nearest to being accepted.
     */
    @Override
    public WhiteBoxRecognizer surrogate(WhiteBoxRecognizer recognizer) {
        List<List<WeightedLook>> all = new ArrayList<>();
        for (int mask = 0; mask < looks.size(); mask++) {
            double slack = agreement.slack(mask, recognizer.gallery());
            all.add(looks.get(mask).inFrontOf(recognizer).stream()
                    .map(look -> new WeightedLook(look, slack))
                    .toList());
        }
        if (disagreement == Disagreement.ALARM) {
            return new PursuedAgreement(agreeing(recognizer), agreement, all);
        }
        return new ExpectationOverTransformation(
                Stream.concat(all.stream().flatMap(List::stream), Stream.of(new WeightedLook(recognizer, 0)))
                        .toList());
    }
}
