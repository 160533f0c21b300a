package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.MapKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a defense, from which it is built for a recognizer. */
public sealed interface DefenseConfig extends Placed {

    /**
     * Builds the defense.
     *
     * @throws IllegalArgumentException if the context lacks what the defense needs, such as clean faces to set it by
     */
    Defense build(DefenseContext context);

    /** Returns the rate that the defense is set to by clean faces, or null if it needs none. */
    default @Nullable FalseAlarmRate falseAlarms() {
        return null;
    }

    /**
     * Returns what the hardened head that the defense needs is trained with; none if it needs no such head.
     *
     * @param occlusions what a hardened head is trained with that nothing else is asked of
     */
    default Optional<Occlusions> hardenedBy(Occlusions occlusions) {
        return Optional.empty();
    }

    /** Returns the same settings with another rate to be set to; those that need none stay as they are. */
    default DefenseConfig withFalseAlarms(FalseAlarmRate newFalseAlarms) {
        return this;
    }

    /**
     * Checks that defenses can stand in an order.
     *
     * @param chain the one that sees pictures first standing first
     * @throws IllegalArgumentException if they can't
     */
    static void checkOrder(List<? extends DefenseConfig> chain) {
        Role.checkOrder(chain);
    }

    /**
     * Returns what the hardened heads that a chain needs are trained with, each once, in the order of the chain.
     *
     * @param occlusions what a hardened head is trained with that nothing else is asked of
     */
    static Set<Occlusions> hardenedBy(List<? extends DefenseConfig> chain, Occlusions occlusions) {
        return chain.stream()
                .flatMap(part -> part.hardenedBy(occlusions).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Tells whether a chain ends in a hardened recognizer rather than in the one that it protects. */
    static boolean replacesRecognizer(List<? extends DefenseConfig> chain) {
        return chain.stream().anyMatch(part -> part.role() == Role.REPLACES);
    }

    /** Builds a chain of defenses. */
    static DefenseChain build(List<? extends DefenseConfig> chain, DefenseContext context) {
        return new DefenseChain(
                chain.stream().map(config -> config.build(context)).toList());
    }

    /**
     * The article's saliency mask.
     *
     * @param config its parameters
     */
    record SaliencyMask(SaliencyMaskConfig config) implements DefenseConfig {

        @Override
        public String name() {
            return "saliency mask";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new SaliencyMaskDefense(config, context.cleanMaps());
        }
    }

    /**
     * Several saliency masks that vote.
     *
     * @param config who votes
     */
    record VotingMasks(VotingMaskDefense.Config config) implements DefenseConfig {

        @Override
        public String name() {
            return "voting masks";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new VotingMaskDefense(config, context.cleanMaps());
        }
    }

    /**
     * A saliency mask that is drawn anew for each picture.
     *
     * @param config what is drawn
     */
    record RandomizedMask(RandomizedMaskDefense.Config config) implements DefenseConfig {

        @Override
        public String name() {
            return "randomized mask";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new RandomizedMaskDefense(
                    config, context.cleanMaps(), context.run().seed().derive("randomized mask"));
        }
    }

    /**
     * Local gradients smoothing.
     *
     * @param config its parameters
     */
    record Smoothing(LocalGradientsSmoothing.Config config) implements DefenseConfig {

        @Override
        public String name() {
            return "local gradients smoothing";
        }

        @Override
        public Role role() {
            return Role.CLEANSES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new LocalGradientsSmoothing(config);
        }
    }

    /**
     * Certified masking.
     *
     * @param families the accessories that answers are certified against, at least one
     * @param cover how finely each family is covered
     * @param fill what replaces the pixels under a mask
     * @param falseAlarms the share of clean faces whose answer the masks may fail to confirm; null if the answer to the
     *     whole picture never stands
     */
    record Certified(
            List<AccessoryFamily> families,
            CoverConfig cover,
            Fill fill,
            @Nullable FalseAlarmRate falseAlarms) implements DefenseConfig {

        /** Against glasses, with one mask that covers all of them. */
        public static final Certified GLASSES =
                new Certified(List.of(AccessoryFamily.GLASSES), CoverConfig.UNION, Fill.TELEA, null);

        /** Copies the list and checks that there is a family. */
        public Certified {
            families = List.copyOf(families);
            check(!families.isEmpty(), "families", families, "at least one");
        }

        @Override
        public String name() {
            return "certified masking";
        }

        @Override
        public Role role() {
            return Role.CERTIFIES;
        }

        @Override
        public Certified withFalseAlarms(FalseAlarmRate newFalseAlarms) {
            return falseAlarms == null ? this : new Certified(families, cover, fill, newFalseAlarms);
        }

        @Override
        public Defense build(DefenseContext context) {
            List<Mask> masks = new ArrayList<>();
            for (AccessoryFamily family : families) {
                masks.addAll(family.cover(context.landmarks(), context.width(), context.height(), cover));
            }
            CertifiedMasking masking = new CertifiedMasking(masks, fill);
            return falseAlarms == null
                    ? masking
                    : masking.confirming(falseAlarms, context.calibration(), context.recognizer(), context.run());
        }
    }

    /**
     * A detector of pictures that were tampered with. It looks at the departure of each map from the clean ones, and at
     * the change of the answer by the saliency masks and by what covers each family.
     *
     * @param maps the kinds of map whose departure is looked at
     * @param masks the saliency masks
     * @param families the accessories that are taken away for a look
     * @param worn accessories that honest people may wear: the clean faces set the detector as they are, and once more with
     *     a drawn member of each of these in a drawn color
     * @param hardenedLooks whether the cleansed pictures are shown to a head that was trained without these families,
     *     whoever the picture is presented to; many heads don't recognize a face without its eyes, and so can't tell that an
     *     attack is gone
     * @param falseAlarms the share of all these faces that may be taken for tampered with
     */
    record Detector(
            List<MapKind> maps,
            List<SaliencyMaskConfig> masks,
            List<AccessoryFamily> families,
            List<AccessoryFamily> worn,
            boolean hardenedLooks,
            FalseAlarmRate falseAlarms)
            implements DefenseConfig {

        /** Looks at one map, the recommended saliency mask, and a picture without glasses. */
        public static final Detector RECOMMENDED = new Detector(
                List.of(SaliencyMaskConfig.RECOMMENDED.map()),
                List.of(SaliencyMaskConfig.RECOMMENDED),
                List.of(AccessoryFamily.GLASSES),
                List.of(),
                true,
                FalseAlarmRate.DEFAULT);

        /** Copies the lists and checks the ranges. */
        public Detector {
            maps = List.copyOf(maps);
            masks = List.copyOf(masks);
            families = List.copyOf(families);
            worn = List.copyOf(worn);
            check(maps.size() + masks.size() + families.size() > 0, "kinds of evidence", 0, "at least 1");
        }

        @Override
        public String name() {
            return "tamper detector";
        }

        @Override
        public Role role() {
            return Role.WATCHES;
        }

        /** A head knows faces best that lack what the faces lacked that it was trained on. */
        @Override
        public Optional<Occlusions> hardenedBy(Occlusions occlusions) {
            if (!hardenedLooks) {
                return Optional.empty();
            }
            return Optional.of(families.isEmpty() ? occlusions : occlusions.withFamilies(families));
        }

        @Override
        public Detector withFalseAlarms(FalseAlarmRate newFalseAlarms) {
            return new Detector(maps, masks, families, worn, hardenedLooks, newFalseAlarms);
        }

        @Override
        public Defense build(DefenseContext context) {
            WhiteBoxRecognizer witness =
                    hardenedBy(context.occlusions()).map(context::hardened).orElse(null);
            List<Evidence> evidence = new ArrayList<>();
            maps.forEach(map -> evidence.add(new Evidence.MapDeparture(map.reading(), context.cleanMaps())));
            masks.forEach(mask -> evidence.add(
                    new Evidence.PredictionChange(new SaliencyMaskDefense(mask, context.cleanMaps()), witness)));
            for (AccessoryFamily family : families) {
                for (Mask mask :
                        family.cover(context.landmarks(), context.width(), context.height(), CoverConfig.UNION)) {
                    evidence.add(new Evidence.PredictionChange(new RegionMask(mask, Fill.TELEA), witness));
                }
            }
            List<Image> honest = new ArrayList<>(context.calibration());
            worn.forEach(family -> honest.addAll(context.wearing(family)));
            return TamperDetector.calibrate(evidence, honest, context.recognizer(), falseAlarms, context.run());
        }
    }

    /**
     * Rejection of whoever is recognized with too little confidence.
     *
     * @param threshold the least confidence, in [0, 1]
     */
    record Reject(double threshold) implements DefenseConfig {

        /** Checks the range. */
        public Reject {
            threshold = new Rejection(threshold).threshold();
        }

        @Override
        public String name() {
            return "rejection below " + threshold;
        }

        @Override
        public Role role() {
            return Role.JUDGES;
        }

        @Override
        public Defense build(DefenseContext context) {
            return new Rejection(threshold);
        }
    }

    /** The head that was trained with occlusions. */
    record OcclusionTrained() implements DefenseConfig {

        @Override
        public String name() {
            return "hardened head";
        }

        @Override
        public Role role() {
            return Role.REPLACES;
        }

        @Override
        public Optional<Occlusions> hardenedBy(Occlusions occlusions) {
            return Optional.of(occlusions);
        }

        @Override
        public Defense build(DefenseContext context) {
            return new HardenedHead(context.hardened(context.occlusions()));
        }
    }
}
