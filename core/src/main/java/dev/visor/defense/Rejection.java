package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/**
 * Lets nobody pass who was recognized with less than some confidence: they are unknown. The article's threshold is 0.8.
 *
 * @param threshold the least confidence, in [0, 1]
 */
public record Rejection(double threshold) implements Defense {

    /** The article's threshold. */
    public static final Rejection ARTICLE = new Rejection(0.8);

    /** Checks the range. */
    public Rejection {
        check(threshold >= 0 && threshold <= 1, "rejection threshold", threshold, "in [0, 1]");
    }

    @Override
    public String name() {
        return "rejection below " + threshold;
    }

    @Override
    public Role role() {
        return Role.JUDGES;
    }

    @Override
    public WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new ForwardingRecognizer(recognizer) {
            @Override
            public List<Scores> identify(List<Image> probes) {
                return inner().identify(probes);
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return inner().decide(probes).stream()
                        .map(Rejection.this::judge)
                        .toList();
            }

            @Override
            public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
                return inner().backward(probes, loss, rule);
            }
        };
    }

    private Decision judge(Decision decision) {
        boolean sure = decision.verdict() != Verdict.PERSON || decision.scores().confidence() >= threshold;
        return sure ? decision : decision.as(Verdict.UNKNOWN);
    }
}
