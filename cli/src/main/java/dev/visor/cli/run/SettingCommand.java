package dev.visor.cli.run;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** A command with options for settings of experiments. */
public interface SettingCommand {

    /** Returns the options. */
    SettingOptions settings();

    /** Returns whether the settings of the demo hold unless others are given, rather than those of a run. */
    boolean startsFromDemo();

    /**
     * Adds the options of commands.
     *
     * @param needed says whether a command of some name needs it
     */
    static void addOptions(CommandLine program, Predicate<String> needed) {
        List<CommandLine> commands = program.getSubcommands().values().stream()
                .filter(command ->
                        command.getCommand() instanceof SettingCommand && needed.test(command.getCommandName()))
                .toList();
        if (commands.isEmpty()) {
            return;
        }
        Registry registry = Registry.standard();
        SettingSchema schema = SettingSchema.ofExperiments(registry);
        Map<String, String> demo = demo(registry);
        for (CommandLine command : commands) {
            SettingCommand owner = command.getCommand();
            owner.settings().addTo(command.getCommandSpec(), schema, owner.startsFromDemo() ? demo : Map.of());
        }
    }

    private static Map<String, String> demo(Registry registry) {
        try {
            ExperimentFile demo = ExperimentFile.demo(List.of(), registry);
            String attacker = "attackers." + demo.config().tuningAttacker().orElseThrow() + ".";
            return ExperimentFile.SETTINGS.write(demo, registry).flattened().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().replace(attacker, "attackers." + SettingSchema.ANY + "."),
                            Map.Entry::getValue));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
