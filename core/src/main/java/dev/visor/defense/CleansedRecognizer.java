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
        return backward(cleansing, cleansing.cleanse(probes, inner()), inner(), loss, rule);
    }

    @Override
    public WhiteBoxRecognizer holding(List<Image> earlier) {
        List<Cleansed> held = cleansing.cleanse(earlier, inner());
        WhiteBoxRecognizer behind = inner().holding(images(held));
        return cleansing.chooses() || behind != inner() ? new Holding(held, behind) : this;
    }

    /** Pulls back through earlier masks; answers and decides by those of the picture. */
    private final class Holding extends ForwardingRecognizer {

        private final List<Cleansed> held;
        private final WhiteBoxRecognizer behind;

        Holding(List<Cleansed> held, WhiteBoxRecognizer behind) {
            super(CleansedRecognizer.this);
            this.held = held;
            this.behind = behind;
        }

        @Override
        public boolean exactBackward() {
            return false;
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner().identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return inner().decide(probes);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            if (probes.size() != held.size()) {
                throw new IllegalArgumentException("illegal number of probes: " + probes.size() + ", must be "
                        + held.size() + " as of the earlier pictures");
            }
            List<Cleansed> cleansed = IntStream.range(0, probes.size())
                    .mapToObj(i -> cleansing.again(probes.get(i), held.get(i)))
                    .toList();
            return CleansedRecognizer.backward(cleansing, cleansed, behind, loss, rule);
        }
    }

    private static List<Backward> backward(
            Cleansing cleansing,
            List<Cleansed> cleansed,
            WhiteBoxRecognizer behind,
            LogitGradient loss,
            BackwardRule rule) {
        List<Backward> results = behind.backward(images(cleansed), loss, rule);
        return IntStream.range(0, results.size())
                .mapToObj(i -> new Backward(
                        results.get(i).scores(),
                        cleansing.pullBack(cleansed.get(i), results.get(i).gradient())))
                .toList();
    }

    private static List<Image> images(List<Cleansed> cleansed) {
        return cleansed.stream().map(Cleansed::image).toList();
    }
}
