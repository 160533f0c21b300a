package dev.visor.api;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.run.RunFolder.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder holds the run of another experiment. The message has the first setting that differs. */
public final class ChangedExperimentException extends IOException {

    private static final long serialVersionUID = 1L;

    private ChangedExperimentException(String message) {
        super(message);
    }

    /**
     * Checks that two experiments are the same, in the same order. How often a service may be asked can differ.
     *
     * @throws ChangedExperimentException if they differ
     */
    static void check(Path folder, ExperimentFile there, ExperimentFile here, Registry registry)
            throws ChangedExperimentException {
        boolean same = here.system().answersAs(there.system());
        ExperimentFile compared = same ? here.withSystem(there.system()) : here;
        if (there.toYaml(registry).equals(compared.toYaml(registry))) {
            return;
        }
        SortedMap<String, String> before = settings(there, registry);
        SortedMap<String, String> after = settings(compared, registry);
        String difference = before.equals(after) ? "its parts in another order" : difference(before, after);
        throw new ChangedExperimentException(folder + ": holds another experiment, with " + difference
                + "; choose another --out, or replace it with --overwrite");
    }

    /**
     * Checks that two experiments differ only in what a stage or a later one computes.
     *
     * @throws ChangedExperimentException if they differ in what an earlier stage has computed
     */
    static void checkFrom(Stage stage, Path folder, ExperimentFile there, ExperimentFile here, Registry registry)
            throws ChangedExperimentException {
        SortedMap<String, String> before = settings(there, registry);
        SortedMap<String, String> after = settings(here, registry);
        before.keySet().removeIf(key -> stageOf(key, there).compareTo(stage) >= 0);
        after.keySet().removeIf(key -> stageOf(key, here).compareTo(stage) >= 0);
        if (!before.equals(after)) {
            throw new ChangedExperimentException(folder + ": holds a run with " + difference(before, after)
                    + ", which an earlier stage has used; run that stage again");
        }
    }

    /** Returns the first stage that uses a setting. */
    private static Stage stageOf(String key, ExperimentFile file) {
        if (key.startsWith("attackers.")) {
            String name = key.substring("attackers.".length());
            boolean adapts = file.config().attackers().entrySet().stream()
                    .anyMatch(attacker -> name.startsWith(attacker.getKey() + ".")
                            && attacker.getValue().adapts());
            // Surrogates are kept from the attacks on.
            return adapts && !name.contains(".from.") ? Stage.EVALUATE : Stage.ATTACK;
        }
        if (key.startsWith("accessories") || key.startsWith("tuning.attacks")) {
            return Stage.ATTACK;
        }
        if (key.startsWith("tuning")) {
            return Stage.TUNE;
        }
        boolean evaluated =
                Stream.of("defenses", "wearers", "printed", "report", "title").anyMatch(key::startsWith);
        return evaluated ? Stage.EVALUATE : Stage.TRAIN;
    }

    private static SortedMap<String, String> settings(ExperimentFile file, Registry registry) {
        return ExperimentFile.SETTINGS.write(file, registry).flattened();
    }

    private static String difference(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedMap<String, String> all = new TreeMap<>(before);
        all.putAll(after);
        for (String key : all.keySet()) {
            String there = before.getOrDefault(key, "nothing");
            String here = after.getOrDefault(key, "nothing");
            if (!there.equals(here)) {
                return key + " = " + there + " instead of " + here;
            }
        }
        return "other settings";
    }
}
