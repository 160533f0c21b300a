package dev.visor.experiment.printed;

import dev.visor.accessory.Accessory;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.PrintedRates.Draw;
import dev.visor.evaluation.PrintedRates.Strength;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.experiment.printed.PrintedEvaluation.Victim;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts what a system decides about printed attacks. Used by one thread. */
final class PrintedTally {

    private final Victim victim;
    private final TriedPictures pictures;
    private final @Nullable Certificates certificates;
    private final List<Decided> digital = new ArrayList<>();
    private final List<Decided> printed = new ArrayList<>();

    /** Begins to count. */
    PrintedTally(Victim victim, TriedPictures pictures, Accessory accessory) {
        this.victim = victim;
        this.pictures = pictures;
        this.certificates = victim.chain().certifiesAgainst(accessory) ? new Certificates() : null;
    }

    /** What was decided about pictures with an attack. */
    private record Decided(PrintedAttack attack, List<Decision> decisions) {

        Rate rate(Predicate<Decision> test) {
            return new Rate((int) decisions.stream().filter(test).count(), decisions.size());
        }

        Rate success() {
            return rate(attack.goal()::holds);
        }
    }

    /** What became of certificates of faces without the accessory. */
    private static final class Certificates {

        private @Nullable Predicate<Mask> hides;
        private int hidden;
        private int hiddenBroken;
        private int beyond;
        private int beyondBroken;

        /** Counts a right certificate. */
        void add(boolean isHidden, boolean broken) {
            if (isHidden) {
                hidden++;
                hiddenBroken += broken ? 1 : 0;
            } else {
                beyond++;
                beyondBroken += broken ? 1 : 0;
            }
        }
    }

    /** Returns the system. */
    Victim victim() {
        return victim;
    }

    /** Returns whether answers can be certified against the accessory. */
    boolean countsCertificates() {
        return certificates != null;
    }

    /**
     * Counts an attack.
     *
     * @param others the other pictures with the digital accessory
     * @param draws the pictures with the printed one
     */
    void add(PrintedAttack attack, List<Image> others, List<Image> draws) {
        Face face = attack.madeWith();
        digital.add(new Decided(attack, victim.judge().decide(face, others)));
        printed.add(new Decided(attack, victim.judge().decide(face, draws)));
    }

    /**
     * Counts what becomes of the certificates of the attack that was counted last.
     *
     * @param bare the draws without the accessory
     * @param regions what it covers
     */
    void addCertificates(List<Image> bare, List<Mask> regions) {
        if (certificates == null) {
            return;
        }
        Decided attacked = printed.get(printed.size() - 1);
        Face face = attacked.attack.madeWith();
        if (certificates.hides == null) {
            certificates.hides = victim.chain()
                    .hides(face.landmarks(), face.image().width(), face.image().height());
        }
        List<Decision> clean = victim.judge().decide(face, bare);
        for (int draw = 0; draw < bare.size(); draw++) {
            if (clean.get(draw).certified() && clean.get(draw).isRightAbout(face.identity())) {
                Decision decision = attacked.decisions.get(draw);
                certificates.add(
                        certificates.hides.test(regions.get(draw)),
                        decision.verdict() == Verdict.PERSON && !decision.isRightAbout(face.identity()));
            }
        }
    }

    /**
     * Returns the rates.
     *
     * @param strengths with one distortion alone
     * @param shown draws to look at
     */
    PrintedRates rates(List<Strength> strengths, List<Draw> shown) {
        int winners = (int) printed.stream()
                .map(Decided::success)
                .filter(success -> 2 * success.hits() >= success.trials())
                .count();
        return new PrintedRates(
                pictures,
                sum(digital.stream().map(Decided::success).toList()),
                sum(printed.stream().map(Decided::success).toList()),
                sum(printed.stream()
                        .map(one -> one.rate(decision ->
                                decision.isRightAbout(one.attack.madeWith().identity())))
                        .toList()),
                draws(Verdict.TAMPERED),
                draws(Verdict.UNKNOWN),
                new Rate(winners, printed.size()),
                printed.stream()
                        .map(one -> new PrintedRates.Attack(one.attack.id(), one.success()))
                        .toList(),
                certificates == null ? null : new Rate(certificates.hiddenBroken, certificates.hidden),
                certificates == null ? null : new Rate(certificates.beyondBroken, certificates.beyond),
                strengths,
                shown);
    }

    private Rate draws(Verdict verdict) {
        return sum(printed.stream()
                .map(one -> one.rate(decision -> decision.verdict() == verdict))
                .toList());
    }

    private static Rate sum(List<Rate> rates) {
        return new Rate(
                rates.stream().mapToInt(Rate::hits).sum(),
                rates.stream().mapToInt(Rate::trials).sum());
    }

    /**
     * Returns the first draws of the first attack.
     *
     * @param most so many at most
     * @param pictures what their names begin with
     */
    List<Draw> shown(int most, String pictures) {
        if (printed.isEmpty()) {
            return List.of();
        }
        Decided first = printed.get(0);
        List<Draw> shown = new ArrayList<>();
        for (Decision decision : first.decisions.subList(0, Math.min(most, first.decisions.size()))) {
            Answer answer = first.attack.answer(decision);
            shown.add(new Draw(
                    pictures + "-captured-" + (shown.size() + 1) + ".png",
                    answer,
                    first.attack.goal().holds(decision)));
        }
        return shown;
    }
}
