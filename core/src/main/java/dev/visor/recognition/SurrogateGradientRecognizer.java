package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A recognizer whose answers have no gradient of their own, with the gradients of a surrogate. As thread-safe as all of them.
 */
public final class SurrogateGradientRecognizer extends StraightThroughRecognizer {

    private final WhiteBoxRecognizer surrogate;

    /**
     * Puts them together.
     *
     * @param answers identifies and decides
     * @param protectedOne what the answers rest on; has the same gallery
     * @param surrogate pulls gradients back
     */
    public SurrogateGradientRecognizer(
            Recognizer answers, WhiteBoxRecognizer protectedOne, WhiteBoxRecognizer surrogate) {
        super(answers, protectedOne);
        this.surrogate = surrogate;
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Scores> answers = identify(probes);
        List<Backward> gradients = surrogate.backward(probes, loss, rule);
        return IntStream.range(0, probes.size())
                .mapToObj(i -> new Backward(answers.get(i), gradients.get(i).gradient()))
                .toList();
    }
}
