package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;
import java.util.stream.IntStream;

/** A recognizer that sees cleansed pictures only; what is pulled back passes the cleansing too. */
final class CleansedRecognizer extends ForwardingRecognizer {

    private final Cleansing cleansing;

    CleansedRecognizer(Cleansing cleansing, WhiteBoxRecognizer recognizer) {
        super(recognizer);
        this.cleansing = cleansing;
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return inner().identify(images(cleansing.cleanse(probes, inner())));
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return inner().decide(images(cleansing.cleanse(probes, inner())));
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<Cleansed> cleansed = cleansing.cleanse(probes, inner());
        List<Backward> results = inner().backward(images(cleansed), loss, rule);
        return IntStream.range(0, results.size())
                .mapToObj(i -> results.get(i)
                        .withGradient(cleansing.pullBack(
                                cleansed.get(i), results.get(i).gradient())))
                .toList();
    }

    private static List<Image> images(List<Cleansed> cleansed) {
        return cleansed.stream().map(Cleansed::image).toList();
    }
}
