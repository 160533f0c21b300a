package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;

/**
 * A recognizer with the answers of one and the gradients of another: what changes answers without a derivative of its own
 * counts as the identity on the way back. As thread-safe as both.
 */
public class StraightThroughRecognizer extends ForwardingRecognizer {

    private final Recognizer answers;

    /**
     * Puts both together.
     *
     * @param answers identifies and decides
     * @param gradients pulls gradients back; has the same gallery
     */
    public StraightThroughRecognizer(Recognizer answers, WhiteBoxRecognizer gradients) {
        super(gradients);
        this.answers = answers;
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return answers.identify(probes);
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return answers.decide(probes);
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        return inner().backward(probes, loss, rule);
    }
}
