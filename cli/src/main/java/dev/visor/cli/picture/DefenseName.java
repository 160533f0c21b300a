package dev.visor.cli.picture;

import dev.visor.defense.DefenseConfig;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.setting.Cursor;
import dev.visor.setting.Kind;
import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import dev.visor.setting.Registry;
import dev.visor.setting.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --defense} names: a chain with a word of its own, a defense of the run's experiment, or a kind of defense or
 * a preset of one.
 *
 * @param name as it was given
 */
public record DefenseName(String name) {

    /**
     * Returns the chain.
     *
     * @throws IllegalArgumentException if there is none of the name; the message has the nearest one
     */
    public ChainConfig find(ExperimentConfig experiment, Registry registry) {
        return read(Node.plain(name), registry)
                .or(() -> ofExperiment(experiment))
                .or(() -> read(new Node.Sequence(List.of(Node.plain(name))), registry))
                .orElseThrow(() -> unknown(experiment, registry));
    }

    private static Optional<ChainConfig> read(Node value, Registry registry) {
        Place option = new Place("--defense", 0, path -> path);
        return ChainConfig.TYPE.read(value, new Cursor("", option, new Problems(), registry), null);
    }

    private Optional<ChainConfig> ofExperiment(ExperimentConfig experiment) {
        return experiment.defenses().entrySet().stream()
                .filter(defense -> defense.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private IllegalArgumentException unknown(ExperimentConfig experiment, Registry registry) {
        Set<String> names = new LinkedHashSet<>(List.of("RECOMMENDED", "GUARDED", "TUNED"));
        names.addAll(experiment.defenses().keySet());
        List<Kind<? extends DefenseConfig>> kinds = new ArrayList<>(registry.kinds(DefenseConfig.class));
        kinds.forEach(kind -> names.add(kind.name()));
        // A preset of several kinds names none of them.
        kinds.stream()
                .flatMap(kind -> kind.presets().keySet().stream())
                .filter(preset -> kinds.stream()
                                .filter(kind -> kind.presets().containsKey(preset))
                                .count()
                        == 1)
                .forEach(names::add);
        return new IllegalArgumentException(
                "--defense: \"" + name + "\", must be one of " + names + Spelling.hint(name, names));
    }
}
