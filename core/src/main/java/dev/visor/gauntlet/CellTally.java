package dev.visor.gauntlet;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.GradientCheck;
import dev.visor.defense.DefenseConfig;
import dev.visor.evaluation.Rate;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the attacks of a cell. Used by one thread. */
final class CellTally {

    /** So many attacks are enough to see whether there are gradients. */
    private static final int GRADIENTS = 16;

    private final Attacker attacker;
    private final DefendedSystem system;
    private final CleanResult clean;
    private final boolean certifies;
    private final List<Integer> reachedAt = new ArrayList<>();
    private @Nullable GradientCheck gradients;
    private int trials;
    private int succeeded;
    private int recognized;
    private int tampered;
    private int unknown;
    private int certified;
    private int broken;

    CellTally(Attacker attacker, Accessory accessory, DefendedSystem system, CleanResult clean) {
        this.attacker = attacker;
        this.system = system;
        this.clean = clean;
        this.certifies = system.chain().stream()
                .filter(DefenseConfig.Certified.class::isInstance)
                .map(DefenseConfig.Certified.class::cast)
                .flatMap(masking -> masking.families().stream())
                .anyMatch(family -> family.shapes().contains(accessory));
    }

    void add(AdversarialExample example, Decision decision) {
        boolean person = decision.verdict() == Verdict.PERSON;
        boolean right = decision.recognizes(example.face().identity());
        trials++;
        succeeded += person && example.goal().holds(decision.scores()) ? 1 : 0;
        recognized += right ? 1 : 0;
        tampered += decision.verdict() == Verdict.TAMPERED ? 1 : 0;
        unknown += decision.verdict() == Verdict.UNKNOWN ? 1 : 0;
        if (certifies && clean.certifiedFaces().contains(example.face().id())) {
            certified++;
            broken += person && !right ? 1 : 0;
        }
        example.firstSuccess().ifPresent(reachedAt::add);
        if (attacker.adapts() && !(attacker instanceof Attacker.QueryOnly) && trials <= GRADIENTS) {
            look(example);
        }
    }

    /** Looks for a gradient where the attack began. */
    private void look(AdversarialExample example) {
        GradientCheck here = GradientCheck.of(
                system.surrogate()
                        .backward(
                                List.of(example.start()),
                                (probe, scores) -> example.goal().lossGradient(scores),
                                BackwardRule.EXACT),
                example.region());
        gradients = gradients == null ? here : gradients.plus(here);
    }

    Cell cell(String attackerName, String accessoryName) {
        return new Cell(
                attackerName,
                accessoryName,
                new Rate(succeeded, trials),
                new Rate(recognized, trials),
                new Rate(tampered, trials),
                new Rate(unknown, trials),
                certifies ? new Rate(broken, certified) : null,
                reachedAt.stream().sorted().toList(),
                attacker.most(),
                gradients);
    }
}
