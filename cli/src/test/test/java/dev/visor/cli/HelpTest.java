package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class HelpTest {

    @Test
    void theProgramSaysWhatItIsForAndOnWhom() {
        CommandRun run = CommandRun.good("--help");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("Use it only on systems that you own or may test, and on pictures that you may use.")
                .contains(
                        "demo",
                        "gauntlet",
                        "train",
                        "attack",
                        "tune",
                        "evaluate",
                        "report",
                        "defend",
                        "inspect",
                        "weights",
                        "data",
                        "bench")
                .contains("Exit codes: 0 done, 1 a fault of the program, 2 bad input.");
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
        }
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            assertThat(run.out()).contains(parameter.paramLabel());
            assertThat(parameter.description()).as(parameter.paramLabel()).isNotEmpty();
        }
        assertThat(run.out()).as("placeholders that nobody filled in").doesNotContain("${");
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

    @Test
    void defendTellsWhatItsDefaultDoesAndWhatItDoesNot() {
        assertThat(CommandRun.good("defend", "--help").out().replaceAll("\\s+", " "))
                .contains("The default looks for hat bands, stickers and face masks, certifies answers against glasses")
                .contains("It does not protect against accessories outside these families.")
                .contains("RECOMMENDED, SALIENCY_MASK, ARTICLE, ARTICLE_ABSOLUTE, TUNED (default: RECOMMENDED)");
    }

    private static CommandLine find(List<String> path) {
        CommandLine command = Visor.commandLine();
        for (String name : path) {
            command = command.getSubcommands().get(name);
        }
        return command;
    }

    @Test
    void thereAreThirteenCommandsWithThreeForWeightsAndThreeForData() {
        assertThat(commands())
                .hasSize(19)
                .contains(List.of("weights", "fetch"), List.of("weights", "import"), List.of("data", "lfw"));
    }

    @Test
    void theVersionNamesWhatTheProgramStandsOn() {
        assertThat(CommandRun.good("--version").out().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("visor "))
                .anyMatch(line -> line.matches("OpenCV .* 4\\..*"))
                .anyMatch(line -> line.matches("libtorch .* 2\\..*"))
                .anyMatch(line -> line.startsWith("Java "));
    }

    @Test
    void aCommandMustBeNamed() {
        assertBad(
                "visor: Missing command: one of demo, run, gauntlet, train, attack, tune, evaluate, report, defend, inspect,"
                        + " weights, data, bench; see 'visor --help'");
        assertBad("visor: Unmatched argument at index 0: 'trian'; did you mean train? See 'visor --help'", "trian");
    }

    @Test
    void anUnknownOptionSuggestsAKnownOne() {
        assertBad(
                "visor: Unknown option: '--epoch=3'; did you mean --epochs? See 'visor train --help'",
                "train",
                "--epoch=3");
    }

    private static void assertBad(String message, String... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(message + System.lineSeparator());
        assertThat(run.out()).isEmpty();
    }
}
