package dev.visor.report.verdict;

import static dev.visor.report.verdict.Assessment.success;
import static dev.visor.report.verdict.Wording.quoted;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Backfire;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.report.html.Numbers;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The answers to a customer's questions, in sentences. No sentence says that a defense stopped all attacks unless an
 * attacker who knows the defense was tried and failed.
 */
public final class Verdict {

    static final String NO_ADAPTIVE = "No attacker who knows the defense was tried.";

    /** So many are named in the caution, lest it hide the rest of the verdict. */
    private static final int MOST_BACKFIRES = 3;

    private static final String IMPERSONATE = "pass as one of our people";

    private final Assessment assessment;
    private final Rate undefended;
    private final Optional<Standing> best;

    /** Makes the verdict about an experiment. */
    public Verdict(Assessment assessment) {
        this.assessment = assessment;
        this.undefended = success(assessment.undefended());
        this.best = assessment.best();
    }

    /**
     * An answer.
     *
     * @param headline in a few words
     * @param band its color
     * @param sentences what it rests on
     */
    record Answer(String headline, Band band, List<String> sentences) {
        Answer {
            sentences = List.copyOf(sentences);
        }

        private static Answer of(String headline, Band band, String... sentences) {
            return new Answer(headline, band, List.of(sentences));
        }
    }

    /** Returns the whole verdict in a few sentences. */
    public String headline() {
        if (undefended.trials() == 0) {
            return "No attack was tried, so this test can't say whether somebody can " + goal() + ".";
        }
        if (undefended.hits() == 0) {
            return "No attack passed, even without a defense: " + Numbers.fraction(undefended) + ". "
                    + upTo(undefended);
        }
        String goal = assessment.undefended().worst().map(this::goal).orElse(IMPERSONATE);
        String attack = "Somebody with " + accessory() + " can " + goal + ": "
                + (undefended.hits() == undefended.trials()
                        ? "all " + Count.of(undefended.trials(), "attack") + " passed"
                        : undefended.hits() + " of " + Count.of(undefended.trials(), "attack") + " passed")
                + ". ";
        return attack + printed() + best.map(this::stops).orElse("No defense was tried.");
    }

    /** Returns what is left of attacks that are printed, with a space behind; nothing if none was printed. */
    private String printed() {
        return assessment
                .undefended()
                .worstPrinted()
                .map(cell -> {
                    PrintedRates printed = Objects.requireNonNull(cell.printed());
                    return "Printed, worn and photographed in a simulation, "
                            + (printed.pictures() == TriedPictures.OWN ? "on the picture that it was made with, " : "")
                            + Numbers.percent(printed.success().value()) + " of the pictures pass at worst, and "
                            + printed.attackers().hits() + " of "
                            + Count.of(printed.attackers().trials(), "attack") + " in at least half of them. ";
                })
                .orElse("");
    }

    /**
     * Returns where a defense makes things worse: with which accessories that it does not declare more attacks pass than without a
     * defense. Empty if there are none.
     */
    public Optional<String> caution() {
        List<Backfire> all = Backfire.of(assessment.results().defenses());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String worst = all.stream()
                .limit(MOST_BACKFIRES)
                .map(backfire -> quoted(backfire.defense()) + " against " + backfire.line())
                .collect(Collectors.joining("; "));
        int more = all.size() - MOST_BACKFIRES;
        return Optional.of(
                "Caution: with accessories that a defense does not declare, more attacks pass than without a defense: "
                        + worst + (more > 0 ? "; and " + more + " more" : "") + ".");
    }

    private String stops(Standing standing) {
        String name = quoted(standing.defense().name());
        Rate worst = success(standing);
        if (!improves(standing)) {
            return "None of the defenses tried stops it.";
        }
        if (!standing.triedByAdaptive()) {
            return "Whether " + name + " stops it is open: no attacker who knows the defense was tried.";
        }
        if (isOpen(standing)) {
            return "Whether " + name + " stops it is open: no attacker who knows the defense was tried with "
                    + String.join(", ", standing.withoutAdaptive()) + ".";
        }
        String passed = "The best defense tried, " + name + ", let " + worst.hits() + " of " + worst.trials() + " "
                + attacks(standing) + " pass";
        return worst.hits() == 0
                ? passed + "; the true rate may be as high as " + Numbers.percent(worst.high()) + "."
                : passed + " at worst.";
    }

