package dev.visor.report.captures;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.captured.AttackPresentations;
import dev.visor.evaluation.captured.BonaFidePresentations;
import dev.visor.evaluation.captured.CapturedGroup;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.report.html.Numbers;
import dev.visor.report.verdict.Band;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What captures show, in sentences. It never says that a defense stops attackers unless an accessory was printed that was made
 * against it, and it names the worst session, distance or light.
 */
public final class CapturesVerdict {

    private static final int SHOWN = 3;

    private final CapturedResults results;
    private final Rate undefended;
    private final OptionalInt best;

    /** Makes the verdict. */
    public CapturesVerdict(CapturedResults results) {
        this.results = results;
        this.undefended = iapar(0);
        this.best = results.best();
    }

    /** Returns the whole verdict in a few sentences. */
    public String headline() {
        if (undefended.trials() == 0) {
            return "No attacker was photographed with a usable face, so these captures can't show whether somebody with a printed"
                    + " accessory can pass as one of our people.";
        }
        if (undefended.hits() == 0) {
            return "No photographed attacker passed, even without a defense: " + Numbers.fraction(undefended) + ". "
                    + upTo(undefended);
        }
        return "Somebody with a printed accessory can pass as one of our people: " + undefended.hits() + " of "
                + photographs(undefended) + " passed" + atWorst(0) + ". " + defense();
    }

    private String defense() {
        if (best.isEmpty()) {
            return "No defense was tried.";
        }
        int system = best.getAsInt();
        Rate passed = iapar(system);
        String name = name(system);
        if (passed.value() >= undefended.value()) {
            return "None of the defenses tried stops it.";
        }
        String let = "let " + passed.hits() + " of " + photographs(passed) + " pass" + atWorst(system);
        Rate adaptive = results.adaptiveIapar(system);
        if (adaptive.trials() == 0) {
            return "Whether " + name + " stops it is open: it " + let
                    + ", but no printed accessory is noted to be made against it.";
        }
        return "The best defense tried, " + name + ", " + let + ". Of those made against it, "
                + adaptive.hits() + " of " + adaptive.trials() + " passed."
                + (adaptive.hits() == 0 ? " " + upTo(adaptive) : "");
    }

    /**
     * Returns the color of a system: green only if accessories that were made against it failed, and there were enough of them.
     *
     * @param system the number of the system, counted from 0
     */
    static Band band(CapturedResults results, int system) {
        Rate all = results.overall().get(system).attacks().iapar();
        if (results.systems().get(system).isUndefended()) {
            return Band.of(all, true);
        }
        Band overall = Band.of(all, false);
        Band adaptive = Band.of(results.adaptiveIapar(system), true);
        return overall == Band.OPEN || adaptive.compareTo(overall) < 0 ? adaptive : overall;
    }

    /** Returns what was not tried, as far as there is room for it; empty if there is nothing. */
    public Optional<String> caution() {
        List<String> gaps = results.gaps();
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        int more = gaps.size() - SHOWN;
        return Optional.of("Caution: " + gaps.stream().limit(SHOWN).collect(Collectors.joining(" "))
                + (more > 0 ? " And " + more + " more, listed below." : ""));
    }

    /**
     * Returns where a system is at its worst, behind a figure; empty if it is no worse there than overall.
     *
     * @param system the number of the system
     */
    private String atWorst(int system) {
        return results.worst(system)
                .map(group -> ", at worst " + Numbers.fraction(rate(group, system)) + " (" + where(group) + ")")
                .orElse("");
    }

    /** Returns what the captures of a group share, in words. */
    static String where(CapturedGroup group) {
        return group.condition().title() + " " + group.words();
    }

    private static Rate rate(CapturedGroup group, int system) {
        return group.rates().get(system).attacks().iapar();
    }

    /** An answer to a question: in a few words, its color, and what it rests on. */
    record Answer(String question, String headline, Band band, List<String> sentences) {}

    /** Returns the answers to a customer's questions. */
    List<Answer> answers() {
        return List.of(attack(), stops(), cost(), evidence());
    }

