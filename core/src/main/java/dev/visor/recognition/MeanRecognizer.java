package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Several recognizers of one gallery taken together: the mean of their logits. An attack on it minimizes the mean of the
 * losses on all of them, which for the draws of a randomized defense is the expectation over transformations (A. Athalye,
 * L. Engstrom, A. Ilyas, K. Kwok, "Synthesizing Robust Adversarial Examples", ICML 2018, section 2).
 *
 * <p>As thread-safe as its members.
 */
public final class MeanRecognizer extends ForwardingRecognizer {

    private final List<WhiteBoxRecognizer> members;

    /**
     * Takes recognizers together.
     *
     * @param members at least one, all of one gallery; stay open when this one is dropped
     */
    public MeanRecognizer(List<? extends WhiteBoxRecognizer> members) {
        super(members.get(0));
        this.members = List.copyOf(members);
        for (WhiteBoxRecognizer member : members) {
            if (!member.gallery().equals(gallery())) {
                throw new IllegalArgumentException("illegal members: one has the gallery " + gallery()
                        + ", another one " + member.gallery() + ", must be the same");
            }
        }
    }

    @Override
    public boolean exactBackward() {
        return members.stream().allMatch(WhiteBoxRecognizer::exactBackward);
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return means(members.stream().map(member -> member.identify(probes)).toList());
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return identify(probes).stream().map(Decision::person).toList();
    }

    /** The loss is that of each member's own scores; the scores that come back are the mean ones. */
    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<List<Backward>> results = new ArrayList<>();
        for (WhiteBoxRecognizer member : members) {
            results.add(member.backward(probes, loss, rule));
        }
        List<Scores> scores = means(results.stream()
                .map(member -> member.stream().map(Backward::scores).toList())
                .toList());
        return IntStream.range(0, probes.size())
                .mapToObj(i -> new Backward(
                        scores.get(i),
                        mean(results.stream()
                                .map(member -> member.get(i).gradient())
                                .toList())))
                .toList();
    }

    private List<Scores> means(List<List<Scores>> ofMembers) {
        return IntStream.range(0, ofMembers.get(0).size())
                .mapToObj(i -> new Scores(
                        gallery(),
                        mean(ofMembers.stream()
                                .map(member -> member.get(i).logits())
                                .toList())))
                .toList();
    }

    private static float[] mean(List<float[]> rows) {
        float[] mean = new float[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.size();
            }
        }
        return mean;
    }
}
