package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what it last answered to a list of pictures: several defenses that look at the same pictures in turn then share
 * one pass. Used by one thread.
 */
public final class MemoRecognizer extends ForwardingRecognizer {

    private @Nullable Memo<Decision> decisions;
    private @Nullable Memo<Backward> saliency;

    /** Makes a recognizer that remembers nothing yet. */
    public MemoRecognizer(WhiteBoxRecognizer recognizer) {
        super(recognizer);
    }

    private record Memo<T>(List<Image> probes, List<T> answers) {

        static <T> boolean knows(@Nullable Memo<T> memo, List<Image> probes) {
            return memo != null && memo.probes.equals(probes);
        }
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return decide(probes).stream().map(Decision::scores).toList();
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        Memo<Decision> known = decisions;
        if (known == null || !Memo.knows(known, probes)) {
            known = new Memo<>(List.copyOf(probes), inner().decide(probes));
            decisions = known;
        }
        return known.answers;
    }

    /** Remembers guided signals of the most likely person, which are what saliency maps are read from. */
    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        if (rule != BackwardRule.GUIDED || loss != LogitGradient.BEST) {
            return inner().backward(probes, loss, rule);
        }
        Memo<Backward> known = saliency;
        if (known == null || !Memo.knows(known, probes)) {
            known = new Memo<>(List.copyOf(probes), inner().backward(probes, loss, rule));
            saliency = known;
        }
        return known.answers;
    }
}
