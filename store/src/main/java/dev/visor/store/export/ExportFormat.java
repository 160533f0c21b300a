package dev.visor.store.export;

import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.limit.SuccessLimit;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Forms of results for other programs. Each is a pure function of the results and of limits that they must keep. */
public enum ExportFormat {
    /** A row for each defense, attacker and accessory, as RFC 4180 says. */
    CSV((systems, limits) -> CsvExport.text(systems)),
    /** The same rows as objects. */
    JSON((systems, limits) -> JsonExport.text(systems)),
    /** A test case for each of them, which fails above a limit. */
    JUNIT(JunitExport::text),
    /** A result for each defense that let attacks pass and for each finding, SARIF 2.1.0. */
    SARIF(SarifExport::text),
    /** Tables for documents. */
    MARKDOWN((systems, limits) -> MarkdownExport.text(systems));

    /** What the system of an experiment with a single one is called here. */
    static final String SINGLE = "";

    private final BiFunction<Map<String, ExperimentResults>, List<SuccessLimit>, String> writer;

    ExportFormat(BiFunction<Map<String, ExperimentResults>, List<SuccessLimit>, String> writer) {
        this.writer = writer;
    }

    /**
     * Returns results in this form, which ends with the end of a line.
     *
     * @param limits what the success rates must keep; none if nothing is checked
     */
    public String text(ExperimentResults results, List<SuccessLimit> limits) {
        return text(Map.of(SINGLE, results), limits);
    }

    /**
     * Returns the results of several systems in this form.
     *
     * @param systems the results by the name of the system, at least one
     * @param limits what the success rates on each of them must keep; none if nothing is checked
     */
    public String text(Map<String, ExperimentResults> systems, List<SuccessLimit> limits) {
        return writer.apply(systems, limits);
    }
}
