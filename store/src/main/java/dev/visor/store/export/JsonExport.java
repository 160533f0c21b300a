package dev.visor.store.export;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TransferResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.store.file.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of the matrix as JSON, with what they rest on. */
final class JsonExport {

    private JsonExport() {}

    /** The document. */
    record Document(
            String title,
            long seed,
            String system,
            String weightsSha256,
            List<String> processors,
            Rate heldOutRecognized,
            List<Row> rows) {}

    /** A row. */
    record Row(
            String defense,
            List<String> chain,
            String attacker,
            String accessory,
            boolean adaptive,
            Rate success,
            Rate recognized,
            Rate tampered,
            Rate unknown,
            Rate cleanRecognized,
            Rate cleanCertified,
            @Nullable Rate onSurrogates,
            @Nullable Rate transferred,
            Cell.@Nullable EndToEndRates endToEnd) {}

    /** Returns a document, or those of several systems by their names. */
    static String text(Map<String, ExperimentResults> systems) {
        ExperimentResults single = systems.get(ExportFormat.SINGLE);
        if (single != null) {
            return Json.toText(document(single));
        }
        Map<String, Document> documents = new LinkedHashMap<>();
        systems.forEach((system, results) -> documents.put(system, document(results)));
        return Json.toText(documents);
    }

    private static Document document(ExperimentResults results) {
        return new Document(
                results.provenance().title(),
                results.provenance().seed(),
                results.provenance().system(),
                results.provenance().weightsSha256(),
                results.provenance().processors(),
                results.training().validation(),
                ExportRow.of(results).stream().map(JsonExport::row).toList());
    }

    private static Row row(ExportRow row) {
        TransferResult transfer = row.cell().transfer();
        return new Row(
                row.defense().name(),
                row.defense().chain(),
                row.cell().attacker(),
                row.cell().accessory(),
                row.adaptive(),
                row.success(),
                row.cell().recognized(),
                row.cell().tampered(),
                row.cell().unknown(),
                row.defense().clean().recognized(),
                row.defense().clean().certified(),
                transfer == null ? null : transfer.onSurrogates(),
                transfer == null ? null : transfer.transferred(),
                row.cell().endToEnd());
    }
}
