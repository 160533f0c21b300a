package dev.visor.store.export;

import dev.visor.evaluation.CleanResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.List;
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

    static String text(ExperimentResults results) {
        List<List<Object>> rows = new ArrayList<>();
        OpenSetRates openSet = new OpenSetRates(results);
        rows.add(withRates(COLUMNS, openSet.columns()));
        ExportRow.of(results).forEach(row -> rows.add(withRates(row(row), openSet.values(row.defense()))));
        return rows.stream()
                .map(row -> row.stream().map(CsvExport::quoted).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
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

    private static List<Object> withRates(List<?> row, List<?> rates) {
        List<Object> all = new ArrayList<>(row);
        all.addAll(rates);
        return all;
    }

    static Object rate(Rate rate) {
        return rate.trials() == 0 ? "" : rate.value();
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
