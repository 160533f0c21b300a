package dev.visor.store.experiment;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.attack.GlassesConfig;
import dev.visor.attack.SquareConfig;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.Fill;
import dev.visor.defense.Occlusions;
import dev.visor.gauntlet.Attacker;
import dev.visor.gauntlet.GauntletConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sections of a gauntlet file one after the other. */
final class GauntletReader {

    private GauntletReader() {}

    /** Reads a whole file. */
    static GauntletFile read(YamlSection root) {
        Optional<String> title = root.text("title");
        long seed = root.longWhole("seed", 1);
        if (!root.has("data")) {
            root.miss("data", "a mapping with the key \"faces\"");
        }
        YamlSection dataSection = root.section("data");
        FaceSource data = ExperimentReader.data(dataSection, root.good("data"));
        YamlSection split = root.section("split");
        YamlSection backboneSection = root.section("backbone");
        BackboneSource backbone = ExperimentReader.backbone(backboneSection);
        ExperimentReader.checkSize(
                dataSection, data, backboneSection.text("name").orElse(""));
        dataSection.close();
        GauntletConfig config = training(root, split, GauntletConfig.DEFAULT);
        config = new AccessoriesReader(root, config).read();
        YamlSection attackers = root.section("attackers");
        config = root.good("attackers") ? attackers(attackers, config) : config;
        YamlSection defenses = root.section("defenses");
        GauntletConfig all = root.good("defenses") ? defenses(defenses, config) : config;
        String ownTitle = title.orElse(GauntletFile.title(data, backbone));
        GauntletFile gauntlet = root.build(
                new GauntletFile("untitled", seed, data, backbone, all),
                () -> new GauntletFile(root.text("title").orElse(ownTitle), seed, data, backbone, all));
        root.close();
        return gauntlet;
    }

    private static GauntletConfig training(YamlSection root, YamlSection split, GauntletConfig base) {
        GauntletConfig config = split.build(
                base,
                () -> base.withTraining(
                        split.number("validation-share", base.validationShare()),
                        split.number("calibration-share", base.calibrationShare()),
                        base.head(),
                        base.occlusions()));
        split.close();
        return config.withTraining(
                config.validationShare(),
                config.calibrationShare(),
                ExperimentReader.head(root.section("head"), base.head()),
                occlusions(root.section("occlusions", "preset")));
    }

    private static Occlusions occlusions(YamlSection section) {
        Occlusions preset =
                section.word("preset", Map.of("RECOMMENDED", Occlusions.RECOMMENDED), Occlusions.RECOMMENDED);
        Optional<Fill> fill = section.parsed("fill", DefenseSectionReader::fill);
        Occlusions occlusions = section.build(
                preset,
                () -> new Occlusions(
                        section.parsedList("families", "families", AccessoryFamily::parse, preset.families()),
                        section.whole("members", "copies that lose a member", preset.members()),
                        section.whole("rectangles", "copies that lose a rectangle", preset.rectangles()),
                        section.number("largest", "longest side of a rectangle", preset.largest()),
                        fill.orElse(preset.fill()),
                        section.word("mirrored", AttackSectionReader.YES_OR_NO, preset.mirrored())));
        section.close();
        return occlusions;
    }

    private static GauntletConfig attackers(YamlSection section, GauntletConfig base) {
        Map<String, Attacker> attackers = new LinkedHashMap<>();
        for (String name : List.copyOf(section.keys())) {
            Optional<Attacker> attacker = attacker(section.section(name));
            if (attacker.isPresent() && section.accepts(name, () -> base.withAttackers(Map.of(name, attacker.get())))) {
                attackers.put(name, attacker.get());
            }
        }
        // Where one was refused, there is no need to tell what the others lack.
        boolean whole = attackers.size() == section.keys().size();
        return whole ? section.build(base, () -> base.withAttackers(attackers)) : base;
    }

    private static Optional<Attacker> attacker(YamlSection section) {
        Optional<String> kind = section.kind(GauntletWriter.ATTACKERS);
        Optional<Attacker> attacker = kind.map(word -> switch (word) {
            case GauntletWriter.UNAWARE -> unaware(section, Attacker.Unaware.DEFAULT);
            case GauntletWriter.ADAPTIVE -> adaptive(section, Attacker.Adaptive.DEFAULT);
            default -> queryOnly(section, Attacker.QueryOnly.DEFAULT);
        });
        if (kind.isPresent()) {
            section.close();
        }
        return attacker;
    }

    private static Attacker unaware(YamlSection section, Attacker.Unaware base) {
        GlassesConfig attack = new AttackSectionReader(section).glasses(base.config());
        return section.build(base, () -> new Attacker.Unaware(section.whole("pairs", base.pairs()), attack));
    }

    private static Attacker adaptive(YamlSection section, Attacker.Adaptive base) {
        GlassesConfig attack = new AttackSectionReader(section).glasses(base.config());
        return section.build(base, () -> new Attacker.Adaptive(section.whole("pairs", base.pairs()), attack));
    }

    private static Attacker queryOnly(YamlSection section, Attacker.QueryOnly base) {
        SquareConfig preset = base.config();
        SquareConfig attack = section.build(
                preset,
                () -> new SquareConfig(
                        preset.accessory(),
                        section.whole("queries", preset.queries()),
                        section.number("initial-share", preset.initialShare()),
                        section.whole("batch-size", preset.batchSize()),
                        section.number("confidence", preset.confidence())));
        return section.build(base, () -> new Attacker.QueryOnly(section.whole("pairs", base.pairs()), attack));
    }

    private static GauntletConfig defenses(YamlSection section, GauntletConfig base) {
        Map<String, List<DefenseConfig>> defenses = new LinkedHashMap<>();
        for (String name : List.copyOf(section.keys())) {
            Optional<List<DefenseConfig>> chain = new ChainReader(section, name).read();
            if (chain.isPresent()
                    && section.accepts(name, () -> {
                        base.withDefenses(Map.of(name, List.of()));
                        DefenseConfig.checkOrder(chain.get());
                    })) {
                defenses.put(name, chain.get());
            }
        }
        boolean whole = defenses.size() == section.keys().size();
        return whole ? section.build(base, () -> base.withDefenses(defenses)) : base;
    }
}
