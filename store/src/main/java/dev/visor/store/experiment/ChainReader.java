package dev.visor.store.experiment;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fill;
import dev.visor.defense.LocalGradientsSmoothing;
import dev.visor.defense.RandomizedMaskDefense;
import dev.visor.defense.Rejection;
import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.defense.VotingMaskDefense;
import dev.visor.saliency.MapKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the defenses that stand one behind another: a list of mappings, each with its kind and its own keys. Where only
 * the kind is told, it can stand alone. A word in the place of the list is the name of a chain. Not thread-safe.
 */
final class ChainReader {

    private static final String RECOMMENDED = "RECOMMENDED";
    private static final String FALSE_ALARMS = "false-alarms";

    private final YamlSection defenses;
    private final String name;

    /** Makes a reader of the chain behind a name. */
    ChainReader(YamlSection defenses, String name) {
        this.defenses = defenses;
        this.name = name;
    }

    /** Returns the chain, or none if there is a defense of no known kind or no chain of that name. */
    Optional<List<DefenseConfig>> read() {
        return defenses.isWord(name) ? defenses.parsed(name, ChainReader::named) : readList();
    }

    private static List<DefenseConfig> named(String text) {
        if (!text.equalsIgnoreCase(RECOMMENDED)) {
            throw new IllegalArgumentException(
                    "unknown chain: \"" + text + "\", must be " + RECOMMENDED + " or a list of words or mappings");
        }
        return DefenseChain.RECOMMENDED;
    }

    private Optional<List<DefenseConfig>> readList() {
        Optional<List<YamlSection>> items = defenses.sections(name, YamlSection.KIND);
        List<DefenseConfig> chain = new ArrayList<>();
        for (YamlSection item : items.orElse(List.of())) {
            Optional<String> kind = item.kind(GauntletWriter.DEFENSES);
            if (kind.isPresent()) {
                chain.add(defense(kind.get(), item));
                item.close();
            }
        }
        return items.filter(list -> list.size() == chain.size()).map(list -> chain);
    }

    private static DefenseConfig defense(String kind, YamlSection section) {
        return switch (kind) {
            case GauntletWriter.SALIENCY_MASK ->
                new DefenseConfig.SaliencyMask(new DefenseSectionReader(section).defense());
            case GauntletWriter.VOTING_MASKS -> new DefenseConfig.VotingMasks(voting(section));
            case GauntletWriter.RANDOMIZED_MASK -> new DefenseConfig.RandomizedMask(randomized(section));
            case GauntletWriter.SMOOTHING -> new DefenseConfig.Smoothing(smoothing(section));
            case GauntletWriter.CERTIFIED_MASKING -> certified(section, DefenseConfig.Certified.GLASSES);
            case GauntletWriter.TAMPER_DETECTOR -> detector(section);
            case GauntletWriter.REJECTION ->
                section.build(
                        new DefenseConfig.Reject(Rejection.ARTICLE.threshold()),
                        () -> new DefenseConfig.Reject(
                                section.number("threshold", "rejection threshold", Rejection.ARTICLE.threshold())));
            default -> new DefenseConfig.OcclusionTrained();
        };
    }

    private static VotingMaskDefense.Config voting(YamlSection section) {
        VotingMaskDefense.Config recommended = VotingMaskDefense.Config.DEFAULT;
        VotingMaskDefense.Config preset = section.word("preset", Map.of(RECOMMENDED, recommended), recommended);
        List<SaliencyMaskConfig> voters = masks(section, "voters", preset.voters());
        Optional<Fill> fill = section.parsed("fill", DefenseSectionReader::fill);
        return section.build(
                preset,
                () -> new VotingMaskDefense.Config(
                        voters, section.whole("votes", preset.votes()), fill.orElse(preset.fill())));
    }

    /** Returns the saliency masks of a list; a word alone is the map of one. */
    private static List<SaliencyMaskConfig> masks(YamlSection section, String key, List<SaliencyMaskConfig> base) {
        return section.sections(key, "map")
                .map(items -> items.stream()
                        .map(item -> new DefenseSectionReader(item).defense())
                        .toList())
                .orElse(base);
    }

