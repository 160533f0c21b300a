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
                        "%d/%d = %s %% [%s, %s]",
                        rate.hits(),
                        rate.trials(),
                        percent(rate, rate.value()),
                        percent(rate, rate.low()),
                        percent(rate, rate.high()));
    }

    private static String percent(Rate rate, double share) {
        return String.format(Locale.ROOT, "%." + rate.decimals() + "f", 100 * share);
    }

    static String success(ExportRow row) {
        return row.attack() + " against " + row.defense().name() + ": success " + rate(row.success());
    }
}
