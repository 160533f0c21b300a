package dev.visor.store.export;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What defenses decide about honest people who wear something, as columns and as a table of a document. */
final class WearersRates {

    private WearersRates() {}

    /** Returns the columns of a defense's row in comma-separated values; none if nobody wore anything. */
    static Map<String, Object> columns(DefenseResult defense) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (WearersResult worn : defense.wearers()) {
            String name = "with_" + worn.accessory().replace(' ', '_');
            put(columns, name + "_rejected", worn.rejected());
            put(columns, name + "_bpcer", worn.tampered());
            put(columns, name + "_recognized", worn.recognized());
            columns.put(name + "_unknown", worn.unknown().hits());
            columns.put(name + "_mistaken", worn.mistaken().hits());
        }
        return columns;
    }

    private static void put(Map<String, Object> columns, String name, Rate rate) {
        List<Object> values = CsvExport.values(rate);
        List<String> names = CsvExport.columns(name);
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), values.get(i));
        }
    }

    /** Returns the lines of a table of a document; none if nobody wore anything. */
    static List<String> table(ExperimentResults results) {
        List<String> rows = results.defenses().stream()
                .flatMap(defense -> defense.wearers().stream().map(worn -> row(defense, worn)))
                .collect(Collectors.toList());
        if (rows.isEmpty()) {
            return rows;
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Honest people who wear something in a plain color:");
        lines.add("");
        lines.add("| worn | defense | rejected | tampered (BPCER) | unknown | recognized | taken for somebody else |");
        lines.add("|---|---|---|---|---|---|---|");
        lines.addAll(rows);
        return lines;
    }

    private static String row(DefenseResult defense, WearersResult worn) {
        return "| "
                + String.join(
                        " | ",
                        worn.accessory(),
                        defense.name(),
                        Words.rate(worn.rejected()),
                        Words.rate(worn.tampered()),
                        Words.rate(worn.unknown()),
                        Words.rate(worn.recognized()),
                        Words.rate(worn.mistaken()))
                + " |";
    }
}
