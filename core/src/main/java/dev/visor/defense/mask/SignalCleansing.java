package dev.visor.defense.mask;

import dev.visor.defense.Cleansed;
import dev.visor.defense.Cleansing;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A cleansing that goes by the signal of guided backpropagation. Implementations are immutable and thread-safe. One
 * cleansed picture costs a forward and a backward pass.
 */
public interface SignalCleansing extends Cleansing {

    /** Cleanses a picture by the signal that came back to it, which serves any number of defenses. */
    Cleansed cleanse(Image probe, Backward signal, WhiteBoxRecognizer recognizer);

    @Override
    default List<Cleansed> cleanse(List<Image> probes, WhiteBoxRecognizer recognizer) {
        return cleanse(probes, GuidedBackpropagation.signals(probes, recognizer), recognizer);
    }

    @Override
    default List<Cleansed> cleanse(List<Image> probes, List<Backward> signals, WhiteBoxRecognizer recognizer) {
        return IntStream.range(0, probes.size())
                .mapToObj(i -> cleanse(probes.get(i), signals.get(i), recognizer))
                .toList();
    }
}
