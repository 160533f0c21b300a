package dev.visor.gauntlet;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.GradientCheck;
import dev.visor.defense.DefenseConfig;
import dev.visor.evaluation.Rate;
import dev.visor.recognition.Backward;
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
    private final List<AdversarialExample> looked = new ArrayList<>();
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
            looked.add(example);
        }
    }

    /** Looks for gradients where attacks began; null if none of them uses any. */
    private @Nullable GradientCheck gradients() {
        if (looked.isEmpty()) {
            return null;
        }
        List<Backward> results = system.surrogate()
                .backward(
                        looked.stream().map(AdversarialExample::start).toList(),
                        (probe, scores) -> looked.get(probe).goal().crossEntropyGradient(scores),
                        BackwardRule.EXACT);
        GradientCheck all = new GradientCheck(0, 0, 0);
        for (int i = 0; i < looked.size(); i++) {
            all = all.plus(
                    GradientCheck.of(results.subList(i, i + 1), looked.get(i).region()));
        }
        return all;
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
                gradients());
    }
}