    private static String attacks(Standing standing) {
        return standing.worst().filter(standing::isAdaptive).isPresent() ? "adaptive attacks" : "attacks";
    }

    /** Returns whether somebody can pass as somebody else. */
    Answer attack() {
        Optional<Cell> worst = assessment.undefended().worst();
        if (worst.isEmpty()) {
            return Answer.of("Not tested", Band.OPEN, "No attack was tried.");
        }
        String where =
                "Worst case without a defense: " + Wording.where(worst.get()) + ", " + Numbers.rate(undefended) + ".";
        if (undefended.hits() == 0) {
            return Answer.of("Not in this test", Band.OPEN, where, upTo(undefended));
        }
        return Answer.of(
                "Yes, in " + undefended.hits() + " of " + Count.of(undefended.trials(), "attack"),
                Band.of(undefended, true),
                where,
                share(worst.get()));
    }

    private String share(Cell cell) {
        return assessment.results().attacks().stream()
                .filter(summary -> summary.accessory().equals(cell.accessory())
                        && !summary.attacks().isEmpty())
                .findFirst()
                .map(summary -> "The attack changes pixels in " + Numbers.percent(summary.regionShare())
                        + " of the picture, under the accessory.")
                .orElse("");
    }

    /** Returns what stops the attacks. */
    Answer defense() {
        if (best.isEmpty()) {
            return Answer.of("No defense was tried", Band.OPEN);
        }
        Standing standing = best.get();
        Rate worst = success(standing);
        String name = quoted(standing.defense().name());
        String where = standing.worst()
                .map(cell -> "Worst case: " + Wording.where(cell) + ", " + Numbers.rate(worst) + ".")
                .orElse("");
        List<String> sentences = new ArrayList<>();
        sentences.add(
                assessment.defenses().size() == 1
                        ? "The only defense tried: " + name + "."
                        : "Lowest worst case of " + assessment.defenses().size() + " defenses: " + name + ".");
        sentences.add(where);
        sentences.addAll(adaptive(standing));
        return new Answer(answer(standing, name), standing.band(), sentences);
    }

    private String answer(Standing standing, String name) {
        if (undefended.hits() == 0) {
            return "There was nothing to stop";
        }
        if (!improves(standing)) {
            return "None of the defenses tried";
        }
        Rate worst = success(standing);
        if (!standing.triedByAdaptive()) {
            return "Not known: no attacker who knows the defense was tried";
        }
        if (isOpen(standing)) {
            return "Not known: attackers who know the defense were not tried with every accessory";
        }
        return worst.hits() == 0
                ? name + " let none of " + worst.trials() + " " + attacks(standing) + " pass"
                : name + " lets " + worst.hits() + " of " + worst.trials() + " through at worst";
    }

    /** Returns what an attacker who knows the defense could do, or that there was none. */
    private static List<String> adaptive(Standing standing) {
        if (!standing.triedByAdaptive()) {
            return List.of(NO_ADAPTIVE, "Such an attacker may well do better.");
        }
        List<String> sentences = new ArrayList<>();
        standing.worstAdaptive()
                .filter(cell -> !standing.worst().equals(Optional.of(cell)))
                .ifPresent(cell -> sentences.add("Worst case of those who know the defense: " + Wording.where(cell)
                        + ", " + Numbers.rate(cell.success()) + "."));
        if (success(standing).hits() == 0) {
            sentences.add(upTo(success(standing)));
        }
        if (standing.isAttackedTooWeakly()) {
            sentences.add("Caution: the adaptive attack may be too weak to show this; see the findings.");
        }
        if (!standing.withoutAdaptive().isEmpty()) {
            sentences.add("No attacker who knows the defense was tried with "
                    + String.join(", ", standing.withoutAdaptive()) + ".");
        }
        return sentences;
    }

