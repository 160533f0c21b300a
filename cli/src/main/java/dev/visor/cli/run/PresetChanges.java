package dev.visor.cli.run;

import dev.visor.attack.AttackConfig;
import dev.visor.experiment.Attacker;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import dev.visor.store.experiment.ExperimentFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes presets of attacks take effect on the experiment of a run, which has every value: those of the attack give way to
 * the preset.
 *
 * @param experiment of the run
 */
record PresetChanges(ExperimentFile experiment, Registry registry) {

    /** Returns changes with those before them that presets need. */
    List<String> before(List<String> changes) {
        List<String> all = new ArrayList<>();
        experiment.config().attackers().forEach((name, attacker) -> {
            String path = "attackers." + name;
            if (changes.stream().anyMatch(change -> change.startsWith(path + ".preset="))) {
                all.add(path + "=" + withoutAttack(attacker));
            }
        });
        all.addAll(changes);
        return all;
    }

    private String withoutAttack(Attacker attacker) {
        Map<String, Node> attack = Type.kind(AttackConfig.class).entries(attacker.attack(), registry);
        Map<String, Node> own = new LinkedHashMap<>(Attacker.SETTINGS.entries(attacker, registry));
        own.keySet().removeIf(key -> attack.containsKey(key) && !key.equals("kind"));
        return own.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + yaml((Node.Scalar) entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String yaml(Node.Scalar value) {
        return value.plain() ? value.text() : SettingOptions.quoted(value.text());
    }
}
