package dev.visor.store.export;

import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.store.file.Json;
import java.util.List;

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
            Rate cleanCertified) {}

    static String text(ExperimentResults results) {
        return Json.toText(new Document(
                results.provenance().title(),
                results.provenance().seed(),
                results.provenance().system(),
                results.provenance().weightsSha256(),
                results.provenance().processors(),
                results.training().validation(),
                ExportRow.of(results).stream().map(JsonExport::row).toList()));
    }

    private static Row row(ExportRow row) {
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
                row.defense().clean().certified());
    }
}