    /** Returns what the best defense costs honest people. */
    Answer cost() {
        if (best.isEmpty()) {
            return Answer.of("No defense was tried", Band.OPEN);
        }
        Rate before = assessment.undefended().defense().clean().recognized();
        CleanResult clean = best.get().defense().clean();
        Rate after = clean.recognized();
        if (before.trials() == 0 || after.trials() == 0) {
            return Answer.of("Not tested", Band.OPEN, "No clean face was tried.");
        }
        int lost = before.hits() - after.hits();
        boolean sameFaces = before.trials() == after.trials();
        String headline = sameFaces && lost > 0
                ? lost + " of " + Count.of(after.trials(), "clean face") + " no longer recognized"
                : after.value() < before.value()
                        ? Numbers.decimal((before.value() - after.value()) * 100, 1) + " points of clean accuracy"
                        : "No clean face lost in this test";
        return Answer.of(
                headline,
                Band.OPEN,
                "Clean accuracy without a defense: " + Numbers.rate(before) + ".",
                "With " + quoted(best.get().defense().name()) + ": " + Numbers.rate(after) + ".",
                "False alarms (taken for tampered): " + Numbers.rate(clean.tampered()) + ".");
    }

    /** Returns how much was tried, and what so little can't show. */
    Answer evidence() {
        int least = trials().min().orElse(0);
        int most = trials().max().orElse(0);
        int faces = assessment.undefended().defense().clean().recognized().trials();
        String attacks = least == most ? Count.of(most, "attack") : least + " to " + most + " attacks";
        List<String> sentences = new ArrayList<>();
        sentences.add("The counts are per attacker, accessory and defense, on "
                + Count.ofPeople(assessment.results().data().picturesPerPerson().size()) + ".");
        if (least > 0) {
            sentences.add("If none of " + Count.of(least, "attack") + " passes, the true rate may be as high as "
                    + Numbers.percent(new Rate(0, least).high()) + ".");
        }
        sentences.add("Brackets are 95 % intervals in percent; they cover chance only.");
        return new Answer(attacks + ", " + Count.of(faces, "clean face"), Band.OPEN, sentences);
    }

    private IntStream trials() {
        return assessment.all().stream()
                .flatMap(standing -> standing.defense().cells().stream())
                .mapToInt(cell -> cell.success().trials());
    }

    /** Returns whether nothing passed, but adaptive attackers were not tried with everything. */
    private static boolean isOpen(Standing standing) {
        return success(standing).hits() == 0 && !standing.withoutAdaptive().isEmpty();
    }

    private boolean improves(Standing standing) {
        return success(standing).value() < undefended.value();
    }

    private static String upTo(Rate none) {
        return "With " + Count.of(none.trials(), "attack") + ", the true rate may be as high as "
                + Numbers.percent(none.high()) + ".";
    }

    String question() {
        return "Can somebody with " + accessory() + " " + goal() + "?";
    }

    private String accessory() {
        List<String> accessories = assessment.results().accessories();
        return accessories.size() == 1
                ? "an adversarial accessory (" + accessories.get(0) + ")"
                : "an adversarial accessory";
    }

    private String goal() {
        Set<String> goals = assessment.results().attackers().stream()
                .map(Verdict::goal)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return goals.isEmpty() ? IMPERSONATE : String.join(" or ", goals);
    }

    private static String goal(AttackerSummary attacker) {
        return attacker.goal().startsWith("dodging") ? "avoid being recognized" : IMPERSONATE;
    }

    /** Returns what the attacker of a cell wants. */
    private String goal(Cell cell) {
        return assessment.results().attackers().stream()
                .filter(attacker -> attacker.name().equals(cell.attacker()))
                .findFirst()
                .map(Verdict::goal)
                .orElse(IMPERSONATE);
    }
}
