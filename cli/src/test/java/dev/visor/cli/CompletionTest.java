package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {

    @TempDir
    Path dir;

    @Test
    @EnabledOnOs(OS.LINUX)
    void bashCompletesCommandsAndOptionsOfSettings() throws Exception {
        assertThat(complete("visor trai")).containsExactly("train");
        assertThat(complete("visor train --epo")).containsExactly("--epochs");
        assertThat(complete("visor data ch")).containsExactly("check");
    }

    private Iterable<String> complete(String words) throws IOException, InterruptedException {
        Path script = dir.resolve("visor_completion");
        Files.writeString(script, CommandRun.good("completion", "bash").out());
        String ask = "compopt() { :; }; source '" + script + "'; COMP_WORDS=(" + words
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " COMP_LINE='" + words + "'; COMP_POINT=${#COMP_LINE}; _complete_visor visor;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", ask)
                .redirectErrorStream(true)
                .start();
        String reply = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).as(reply).isZero();
        return reply.lines().map(String::strip).toList();
    }

    @Test
    void zshGetsTheSameWithWhatItNeeds() {
        assertThat(CommandRun.good("completion", "zsh").out().lines())
                .startsWith("autoload -U +X compinit && compinit", "autoload -U +X bashcompinit && bashcompinit")
                .endsWith(CommandRun.good("completion", "bash").out().lines().toArray(String[]::new));
    }

    @Test
    void anotherShellIsRefused() {
        CommandRun run = CommandRun.of("completion", "fish");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).contains("expected one of [BASH, ZSH]");
    }
}
