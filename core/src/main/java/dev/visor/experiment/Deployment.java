package dev.visor.experiment;

import dev.visor.defense.Cleansed;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.MemoRecognizer;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A chain of defenses in front of a system, ready for use: faces that the system has never seen have calibrated it. Used by
 * one thread.
 *
 * @param calibration the chain, and what the faces set in it
 * @param recognizer the defended system
 * @param explainer shows what the chain does to pictures
 * @param attacked what an attacker attacks who knows the defense: with the gradients through the chain, if the system has any
 */
public record Deployment(
        ChainCalibration calibration, Recognizer recognizer, Explainer explainer, Recognizer attacked) {

    /** Shows what a chain does to pictures. */
    public interface Explainer {

        /**
         * Returns what the first defense that hides a part of pictures makes of them, in the same order; empty if none
         * hides any.
         */
        List<Cleansed> explain(List<Image> probes);

        /**
         * Returns what the defended system decides about pictures, with who each is taken for under each mask; empty if no
         * defense asks under masks. It costs no more than the decisions alone if that defense stands first.
         */
        List<MaskedDecision> underMasks(List<Image> probes);
    }

    /**
     * Where a chain is deployed.
     *
     * @param plain the system that it defends
     * @param occlusions what hardened heads are trained with that nothing else is asked of
     * @param hardened for each of {@link ChainConfig#hardenedBy} the system that was trained so
     * @param format of the faces
     * @param clean gives all faces that the system has never seen, the same ones at each call; asked only if
     *     something must be calibrated
     * @param tuned what the grid search found, if there was one
     * @param run its seed decides the draws
     */
    public record Site(
            EnrolledSystem plain,
            Occlusions occlusions,
            Map<Occlusions, EnrolledSystem> hardened,
            FaceFormat format,
            Supplier<List<Face>> clean,
            Optional<SaliencyMaskConfig> tuned,
            RunContext run) {

        /** Copies the map. */
        public Site {
            hardened = Map.copyOf(hardened);
        }

        private EnrolledSystem system(ChainConfig chain) {
            return chain.replacesRecognizer() ? hardened.getOrDefault(occlusions, plain) : plain;
        }

        private DefenseContext context(ChainConfig chain) {
            EnrolledSystem system = system(chain);
            return new DefenseContext(
                    system.recognizer(),
                    occlusions,
                    hardened.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, head -> head.getValue().whiteBox())),
                    system.cleanMaps(),
                    format.landmarks(),
                    format.width(),
                    format.height(),
                    clean,
                    tuned,
                    run.derive("defense"));
        }

        /**
         * Calibrates a chain. A false alarm rate that the faces are too few for becomes the least that they allow; {@link
         * ChainCalibration#chain} shows it.
         */
        public ChainCalibration calibrate(ChainConfig chain) {
            return ChainCalibration.of(chain, context(chain));
        }

        /**
         * Deploys a chain that was calibrated here, now or earlier.
         *
         * @throws IllegalArgumentException if it was calibrated with other defenses
         */
        public Deployment deploy(ChainCalibration calibration) {
            ChainConfig chain = calibration.asked();
            // Who wants a decision and its explanation pays for one pass.
            Recognizer recognizer = MemoRecognizer.of(system(chain).recognizer());
            DefenseChain defenses = calibration.build(context(chain));
            Recognizer defended = defenses.protect(recognizer);
            Recognizer attacked =
                    recognizer.whiteBox().<Recognizer>map(defenses::surrogate).orElse(defended);
            return new Deployment(calibration, defended, new ChainExplainer(defenses, recognizer), attacked);
        }

        /** Calibrates a chain and deploys it. */
        public Deployment deploy(ChainConfig chain) {
            return deploy(calibrate(chain));
        }
    }

    private record ChainExplainer(DefenseChain defenses, Recognizer recognizer) implements Explainer {

        @Override
        public List<Cleansed> explain(List<Image> probes) {
            return defenses.explain(probes, recognizer);
        }

        @Override
        public List<MaskedDecision> underMasks(List<Image> probes) {
            return defenses.underMasks(probes, recognizer);
        }
    }

    /** Returns the chain, with the false alarm rates that the faces allow. */
    public ChainConfig chain() {
        return calibration.chain();
    }

    /** Returns how many faces have calibrated it; 0 if nothing in it is calibrated. */
    public int faces() {
        return calibration.faces();
    }
}
