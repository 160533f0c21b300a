package dev.visor.report.verdict;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an experiment did not try, and so can't show. */
final class NotTried {

    private final Assessment assessment;
    private final ExperimentResults results;

    NotTried(Assessment assessment) {
        this.assessment = assessment;
        this.results = assessment.results();
    }

    List<String> items() {
        List<String> items = new ArrayList<>();
        items.addAll(adaptive());
        items.addAll(knowledge());
        items.addAll(printed());
        if (!results.accessories().isEmpty()) {
            items.add("Other accessories than: " + String.join(", ", results.accessories()) + ".");
        }
        if (!results.attackers().isEmpty()) {
            items.add("More effort per attack than: "
                    + results.attackers().stream()
                            .map(attacker -> attacker.name() + " " + Wording.steps(attacker))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        OpenSetResult openSet = results.openSet();
        int enrolled = openSet == null ? results.data().picturesPerPerson().size() : openSet.enrolled();
        items.add("Attackers who are not enrolled: every attacker is one of the " + Count.ofPeople(enrolled) + ".");
        items.add("Other networks, data sets and settings than those under “Settings and provenance”.");
        return items;
    }

    private List<String> printed() {
        CapturedResults captures = assessment.captures();
        if (captures != null) {
            return captures.gaps().stream()
                    .map(gap -> "In front of a camera: " + gap)
                    .toList();
        }
        return List.of(
                assessment.undefended().worstPrinted().isPresent()
                        ? "Anything really printed: printer, light and camera were simulated."
                        : "Anything printed: accessories were drawn into pictures. Worn and photographed ones behave differently.");
    }

    private List<String> adaptive() {
        List<Standing> defenses = assessment.defenses();
        List<String> without = defenses.stream()
                .filter(standing -> !standing.triedByAdaptive())
                .map(standing -> Wording.quoted(standing.defense().name()))
                .toList();
        if (!without.isEmpty()) {
            return List.of("Attackers who know the defense: none for " + String.join(", ", without) + ".");
        }
        List<String> partly = defenses.stream()
                .filter(standing -> !standing.withoutAdaptive().isEmpty())
                .map(standing -> Wording.quoted(standing.defense().name()) + " with "
                        + String.join(", ", standing.withoutAdaptive()))
                .toList();
        return partly.isEmpty()
                ? List.of()
                : List.of("Attackers who know the defense: none for " + String.join("; ", partly) + ".");
    }

    private List<String> knowledge() {
        List<String> items = new ArrayList<>();
        if (!knows(Knowledge.WHITE_BOX)) {
            items.add("Attackers who have the network and its weights (white-box).");
        }
        if (!knows(Knowledge.SCORE_BASED)) {
            items.add("Attackers who see only scores (black-box).");
        }
        if (!knows(Knowledge.DECISION_BASED)) {
            items.add("Attackers who see only answers without scores (black-box).");
        }
        return items;
    }

    private boolean knows(Knowledge knowledge) {
        return results.attackers().stream().anyMatch(attacker -> attacker.knowledge() == knowledge);
    }
}
