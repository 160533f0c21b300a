package dev.visor.store.experiment;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.Alignment;
import dev.visor.network.Architectures;
import dev.visor.recognition.HeadTrainer;
import dev.visor.run.IllegalSettingException;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.FaceSelection;
import dev.visor.torch.Precision;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the sections of an experiment file one after the other. */
final class ExperimentReader {

    /** What faces and weights that come with the program are called. */
    static final String EMBEDDED = "embedded";

    private ExperimentReader() {}

    /** Reads a whole file. */
    static ExperimentFile read(YamlSection root) {
        Optional<String> title = root.text("title");
        long seed = root.longWhole("seed", 1);
        if (!root.has("data")) {
            root.miss("data", "a mapping with the key \"faces\"");
        }
        YamlSection dataSection = root.section("data");
        FaceSource data = data(dataSection, root.good("data"));
        ExperimentConfig config = ExperimentConfig.DEFAULT;
        config = split(root.section("split"), config);
        YamlSection backboneSection = root.section("backbone");
        BackboneSource backbone = backbone(backboneSection);
        checkSize(dataSection, data, backboneSection.text("name").orElse(""));
        dataSection.close();
        config = config.withTraining(config.validationShare(), head(root.section("head"), config.head()));
        config = new AttackSectionReader(root.section("attack")).read(config);
        config = defense(root.section("defense"), root.good("defense"), config);
        config = new DefenseSectionReader(root.section("grid")).grid(config);
        ExperimentConfig all = evaluation(root.section("evaluation"), config);
        String ownTitle = title.orElse(ExperimentFile.title(data, backbone));
        ExperimentFile experiment = root.build(
                new ExperimentFile("untitled", seed, data, backbone, all),
                () -> new ExperimentFile(root.text("title").orElse(ownTitle), seed, data, backbone, all));
        root.close();
        return experiment;
    }

    static FaceSource data(YamlSection section, boolean there) {
        Optional<String> faces = section.text("faces");
        if (there && !section.has("faces")) {
            section.miss("faces", "a folder or the word " + EMBEDDED);
        }
        Optional<Alignment> alignment = section.parsedJoined("alignment", Alignment::parse);
        FaceSelection selection = section.build(
                FaceSelection.ALL,
                () -> new FaceSelection(
                        alignment,
                        section.optionalWhole("size"),
                        section.optionalWhole("people"),
                        section.optionalWhole("min-pictures")));
        if (faces.isPresent() && faces.get().equals(EMBEDDED)) {
            List.of("alignment", "size", "people", "min-pictures")
                    .forEach(key -> section.refuse(key, "left out: the embedded faces are taken as they are"));
            return FaceSource.EMBEDDED;
        }
        Optional<Path> folder = section.path("faces");
        return folder.isPresent() ? new FaceSource(folder, selection) : FaceSource.EMBEDDED;
    }

    static BackboneSource backbone(YamlSection section) {
        BackboneSource base = BackboneSource.EMBEDDED;
        Map<String, String> names = new LinkedHashMap<>();
        Architectures.names().forEach(name -> names.put(name, name));
        String name = section.word("name", names, base.name());
        Precision precision = section.word("precision", Precision.values(), base.precision());
        boolean embedded = section.text("weights").orElse(EMBEDDED).equals(EMBEDDED);
        Optional<Path> weights = embedded ? Optional.empty() : section.path("weights");
        boolean missing = weights.isEmpty() && !Architectures.named(name).hasEmbeddedWeights();
        if (missing && section.has("weights")) {
            section.refuse("weights", "a file, because " + name + " has no embedded weights");
        } else if (missing) {
            section.miss("weights", "a file, because " + name + " has no embedded weights");
        }
        section.close();
        return missing ? base : new BackboneSource(name, weights, precision);
    }

    /** Checks whether the backbone takes pictures of the size, as far as the file tells it. */
    static void checkSize(YamlSection section, FaceSource data, String backbone) {
        boolean embedded = section.text("faces").orElse("").equals(EMBEDDED);
        int size = embedded ? EmbeddedFaces.SIDE : data.selection().size().orElse(0);
        String name = backbone.toLowerCase(Locale.ROOT);
        if (size == 0 || !Architectures.names().contains(name)) {
            return;
        }
        try {
            Architectures.named(name).checkSize(size, size);
        } catch (IllegalSettingException e) {
            section.refuse(
                    embedded ? "faces" : "size",
                    e.range() + " for " + backbone + (embedded ? ", is " + e.value() : ""));
        }
    }

    private static ExperimentConfig split(YamlSection section, ExperimentConfig base) {
        ExperimentConfig config = section.build(
                base, () -> base.withTraining(section.number("validation-share", base.validationShare()), base.head()));
        section.close();
        return config;
    }

    static HeadTrainer.Config head(YamlSection section, HeadTrainer.Config base) {
        HeadTrainer.Config head = section.build(
                base,
                () -> new HeadTrainer.Config(
                        section.wholes("hidden", "hidden width", base.hidden()),
                        section.number("dropout", base.dropout()),
                        section.whole("epochs", base.epochs()),
                        section.whole("batch-size", base.batchSize()),
                        section.number("learning-rate", base.learningRate()),
                        section.number("weight-decay", base.weightDecay())));
        section.close();
        return head;
    }

    private static ExperimentConfig defense(YamlSection section, boolean there, ExperimentConfig base) {
        if (!there) {
            return base;
        }
        Map<String, SaliencyMaskConfig> defenses = new LinkedHashMap<>();
        for (String name : List.copyOf(section.keys())) {
            YamlSection single = section.section(name);
            SaliencyMaskConfig defense = new DefenseSectionReader(single).defense();
            ExperimentConfig named = single.build(base, () -> base.withDefenses(Map.of(name, defense)));
            if (named.defenses().containsKey(name)) {
                defenses.put(name, defense);
            }
        }
        // Where all names were refused, there is no need to tell that none is left.
        boolean noneLeft = defenses.isEmpty() && !section.keys().isEmpty();
        return noneLeft ? base : section.build(base, () -> base.withDefenses(defenses));
    }

    private static ExperimentConfig evaluation(YamlSection section, ExperimentConfig base) {
        ExperimentConfig config = section.build(
                base, () -> base.withExamples(section.whole("examples", "number of examples", base.examples())));
        section.close();
        return config;
    }
}
