package dev.visor.cli;

import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Face;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the recommended chain of defenses before the recognizer of a run, set by all of its held-out faces. */
final class RecommendedDefense {

    private static final Set<Occlusions> HEADS =
            DefenseConfig.hardenedBy(DefenseChain.RECOMMENDED, Occlusions.DEFAULT);

    private final LoadedRun run;
    private final Console console;

    RecommendedDefense(LoadedRun run, Console console) {
        this.run = run;
        this.console = console;
    }

    /** Tells whether nothing has to be trained any more. */
    boolean isTrained() {
        return run.folder().hardened().has(HEADS);
    }

    /**
     * Returns the defended recognizer, which is used as long as the run is open.
     *
     * @param falseAlarms the rate to set it to; null for the chain's own or else the least that there are faces for
     * @throws IllegalArgumentException if there are too few held-out faces for the rate
     */
    WhiteBoxRecognizer protect(@Nullable FalseAlarmRate falseAlarms) throws IOException {
        List<Face> heldOut = run.system().heldOutFaces(run.faces());
        List<DefenseConfig> chain =
                falseAlarms == null ? affordable(heldOut.size(), console) : at(falseAlarms, heldOut.size());
        Map<Occlusions, WhiteBoxRecognizer> heads = new HashMap<>();
        for (Occlusions occlusions : HEADS) {
            heads.put(occlusions, run.hardened(occlusions).recognizer());
        }
        EnrolledSystem hardened = run.hardened(Occlusions.DEFAULT);
        Face any = heldOut.get(0);
        DefenseContext context = new DefenseContext(
                hardened.recognizer(),
                Occlusions.DEFAULT,
                heads,
                hardened.cleanMaps(),
                any.landmarks(),
                any.image().width(),
                any.image().height(),
                heldOut.stream().map(Face::image).toList(),
                console.run(run.experiment().seed()).derive("defense"));
        return DefenseConfig.build(chain, context).protect(hardened.recognizer());
    }

    private static List<DefenseConfig> at(FalseAlarmRate falseAlarms, int faces) {
        falseAlarms.checkFaces(faces);
        return DefenseChain.RECOMMENDED.stream()
                .map(part -> part.withFalseAlarms(falseAlarms))
                .toList();
    }

    /** Returns the chain with the least rates that so many faces allow, and tells if these are not its own. */
    static List<DefenseConfig> affordable(int faces, Console console) {
        List<DefenseConfig> chain = new ArrayList<>();
        FalseAlarmRate least = FalseAlarmRate.least(faces);
        FalseAlarmRate missed = least;
        for (DefenseConfig part : DefenseChain.RECOMMENDED) {
            FalseAlarmRate own = part.falseAlarms();
            if (own == null || own.neededFaces() <= faces) {
                chain.add(part);
                continue;
            }
            chain.add(part.withFalseAlarms(least));
            missed = own.value() < missed.value() ? own : missed;
        }
        if (!missed.equals(least)) {
            console.tell(String.format(
                    Locale.ROOT,
                    "set by %d held-out faces, which allow a false alarm rate of %.1f %%; %.1f %% takes %d",
                    faces,
                    100 * least.value(),
                    100 * missed.value(),
                    missed.neededFaces()));
        }
        return chain;
    }
}
