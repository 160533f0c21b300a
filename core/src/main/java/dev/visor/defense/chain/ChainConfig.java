package dev.visor.defense.chain;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Role;
import dev.visor.defense.detection.CertifiedDetectionConfig;
import dev.visor.defense.mask.TunedMask;
import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The settings of a chain of defenses, the one that sees pictures first standing first. An empty chain is the undefended
 * system. Immutable and thread-safe.
 *
 * @param elements the defenses in their order
 */
public record ChainConfig(List<DefenseConfig> elements) {

    /** How files write it: a list of defenses, or the word {@code RECOMMENDED}, {@code GUARDED} or {@code TUNED}. */
    public static final Type<ChainConfig> TYPE = Type.list(Type.kind(DefenseConfig.class))
            .as(ChainConfig::new, ChainConfig::elements)
            .withWords(ChainConfig::named);

    /** No defense. */
    public static final ChainConfig NONE = new ChainConfig(List.of());

    /**
     * What Visor recommends: certified detection. Masks against glasses, hat bands, stickers and face masks must agree on the
     * person, each with a head of its own.
     */
    public static final ChainConfig RECOMMENDED = new ChainConfig(List.of(CertifiedDetectionConfig.ALL));

    /**
     * A detector that looks for hat bands, stickers and face masks; masks against glasses that confirm the answer to the whole
     * picture, and certify it where they can; and a head that was trained without glasses. The detector asks a head of its own,
     * which was trained without what it looks for, and is calibrated on people with glasses too.
     */
    public static final ChainConfig GUARDED = new ChainConfig(List.of(
            TamperDetector.Config.BESIDE_GLASSES,
            new CertifiedMasking.Config(
                    List.of(ShapeFamily.GLASSES), CoverConfig.UNION, Fills.TELEA, FalseAlarmRate.DEFAULT),
            new HardenedHead.Config()));

    /** The saliency mask that the grid search found. */
    public static final ChainConfig TUNED = new ChainConfig(List.of(new TunedMask()));

    /**
     * Copies the list and checks the order.
     *
     * @throws IllegalArgumentException if the defenses can't stand in this order
     */
    public ChainConfig {
        elements = List.copyOf(elements);
        Role.checkOrder(elements);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).needsCertificateBehind()
                    && elements.subList(i + 1, elements.size()).stream()
                            .noneMatch(later -> later.role() == Role.CERTIFIES)) {
                throw new IllegalArgumentException(
                        "illegal order of defenses: " + elements.get(i).name()
                                + " recovers by what stands behind it, which must certify its decisions, as certified-masking does");
            }
        }
    }

    private static Map<String, ChainConfig> named() {
        Map<String, ChainConfig> named = new LinkedHashMap<>();
        named.put("RECOMMENDED", RECOMMENDED);
        named.put("GUARDED", GUARDED);
        named.put("TUNED", TUNED);
        return named;
    }

    /** Returns whether there is no defense. */
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    /** Returns what the defenses are called, in their order. */
    public List<String> names() {
        return elements.stream().map(DefenseConfig::name).toList();
    }

    /** Returns whether clean faces calibrate a defense. */
    public boolean isCalibrated() {
        return elements.stream().anyMatch(DefenseConfig::isCalibrated);
    }

    /** Returns the strictest rate of false alarms that clean faces calibrate a defense to; none if no defense has one. */
    public Optional<FalseAlarmRate> falseAlarms() {
        return elements.stream()
                .flatMap(element -> element.falseAlarms().stream())
                .min((a, b) -> Double.compare(a.value(), b.value()));
    }

    /** Returns the same chain with another rate for all that is calibrated. */
    public ChainConfig withFalseAlarms(FalseAlarmRate newFalseAlarms) {
        return new ChainConfig(elements.stream()
                .map(element -> element.withFalseAlarms(newFalseAlarms))
                .toList());
    }

    /**
     * Returns what the hardened heads that the chain needs are trained with, each once, in the order of the chain.
     *
     * @param occlusions what a hardened head is trained with that nothing else is asked of
     */
    public Set<Occlusions> hardenedBy(Occlusions occlusions) {
        return elements.stream()
                .flatMap(element -> element.hardenedBy(occlusions).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns whether the chain ends in a hardened recognizer rather than in the one that it protects. */
    public boolean replacesRecognizer() {
        return elements.stream().anyMatch(element -> element.role() == Role.REPLACES);
    }

    /** Returns what the defenses are called that need gradients, in their order; none if all can stand in front of a black box. */
    public List<String> needingGradients() {
        return elements.stream()
                .filter(DefenseConfig::needsGradients)
                .map(DefenseConfig::name)
                .toList();
    }

    /** Returns whether the chain needs what the grid search found. */
    public boolean needsTuning() {
        return elements.stream().anyMatch(DefenseConfig::needsTuning);
    }

    /** Returns about how many pictures pass forward through the network for one picture that is presented, at least 1. */
    public double passes() {
        return 1
                + elements.stream().mapToDouble(element -> element.passes() - 1).sum();
    }

    /** Returns the families of accessories that answers can be certified against, each once. */
    public List<AccessoryFamily> declared() {
        return elements.stream()
                .flatMap(element -> element.declared().stream())
                .distinct()
                .toList();
    }

    /** Returns whether answers can be certified against an accessory. */
    public boolean certifiesAgainst(Accessory accessory) {
        return elements.stream().anyMatch(element -> element.certifiesAgainst(accessory));
    }

    /**
     * Returns the test whether a region lies inside a mask of every defense that certifies answers: whatever is worn there,
     * certificates hold against it. No region passes if nothing is certified.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    public Predicate<Mask> hides(Landmarks landmarks, int width, int height) {
        List<List<Mask>> certifying = elements.stream()
                .map(element -> element.masks(landmarks, width, height))
                .filter(masks -> !masks.isEmpty())
                .toList();
        return region -> !certifying.isEmpty()
                && certifying.stream().allMatch(masks -> masks.stream().anyMatch(mask -> mask.contains(region)));
    }

    /** Builds the chain. */
    public DefenseChain build(DefenseContext context) {
        return new DefenseChain(
                elements.stream().map(element -> element.build(context)).toList());
    }
}
