package dev.visor.experiment;

import dev.visor.defense.Cleansed;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A chain of defenses in front of a system, ready for use: all faces that the system has never seen calibrate it.
 *
 * @param chain the chain, with the false alarm rates that the faces allow
 * @param faces how many faces calibrate it
 * @param recognizer the defended system
 * @param explainer shows what the chain does to pictures
 */
public record Deployment(ChainConfig chain, int faces, WhiteBoxRecognizer recognizer, Explainer explainer) {

    /** Shows what a chain does to pictures. */
    public interface Explainer {

        /**
         * Returns what the first defense that hides a part of pictures makes of them, in the same order; empty if none
         * hides any.
         */
        List<Cleansed> explain(List<Image> probes);
    }

    /**
     * Deploys a chain. A false alarm rate that the held-out faces are too few for becomes the least that they allow; {@link
     * #chain} shows it.
     *
     * @param occlusions what hardened heads are trained with that nothing else is asked of
     * @param hardened for each of {@link ChainConfig#hardenedBy} the system that was trained so
     * @param faces those of the system; of these the held-out ones calibrate the chain
     * @param tuned what the grid search found, if there was one
     * @param run its seed decides the draws
     */
    public static Deployment of(
            ChainConfig chain,
            Occlusions occlusions,
            EnrolledSystem plain,
            Map<Occlusions, EnrolledSystem> hardened,
            FaceSet faces,
            Optional<SaliencyMaskConfig> tuned,
            RunContext run) {
        EnrolledSystem system = chain.replacesRecognizer() ? hardened.getOrDefault(occlusions, plain) : plain;
        List<Face> heldOut = plain.heldOutFaces(faces);
        ChainConfig affordable = affordable(chain, heldOut.size());
        Face any = faces.faces().get(0);
        DefenseContext context = new DefenseContext(
                system.recognizer(),
                occlusions,
                hardened.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, head -> head.getValue().recognizer())),
                system.cleanMaps(),
                any.landmarks(),
                any.image().width(),
                any.image().height(),
                heldOut.stream().map(Face::image).toList(),
                tuned,
                run.derive("defense"));
        DefenseChain defenses = affordable.build(context);
        return new Deployment(
                affordable,
                heldOut.size(),
                defenses.protect(system.recognizer()),
                probes -> defenses.explain(probes, system.recognizer()));
    }

    private static ChainConfig affordable(ChainConfig chain, int faces) {
        return new ChainConfig(chain.elements().stream()
                .map(element -> element.falseAlarms()
                        .filter(rate -> rate.neededFaces() > faces)
                        .map(rate -> element.withFalseAlarms(FalseAlarmRate.least(faces)))
                        .orElse(element))
                .toList());
    }
}
