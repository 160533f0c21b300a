package dev.visor.store.export;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rates of an open set that stand beside a defense; there are none for a closed set. */
final class OpenSetRates {

    private static final List<String> PER_DEFENSE = List.of("fpir", "fnir");

    private final @Nullable OpenSetResult open;

    OpenSetRates(ExperimentResults results) {
        this.open = results.openSet();
    }

    /** Returns the rates of a defense by their names; of the undefended system also those of its comparisons. */
    Map<String, Rate> of(DefenseResult defense) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        if (open == null) {
            return rates;
        }
        open.defenses().stream()
                .filter(one -> one.defense().equals(defense.name()))
                .forEach(one -> {
                    rates.put("fpir", one.fpir());
                    rates.put("fnir", one.fnir());
                });
        if (defense.isUndefended()) {
            rates.put("fmr", open.fmr());
            rates.put("fnmr", open.fnmr());
            rates.put("rank-1", open.rankOne());
        }
        return rates;
    }

    /** Returns the names of further columns of a table with a row for each cell. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (open != null) {
            for (String name : PER_DEFENSE) {
                columns.addAll(CsvExport.columns(name));
            }
        }
        return columns;
    }

    /** Returns what stands in these columns. */
    List<Object> values(DefenseResult defense) {
        List<Object> values = new ArrayList<>();
        if (open != null) {
            Map<String, Rate> rates = of(defense);
            for (String name : PER_DEFENSE) {
                values.addAll(CsvExport.values(rates.getOrDefault(name, new Rate(0, 0))));
            }
        }
        return values;
    }
}
