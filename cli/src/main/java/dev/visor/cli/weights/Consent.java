package dev.visor.cli.weights;

import dev.visor.cli.console.Console;
import dev.visor.store.weights.download.WeightsSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows the license of weights and asks whether it is accepted, before anything is downloaded. */
final class Consent {

    private final Console console;
    private final Optional<Supplier<@Nullable String>> answers;

    /** Makes one that reads answers, if there is somebody to give them. */
    Consent(Console console, Optional<Supplier<@Nullable String>> answers) {
        this.console = console;
        this.answers = answers;
    }

    /** Returns one that asks on the terminal, if there is one. */
    static Consent ofConsole(Console console) {
        return new Consent(console, Optional.ofNullable(System.console()).map(terminal -> terminal::readLine));
    }

    /**
     * Goes on if the license is accepted.
     *
     * @param yes whether it is already
     * @throws IllegalArgumentException if it is not, or nobody can be asked
     */
    void ask(WeightsSource source, boolean yes) {
        console.note(source.author());
        console.note("license: " + source.license());
        if (yes) {
            return;
        }
        if (answers.isEmpty()) {
            throw new IllegalArgumentException(
                    "the license must be accepted and there is no terminal to ask on; --yes accepts it");
        }
        console.note("Do you accept it? [y/N]");
        String answer = answers.get().get();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?")) {
            throw new IllegalArgumentException("the license was not accepted, nothing was downloaded");
        }
    }
}
