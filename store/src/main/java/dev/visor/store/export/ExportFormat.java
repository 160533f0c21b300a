package dev.visor.store.export;

import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.SuccessLimit;
import java.util.List;
import java.util.function.BiFunction;

/** Forms of results for other programs. Each is a pure function of the results and of limits that they must keep. */
public enum ExportFormat {
    /** A row for each defense, attacker and accessory, as RFC 4180 says. */
    CSV((results, limits) -> CsvExport.text(results)),
    /** The same rows as objects. */
    JSON((results, limits) -> JsonExport.text(results)),
    /** A test case for each of them, which fails above a limit. */
    JUNIT(JunitExport::text),
    /** A result for each defense that let attacks pass and for each finding, SARIF 2.1.0. */
    SARIF(SarifExport::text),
    /** Tables for documents. */
    MARKDOWN((results, limits) -> MarkdownExport.text(results));

    private final BiFunction<ExperimentResults, List<SuccessLimit>, String> writer;

    ExportFormat(BiFunction<ExperimentResults, List<SuccessLimit>, String> writer) {
        this.writer = writer;
    }

    /**
     * Returns results in this form, which ends with the end of a line.
     *
     * @param limits what the success rates must keep; none if nothing is checked
     */
    public String text(ExperimentResults results, List<SuccessLimit> limits) {
        return writer.apply(results, limits);
    }
}
