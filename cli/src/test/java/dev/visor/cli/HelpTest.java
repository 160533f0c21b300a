package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class HelpTest {

    private static final String CONSENT =
            "Use it only on systems that you own or may test, and on pictures that you may use.";

    private static final String STAGES = "The stages of a run";

    @Test
    void theProgramSaysWhatItIsForAndOnWhom() {
        CommandRun run = CommandRun.good("--help");
        assertThat(run.out())
                .containsOnlyOnce(CONSENT)
                .containsSubsequence(
                        "  demo ", "  run ", "  train ", "  attack ", "  tune ", "  evaluate ", "  report ")
                .containsSubsequence(
                        "  defend ", "  inspect ", "  captures ", "  data ", "  weights ", "  schema ", "  bench ")
                .contains("Exit codes: 0 done, 1 a fault of the program, 2 bad input, 3 a check did not pass.")
                .doesNotContain("gauntlet");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItsOptions(List<String> path) {
        List<String> args = new ArrayList<>(path);
        args.add("--help");
        CommandRun run = CommandRun.good(args.toArray(String[]::new));
        CommandLine command = find(path);
        assertThat(run.out()).contains("Usage: visor " + String.join(" ", path));
        for (OptionSpec option : command.getCommandSpec().options()) {
            assertThat(run.out()).contains(option.longestName());
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
            assertThat(String.join(" ", option.description()))
                    .as(option.longestName())
                    .endsWith(".");
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            assertThat(run.out()).contains(parameter.paramLabel());
            assertThat(parameter.description()).as(parameter.paramLabel()).isNotEmpty();
        }
        assertThat(run.out())
                .as("placeholders that nobody filled in")
                .doesNotContain("${")
                .doesNotContain(CONSENT)
                .doesNotContainPattern("\\b([Tt]ells?|told|gauntlet)\\b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.err()).isEmpty();
    }

    static List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>();
        Visor.commandLine().getSubcommands().forEach((name, command) -> {
            commands.add(List.of(name));
            command.getSubcommands().keySet().forEach(sub -> commands.add(List.of(name, sub)));
        });
        return commands;
    }

    private static CommandLine find(List<String> path) {
        CommandLine command = Visor.commandLine();
        for (String name : path) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    @Test
    void commandsAreBuiltUnderTheirNamesAndOnlyWhenTheyAreNeeded() {
        Visor.commandLine()
                .getSubcommands()
                .forEach((name, command) -> assertThat(name)
                        .isEqualTo(command.getCommand()
                                .getClass()
                                .getAnnotation(CommandLine.Command.class)
                                .name()));
        assertThat(Visor.commandLine("train", "help").getSubcommands()).containsOnlyKeys("train");
        assertThat(Visor.commandLine("help", "train").getSubcommands()).containsKeys("demo", "help");
        assertThat(Visor.commandLine("trian").getSubcommands()).containsKeys("demo", "help");
    }

    @Test
    void onlyTheStagesExplainTheStages() {
        List<String> stages = List.of("train", "attack", "tune", "evaluate", "report");
        for (List<String> path : commands()) {
            if (path.size() == 1) {
                String help = CommandRun.good(path.get(0), "--help").out();
                assertThat(help.contains(STAGES)).as(path.get(0)).isEqualTo(stages.contains(path.get(0)));
            }
        }
    }

    @Test
    void optionsOfSettingsSayWhatTheTablesSay() {
        assertThat(CommandRun.good("train", "--help").out())
                .containsPattern("--epochs=N +How often all training faces are seen, at least 1 \\(default: 45\\)\\.")
                .containsPattern("--network=\\S+ +The frozen network: a name, or an ONNX or TorchScript")
                .containsPattern(
                        "--hidden=N,\\.\\.\\. +Widths of the hidden layers, none for a linear head, each at least 1")
                .containsSubsequence("Faces:", "--faces=FOLDER", "System under test:", "--network", "Other options:");
        assertThat(CommandRun.good("attack", "--help").out())
                .containsPattern("--pairs=N +Attacks with each accessory, at least 1\\.")
                .containsPattern("--goal=GOAL +To be taken for somebody else, or not to be recognized: impersonation,");
        assertThat(CommandRun.good("tune", "--help").out())
                .containsPattern("--fill=FILL,\\.\\.\\. +What replaces the masked pixels: zero, mean, blur, telea\\.")
                .containsPattern(
                        "--min-clean=X +Lowest AC\\(clean, r\\) that the best combination may have, in \\[0, 1]\\.");
    }

    @Test
    void helpOfACommandIsThatOfItsOption() {
        assertThat(CommandRun.good("help", "run").out())
                .isEqualTo(CommandRun.good("run", "--help").out());
        assertThat(CommandRun.good("help").out())
                .isEqualTo(CommandRun.good("--help").out());
    }

    @Test
    void defendSaysWhatItsDefaultDoesAndWhatItDoesNot() {
        assertThat(CommandRun.good("defend", "--help").out().replaceAll("\\s+", " "))
                .contains("It accepts a person only if all masks find this person plausible.")
                .contains("It says nothing about other accessories, and nothing about who somebody is.")
                .contains("(default: RECOMMENDED)");
    }

    @Test
    void theVersionNamesTheLibraries() {
        assertThat(CommandRun.good("--version").out().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("visor "))
                .anyMatch(line -> line.matches("OpenCV .* 4\\..*"))
                .anyMatch(line -> line.startsWith("ONNX Runtime 1."))
                .anyMatch(line -> line.matches("libtorch .* 2\\..*"))
                .anyMatch(line -> line.startsWith("Java "));
    }

    @Test
    void aCommandMustBeNamed() {
        assertBad(
                "visor: Missing command: one of demo, run, plan, train, attack, tune, evaluate, report, compare, export,"
                        + " evidence, defend, inspect, serve, studio, keys, captures, enroll, verify, identify, print, data,"
                        + " weights, network, schema, bench, completion, help; see 'visor --help'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trian", "tran", "trains", "TRAIN"})
    void aNearMissSuggestsTheCommand(String word) {
        assertBad("visor: Unmatched argument at index 0: '" + word + "'; did you mean train? See 'visor --help'", word);
    }

    @Test
    void aNearMissSuggestsTheCommandOfAGroup() {
        assertBad(
                "visor: Unmatched argument at index 1: 'chekc'; did you mean check? See 'visor data --help'",
                "data",
                "chekc");
        assertBad("visor: Unmatched argument at index 0: 'photoshop'; see 'visor --help'", "photoshop");
    }

    @Test
    void aNearMissSuggestsTheOption() {
        assertBad(
                "visor: Unknown option: '--epoch=3'; did you mean --epochs? See 'visor train --help'",
                "train",
                "--epoch=3");
        assertBad(
                "visor: Unknown option: '--treads=3'; did you mean --threads? See 'visor run --help'",
                "run",
                "x.yaml",
                "--treads=3");
    }

    private static void assertBad(String message, String... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(message + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }
}