    private static RandomizedMaskDefense.Config randomized(YamlSection section) {
        RandomizedMaskDefense.Config recommended = RandomizedMaskDefense.Config.DEFAULT;
        RandomizedMaskDefense.Config preset = section.word("preset", Map.of(RECOMMENDED, recommended), recommended);
        SaliencyMaskConfig base = section.has("base")
                ? new DefenseSectionReader(section.section("base", "preset")).defense()
                : preset.base();
        return section.build(
                preset,
                () -> new RandomizedMaskDefense.Config(
                        section.parsedList("maps", "maps", MapKind::parse, preset.maps()),
                        section.number("lowest", "least mu", preset.lowest()),
                        section.number("highest", "largest mu", preset.highest()),
                        base,
                        section.whole("draws", preset.draws())));
    }

    private static LocalGradientsSmoothing.Config smoothing(YamlSection section) {
        LocalGradientsSmoothing.Config paper = LocalGradientsSmoothing.Config.PAPER;
        LocalGradientsSmoothing.Config preset = section.word("preset", Map.of("PAPER", paper), paper);
        return section.build(
                preset,
                () -> new LocalGradientsSmoothing.Config(
                        section.whole("block", preset.block()),
                        section.whole("overlap", preset.overlap()),
                        section.whole("reference-width", preset.referenceWidth()),
                        section.number("threshold", "smoothing threshold", preset.threshold()),
                        section.number("lambda", preset.lambda())));
    }

    private static DefenseConfig certified(YamlSection section, DefenseConfig.Certified base) {
        CoverConfig cover = section.has("cover") ? cover(section.section("cover", "preset")) : base.cover();
        Optional<Fill> fill = section.parsed("fill", DefenseSectionReader::fill);
        return section.build(
                base,
                () -> new DefenseConfig.Certified(
                        section.parsedList("families", "families", AccessoryFamily::parse, base.families()),
                        cover,
                        fill.orElse(base.fill()),
                        section.has(FALSE_ALARMS) ? falseAlarms(section, FalseAlarmRate.DEFAULT) : base.falseAlarms()));
    }

    private static FalseAlarmRate falseAlarms(YamlSection section, FalseAlarmRate base) {
        return new FalseAlarmRate(section.number(FALSE_ALARMS, "false alarm rate", base.value()));
    }

    private static CoverConfig cover(YamlSection section) {
        CoverConfig preset = section.word("preset", CoverConfig.presets(), CoverConfig.UNION);
        CoverConfig cover = section.build(
                preset,
                () -> new CoverConfig(
                        section.whole("along", "cells along the eyes", preset.along()),
                        section.whole("across", "cells across the eyes", preset.across()),
                        section.whole("scale", "cells of the scale", preset.scale()),
                        section.whole("rotation", "cells of the rotation", preset.rotation()),
                        section.word("merged-shapes", AttackSectionReader.YES_OR_NO, preset.mergedShapes())));
        section.close();
        return cover;
    }

    private static DefenseConfig detector(YamlSection section) {
        DefenseConfig.Detector recommended = DefenseConfig.Detector.RECOMMENDED;
        DefenseConfig.Detector preset = section.word("preset", Map.of(RECOMMENDED, recommended), recommended);
        List<SaliencyMaskConfig> masks = masks(section, "masks", preset.masks());
        return section.build(
                preset,
                () -> new DefenseConfig.Detector(
                        section.parsedList("maps", "maps", MapKind::parse, preset.maps()),
                        masks,
                        section.parsedList("families", "families", AccessoryFamily::parse, preset.families()),
                        section.parsedList("worn", "worn accessories", AccessoryFamily::parse, preset.worn()),
                        section.word("hardened-looks", AttackSectionReader.YES_OR_NO, preset.hardenedLooks()),
                        falseAlarms(section, preset.falseAlarms())));
    }
}
