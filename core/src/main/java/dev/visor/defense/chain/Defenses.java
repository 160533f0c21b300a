package dev.visor.defense.chain;

import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Rejection;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.defense.mask.LocalGradientsSmoothing;
import dev.visor.defense.mask.RandomizedMaskDefense;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.TunedMask;
import dev.visor.defense.mask.VotingMaskDefense;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the defenses and fills that come with Visor. */
public final class Defenses implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        add(kinds, Kind.of("saliency-mask", "the article's saliency mask", SaliencyMaskConfig.SETTINGS));
        add(kinds, Kind.of("tuned-saliency-mask", "the saliency mask that tuning finds", TunedMask.SETTINGS));
        add(kinds, Kind.of("voting-masks", "several saliency masks that vote", VotingMaskDefense.Config.SETTINGS));
        add(kinds, Kind.of("randomized-mask", "a saliency mask that is drawn", RandomizedMaskDefense.Config.SETTINGS));
        add(
                kinds,
                Kind.of(
                        "local-gradients-smoothing",
                        "darkens steep patterns",
                        LocalGradientsSmoothing.Config.SETTINGS));
        add(kinds, Kind.of("certified-masking", "double masking with a certificate", CertifiedMasking.Config.SETTINGS));
        add(
                kinds,
                Kind.of(
                        "certified-detection",
                        "masks that must all agree on the person, with a certificate",
                        CertifiedDetectionConfig.SETTINGS));
        add(kinds, Kind.of("tamper-detector", "a detector of tampered pictures", TamperDetector.Config.SETTINGS));
        add(kinds, Kind.of("rejection", "rejects answers with too little confidence", Rejection.SETTINGS));
        add(kinds, Kind.of("hardened-head", "a head that was trained with occlusions", HardenedHead.Config.SETTINGS));
        kinds.add(Fill.class, Kind.single("zero", "black, as in the article", Fills.ZERO));
        kinds.add(Fill.class, Kind.single("mean", "the mean color of the other pixels", Fills.MEAN));
        kinds.add(Fill.class, Kind.single("blur", "a wide blur of the other pixels", Fills.BLUR));
        kinds.add(Fill.class, Kind.single("telea", "the surroundings carried on inwards", Fills.TELEA));
    }

    private static void add(Registry.Builder kinds, Kind<? extends DefenseConfig> kind) {
        kinds.add(DefenseConfig.class, kind);
    }
}
