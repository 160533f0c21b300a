package dev.visor.defense.chain;

import dev.visor.defense.RegionMask;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A recognizer behind certified masking, which asks it for scores alone. */
final class CertifiedRecognizer implements Recognizer {

    /** So many probes are under all masks at a time, lest thousands of pictures be in memory. */
    private static final int BATCH = 16;

    private final CertifiedMasking masking;
    private final Recognizer inner;
    private final List<RegionMask> singles;
    private final List<RegionMask> pairs;

    CertifiedRecognizer(CertifiedMasking masking, Recognizer recognizer) {
        this.masking = masking;
        this.inner = recognizer;
        int masks = masking.size();
        this.singles = IntStream.range(0, masks)
                .mapToObj(mask -> masking.under(mask, mask))
                .toList();
        this.pairs = IntStream.range(0, masks)
                .boxed()
                .flatMap(first -> IntStream.range(first + 1, masks).mapToObj(second -> masking.under(first, second)))
                .toList();
    }

    @Override
    public Gallery gallery() {
        return inner.gallery();
    }

    /**
     * What a probe looks like.
     *
     * @param whole without a mask; null if nobody asks
     * @param masked under each of the masks
     */
    private record Look(Image probe, @Nullable Scores whole, List<Scores> masked) {

        boolean isUnanimous() {
            return agree(masked, masked.get(0));
        }
    }

    private List<Look> look(List<Image> probes, boolean whole) {
        List<Scores> unmasked = whole ? inner.identify(probes) : List.of();
        List<List<Scores>> masked = under(singles, probes);
        return IntStream.range(0, probes.size())
                .mapToObj(i -> new Look(probes.get(i), whole ? unmasked.get(i) : null, masked.get(i)))
                .toList();
    }

    private List<Look> look(List<Image> probes) {
        return look(probes, masking.confirmation() != null);
    }

    /** Returns how likely the masks find the answers to whole pictures, by {@link Confirmation#support}. */
    List<Double> supports(List<Image> probes, RunContext run) {
        List<Double> supports = new ArrayList<>();
        try (Progress.Task task = run.begin("calibrating the confirmation", probes.size())) {
            for (List<Image> part : batches(probes)) {
                run.checkpoint();
                look(part, true)
                        .forEach(look ->
                                supports.add(Confirmation.support(Objects.requireNonNull(look.whole), look.masked)));
                task.done(supports.size());
            }
        }
        return supports;
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        List<Scores> answers = new ArrayList<>();
        for (List<Image> part : batches(probes)) {
            look(part).forEach(look -> answers.add(answer(look)));
        }
        return answers;
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        List<Decision> decisions = new ArrayList<>();
        for (List<Image> part : batches(probes)) {
            List<Look> looks = look(part);
            List<Look> candidates = looks.stream().filter(this::isCandidate).toList();
            Iterator<List<Scores>> underPairs =
                    under(pairs, candidates.stream().map(Look::probe).toList()).iterator();
            for (Look look : looks) {
                boolean certified = isCandidate(look) && agree(underPairs.next(), look.masked.get(0));
                Decision decision = Decision.of(answer(look));
                decisions.add(new Decision(decision.verdict(), decision.scores(), certified));
            }
        }
        return decisions;
    }

    /** Returns whether the answer is certified if all pairs of masks give it too. */
    private boolean isCandidate(Look look) {
        Confirmation confirmation = masking.confirmation();
        return look.isUnanimous()
                && (confirmation == null
                        || confirmation.leavesOnly(look.masked.get(0).answerIndex(), look.masked));
    }

    private static List<List<Image>> batches(List<Image> probes) {
        List<List<Image>> batches = new ArrayList<>();
        for (int from = 0; from < probes.size(); from += BATCH) {
            batches.add(probes.subList(from, Math.min(probes.size(), from + BATCH)));
        }
        return batches;
    }

    /** The first round is over; the second one is for masks that disagree with the majority. */
    private Scores answer(Look look) {
        Confirmation confirmation = masking.confirmation();
        if (look.whole != null && confirmation != null && confirmation.confirms(look.whole, look.masked)) {
            return look.whole;
        }
        int majority = majority(look.masked);
        for (int mask = 0; mask < look.masked.size(); mask++) {
            Scores scores = look.masked.get(mask);
            if (scores.answerIndex() != majority && agree(again(look.probe, mask), scores)) {
                return scores;
            }
        }
        return mean(look.masked.stream()
                .filter(scores -> scores.answerIndex() == majority)
                .toList());
    }

    /** Returns the answers under a mask and each of the others. */
    private List<Scores> again(Image probe, int mask) {
        List<RegionMask> others = IntStream.range(0, singles.size())
                .filter(other -> other != mask)
                .mapToObj(other -> masking.under(mask, other))
                .toList();
        return under(others, List.of(probe)).get(0);
    }

    /** Returns the answer of most masks, that of the earliest mask of several. */
    private int majority(List<Scores> each) {
        int[] votes = new int[gallery().size() + 1];
        each.forEach(scores -> votes[scores.answerIndex()]++);
        int most = Arrays.stream(votes).max().orElseThrow();
        return each.stream()
                .mapToInt(Scores::answerIndex)
                .filter(answer -> votes[answer] == most)
                .findFirst()
                .orElseThrow();
    }

    private static boolean agree(List<Scores> all, Scores answer) {
        return all.stream().allMatch(scores -> scores.answerIndex() == answer.answerIndex());
    }

    /** Returns for each probe the answers under each of the masks. */
    private List<List<Scores>> under(List<RegionMask> masks, List<Image> probes) {
        List<Scores> all = inner.identify(RegionMask.cleanse(probes, masks));
        return IntStream.range(0, probes.size())
                .mapToObj(i -> all.subList(i * masks.size(), (i + 1) * masks.size()))
                .toList();
    }

    /** Returns the mean logits of scores that all have the same answer, which is that of the mean too. */
    private Scores mean(List<Scores> agreeing) {
        float[] mean = new float[gallery().size()];
        for (Scores scores : agreeing) {
            float[] logits = scores.logits();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += logits[i] / agreeing.size();
            }
        }
        return new Scores(gallery(), mean);
    }
}
