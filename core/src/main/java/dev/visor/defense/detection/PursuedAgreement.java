package dev.visor.defense.detection;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Certified detection as an attacker sees it who knows it. The scores are those of {@link Agreement#pursued}: they rise
 * with each mask under which the goal comes closer to plausible, and a person is accepted if the logit is at least 0. The gradient
 * is the mean over the looks of that of each {@link WeightedLook}, which is the gradient of the score where the loss is the
 * margin.
 *
 * <p>Immutable, and as thread-safe as the looks.
 */
final class PursuedAgreement implements WhiteBoxRecognizer {

    private final AgreeingRecognizer answers;
    private final Agreement agreement;
    private final List<List<WeightedLook>> looks;

    /**
     * Makes a recognizer.
     *
     * @param answers decides
     * @param agreement what follows from the masks
     * @param looks for each mask, at its picture and perhaps at the mirror image
     */
    PursuedAgreement(AgreeingRecognizer answers, Agreement agreement, List<List<WeightedLook>> looks) {
        this.answers = answers;
        this.agreement = agreement;
        this.looks = List.copyOf(looks);
    }

    @Override
    public Gallery gallery() {
        return answers.gallery().withAlarm();
    }

    @Override
    public Color baseline() {
        return looks.get(0).get(0).baseline();
    }

    @Override
    public List<Scores> identify(List<Image> probes) {
        return answers.each(probes, masked -> agreement.pursued(answers.gallery(), masked));
    }

    @Override
    public List<Decision> decide(List<Image> probes) {
        return answers.decide(probes);
    }

    @Override
    public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
        List<List<List<Backward>>> results = looks.stream()
                .map(views -> views.stream()
                        .map(view -> view.backward(probes, loss, rule))
                        .toList())
                .toList();
        List<Backward> whole = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            int probe = i;
            whole.add(joined(
                    probes.get(i),
                    results.stream()
                            .map(views ->
                                    views.stream().map(view -> view.get(probe)).toList())
                            .toList()));
        }
        return whole;
    }

    /** Puts together what each view of each mask gives for a picture. */
    private Backward joined(Image probe, List<List<Backward>> views) {
        List<Scores> masked = views.stream()
                .map(own -> Scores.mean(own.stream().map(Backward::scores).toList()))
                .toList();
        Scores scores = agreement.pursued(answers.gallery(), masked);
        List<Backward> all = views.stream().flatMap(List::stream).toList();
        float[] gradient = Backward.meanGradient(all);
        return all.stream().allMatch(Backward::isExact)
                ? new Backward(scores, gradient)
                : new Backward(scores, gradient, probe, this);
    }
}
