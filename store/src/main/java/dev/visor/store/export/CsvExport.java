package dev.visor.store.export;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TransferResult;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of comma-separated values: RFC 4180, lines that end in CR and LF. */
final class CsvExport {

    private static final List<String> COLUMNS = List.of(
            "defense",
            "attacker",
            "accessory",
            "adaptive",
            "attacks",
            "success",
            "success_rate",
            "success_low",
            "success_high",
            "recognized",
            "tampered",
            "unknown",
            "clean_faces",
            "clean_recognized",
            "clean_rate",
            "clean_low",
            "clean_high",
            "clean_certified");

    private CsvExport() {}

    static String text(Map<String, ExperimentResults> systems) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        if (!systems.containsKey(ExportFormat.SINGLE)) {
            columns.add("system");
        }
        columns.addAll(COLUMNS);
        systems.forEach((system, results) -> {
            columns.addAll(new OpenSetRates(results).columns());
            for (ExportRow row : ExportRow.of(results)) {
                Map<String, Object> values = new LinkedHashMap<>(Map.of("system", system));
                put(values, COLUMNS, row(row));
                OpenSetRates openSet = new OpenSetRates(results);
                put(values, openSet.columns(), openSet.values(row.defense()));
                Map<String, Object> wearers = WearersRates.columns(row.defense());
                values.putAll(wearers);
                columns.addAll(wearers.keySet());
                TransferResult transfer = row.cell().transfer();
                if (transfer != null) {
                    put(values, columns("on_surrogates"), values(transfer.onSurrogates()));
                    put(values, columns("transferred"), values(transfer.transferred()));
                    columns.addAll(columns("on_surrogates"));
                    columns.addAll(columns("transferred"));
                }
                Cell.EndToEndRates endToEnd = row.cell().endToEnd();
                if (endToEnd != null) {
                    put(values, columns("in_photograph"), values(endToEnd.success()));
                    put(values, columns("survived"), values(endToEnd.survived()));
                    columns.addAll(columns("in_photograph"));
                    columns.addAll(columns("survived"));
                }
                PrintedRates printed = row.cell().printed();
                if (printed != null) {
                    put(values, columns("printed_digital"), values(printed.digital()));
                    put(values, columns("printed"), values(printed.success()));
                    put(values, columns("printed_attackers"), values(printed.attackers()));
                    columns.addAll(columns("printed_digital"));
                    columns.addAll(columns("printed"));
                    columns.addAll(columns("printed_attackers"));
                }
                rows.add(values);
            }
        });
        StringBuilder text = new StringBuilder(line(columns));
        rows.forEach(row -> text.append(line(
                columns.stream().map(column -> row.getOrDefault(column, "")).toList())));
        return text.toString();
    }

    private static void put(Map<String, Object> row, List<String> columns, List<?> values) {
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
    }

    private static String line(Collection<?> values) {
        return values.stream().map(CsvExport::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static List<Object> row(ExportRow row) {
        CleanResult clean = row.defense().clean();
        return List.of(
                row.defense().name(),
                row.cell().attacker(),
                row.cell().accessory(),
                row.adaptive(),
                row.success().trials(),
                row.success().hits(),
                rate(row.success()),
                row.success().low(),
                row.success().high(),
                row.cell().recognized().hits(),
                row.cell().tampered().hits(),
                row.cell().unknown().hits(),
                clean.recognized().trials(),
                clean.recognized().hits(),
                rate(clean.recognized()),
                clean.recognized().low(),
                clean.recognized().high(),
                clean.certified().hits());
    }

    /** Returns the columns of a rate. */
    static List<String> columns(String name) {
        return List.of(name, name + "_trials", name + "_rate", name + "_low", name + "_high");
    }

    /** Returns what stands in them. */
    static List<Object> values(Rate rate) {
        return List.of(rate.hits(), rate.trials(), rate(rate), rate.low(), rate.high());
    }

    private static Object rate(Rate rate) {
        return rate.trials() == 0 ? "" : rate.value();
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