    private Answer attack() {
        AttackPresentations attacks = results.overall().get(0).attacks();
        String headline = undefended.trials() == 0
                ? "Not tested"
                : undefended.hits() == 0
                        ? "Not in these photographs"
                        : "Yes, in " + undefended.hits() + " of " + photographs(undefended);
        List<String> sentences = new ArrayList<>();
        if (undefended.trials() > 0) {
            sentences.add("Without a defense: " + Numbers.rate(undefended) + " are accepted as the target.");
            results.worst(0)
                    .ifPresent(group ->
                            sentences.add("At worst, " + where(group) + ": " + Numbers.rate(rate(group, 0)) + "."));
            sentences.add(Numbers.fraction(attacks.attackers()) + " attackers passed at least once.");
            sentences.add(Numbers.fraction(attacks.others()) + " are accepted as somebody who is not the target.");
        }
        return new Answer(
                "Can somebody with a printed accessory pass as one of our people?",
                headline,
                Band.of(undefended, true),
                sentences);
    }

    private Answer stops() {
        String question = "What stops it?";
        if (best.isEmpty() || undefended.hits() == 0) {
            String headline = best.isEmpty() ? "No defense was tried" : "There was nothing to stop";
            return new Answer(question, headline, Band.OPEN, List.of());
        }
        int system = best.getAsInt();
        Rate passed = iapar(system);
        boolean improves = passed.value() < undefended.value();
        String headline = improves
                ? name(system) + " lets " + passed.hits() + " of " + photographs(passed) + " pass"
                : "None of the defenses tried";
        List<String> sentences = new ArrayList<>();
        sentences.add(Numbers.rate(passed) + " are accepted as the target.");
        results.worst(system)
                .ifPresent(group ->
                        sentences.add("At worst, " + where(group) + ": " + Numbers.rate(rate(group, system)) + "."));
        Rate adaptive = results.adaptiveIapar(system);
        if (adaptive.trials() > 0) {
            sentences.add("Of those made against it: " + Numbers.rate(adaptive) + ".");
        } else {
            sentences.add(
                    "No printed accessory is noted to be made by an attacker who knows the defense, who may well do better.");
        }
        return new Answer(question, headline, band(results, system), sentences);
    }

    private Answer cost() {
        String question = "What does it cost honest people?";
        int system = best.orElse(0);
        BonaFidePresentations honest = results.overall().get(system).honest();
        if (honest.rejected().trials() == 0) {
            return new Answer(
                    question,
                    "Not tested",
                    Band.OPEN,
                    List.of("No honest person was photographed with a usable face."));
        }
        List<String> sentences = new ArrayList<>();
        if (best.isPresent()) {
            sentences.add("Without a defense, "
                    + Numbers.rate(results.overall().get(0).honest().rejected()) + " are rejected.");
        }
        sentences.add("With " + name(system) + ": " + Numbers.rate(honest.rejected()) + ". Of all, "
                + Numbers.fraction(honest.bpcer()) + " are taken for tampered (BPCER).");
        sentences.add(Numbers.rate(honest.recognized()) + " are accepted as who they are.");
        return new Answer(
                question,
                honest.rejected().hits() + " of " + photographs(honest.rejected()) + " rejected",
                Band.OPEN,
                sentences);
    }

    private Answer evidence() {
        AttackPresentations attacks = results.overall().get(0).attacks();
        BonaFidePresentations honest = results.overall().get(0).honest();
        return new Answer(
                "On what evidence?",
                photographs(attacks.noFace()) + " of attackers, "
                        + honest.noFace().trials() + " of honest people",
                Band.OPEN,
                List.of(
                        "No usable face, and so no response: " + Numbers.fraction(attacks.noFace()) + " of attackers, "
                                + Numbers.fraction(honest.noFace()) + " of honest people.",
                        "Brackets are 95 % intervals in percent; they cover chance only. They take each photograph for a trial"
                                + " of its own. Photographs of one person are alike, so the true intervals are wider."));
    }

    private Rate iapar(int system) {
        return results.overall().get(system).attacks().iapar();
    }

    private String name(int system) {
        return Wording.quoted(results.systems().get(system).name());
    }

    private static String photographs(Rate rate) {
        return Count.of(rate.trials(), "photograph");
    }

    private static String upTo(Rate none) {
        return "With " + photographs(none) + ", the true rate may be as high as " + Numbers.percent(none.high()) + ".";
    }
}
