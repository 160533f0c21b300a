package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.experiment.UnderMasks.Plausible;
import dev.visor.experiment.UnderMasks.View;
import dev.visor.face.Identity;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a defense with masks accepted or stopped a picture, in words.
 *
 * @param views what each mask leaves of the picture, at least one
 * @param answer of the defended system to the picture
 * @param relation what the person of an answer is to the attacker, in words after the name
 */
record MaskWhy(List<View> views, Answer answer, Function<Answer, String> relation) {

    /** Returns what became of the picture. */
    String outcome() {
        return switch (answer.verdict()) {
            case PERSON -> "Accepted as " + name() + relation.apply(answer) + ".";
            case TAMPERED -> "Stopped as tampered.";
            case UNKNOWN -> "Stopped as unknown.";
        };
    }

    /**
     * Returns why.
     *
     * @param declared the names of the families that the defense gives proofs against
     */
    String reason(List<String> declared) {
        return switch (answer.verdict()) {
            case PERSON -> accepted() + (answer.certified() ? " " + proven(declared) : "");
            case TAMPERED -> stopped("The masks name different people: ");
            case UNKNOWN -> stopped("Not every mask names somebody: ");
        };
    }

    private static String proven(List<String> declared) {
        return Wording.capitalized(Wording.proven(declared)) + ".";
    }

    private String accepted() {
        long together =
                views.stream().filter(view -> view.plausible().size() > 1).count();
        if (!shared().contains(answer.person())) {
            return counts();
        }
        return together == 0
                ? "All masks name " + name() + "."
                : "All masks find " + name() + " plausible, " + together + " of them others too.";
    }

    private String stopped(String reason) {
        return shared().isEmpty()
                ? reason + counts()
                : "All masks agree on " + Wording.person(shared().iterator().next())
                        + "; another part of the defense stopped it.";
    }

    /** Returns how many masks name whom. */
    private String counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        views.forEach(view -> counts.merge(
                view.plausible().isEmpty()
                        ? "nobody"
                        : Wording.person(view.plausible().get(0).person()),
                1,
                Integer::sum));
        return counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " under " + Count.of(entry.getValue(), "mask"))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private String name() {
        return Wording.person(answer.person());
    }

    /** Returns who is plausible under all masks. */
    private Set<Identity> shared() {
        Set<Identity> shared = people(views.get(0));
        views.forEach(view -> shared.retainAll(people(view)));
        return shared;
    }

    private static Set<Identity> people(View view) {
        return view.plausible().stream().map(Plausible::person).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
