package dev.visor.store.export;

import dev.visor.evaluation.Rate;
import java.util.Locale;

/** How figures are written in sentences. */
final class Words {

    private Words() {}

    /** Returns a rate with its counts and its 95 % interval. */
    static String rate(Rate rate) {
        return rate.trials() == 0
                ? "0/0"
                : String.format(
                        Locale.ROOT,
                        "%d/%d = %.1f %% [%.1f, %.1f]",
                        rate.hits(),
                        rate.trials(),
                        100 * rate.value(),
                        100 * rate.low(),
                        100 * rate.high());
    }

    static String success(ExportRow row) {
        return row.attack() + " against " + row.defense().name() + ": success " + rate(row.success());
    }
}
