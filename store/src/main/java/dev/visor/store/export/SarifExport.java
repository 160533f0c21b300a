package dev.visor.store.export;

import dev.visor.evaluation.Finding;
import dev.visor.evaluation.openset.Iapar;
import dev.visor.evaluation.openset.IaparLimit;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.limit.SuccessLimit;
import dev.visor.store.file.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Findings as SARIF 2.1.0 (OASIS): an error for each attack that exceeds a limit or breaks a certificate, a warning for
 * each defense that let attacks pass, a note for whatever makes figures doubtful. The undefended system has none.
 */
final class SarifExport {

    private static final String PASSED = "attacks-passed";
    private static final String ABOVE_LIMIT = "iapar-above-limit";

    private SarifExport() {}

    static String text(Map<String, ExperimentResults> systems, List<SuccessLimit> limits) {
        List<Object> runs = new ArrayList<>();
        systems.forEach((system, results) -> runs.add(run(system, results, limits)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        document.put("version", "2.1.0");
        document.put("runs", runs);
        return Json.toText(document);
    }

    private static Map<String, Object> run(String system, ExperimentResults results, List<SuccessLimit> limits) {
        String folder = system.equals(ExportFormat.SINGLE) ? "" : system + "/";
        List<Object> found = new ArrayList<>();
        for (ExportRow row : ExportRow.of(results)) {
            boolean exceeds = !row.exceeded(limits).isEmpty();
            if (exceeds || row.success().hits() > 0 && !row.defense().isUndefended()) {
                found.add(result(
                        folder,
                        PASSED,
                        exceeds ? "error" : "warning",
                        Words.success(row),
                        row.defense().name() + "/" + row.cell().attacker() + "/"
                                + row.cell().accessory()));
            }
        }
        if (results.openSet() != null) {
            Iapar.of(results.defenses(), results.attackers())
                    .forEach(iapar -> found.addAll(aboveLimits(folder, iapar)));
        }
        for (Finding finding : results.findings()) {
            String level = finding.kind() == Finding.Kind.BROKEN_CERTIFICATE ? "error" : "note";
            found.add(result(folder, id(finding.kind()), level, finding.text(), finding.defense()));
        }
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "visor");
        driver.put("version", results.provenance().versions().getOrDefault("visor", "unknown"));
        driver.put("rules", rules(results));
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", found);
        if (!folder.isEmpty()) {
            run.put("automationDetails", Map.of("id", folder));
        }
        return run;
    }

    /** Returns a note for each limit of the industry that an accessory exceeds. */
    private static List<Object> aboveLimits(String folder, Iapar iapar) {
        return Arrays.stream(IaparLimit.values())
                .filter(limit -> iapar.rate().trials() > 0 && !limit.keeps(iapar.rate()))
                .<Object>map(limit -> result(
                        folder,
                        ABOVE_LIMIT,
                        "note",
                        String.format(
                                Locale.ROOT,
                                "IAPAR of %s by %s against %s: %s, above %s %% (%s)",
                                iapar.accessory(),
                                iapar.attacker(),
                                iapar.defense(),
                                Words.rate(iapar.rate()),
                                100 * limit.most(),
                                limit.document()),
                        iapar.defense() + "/" + iapar.attacker() + "/" + iapar.accessory()))
                .toList();
    }

    private static List<Object> rules(ExperimentResults results) {
        List<Object> rules = new ArrayList<>();
        rules.add(rule(PASSED, "Adversarial pictures passed as their targets."));
        if (results.openSet() != null) {
            rules.add(rule(ABOVE_LIMIT, "The IAPAR of an accessory is above a limit of the industry."));
        }
        for (Finding.Kind kind : Finding.Kind.values()) {
            rules.add(rule(
                    id(kind),
                    switch (kind) {
                        case GRADIENTS_NOT_TRIED -> "No attacker followed gradients of the system.";
                        case NO_GRADIENT -> "The attacker had no gradient to follow.";
                        case WEAKER_ATTACKER_WINS -> "An attacker who knows less does better.";
                        case NOT_CONVERGED -> "Attacks still succeeded when their iterations ended.";
                        case ITERATIONS_BRING_NOTHING -> "Iterations bring the attacker nothing.";
                        case STOPS_BY_REJECTING -> "The defense stops attacks by recognizing nobody.";
                        case BROKEN_CERTIFICATE -> "An answer that was proven was changed.";
                    }));
        }
        return rules;
    }

    private static Map<String, Object> rule(String id, String text) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", id);
        rule.put("shortDescription", Map.of("text", text));
        return rule;
    }

    /** Names of systems have no other character that addresses don't. */
    private static String uri(String folder) {
        return folder.replace(" ", "%20");
    }

    private static String id(Finding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> result(String folder, String rule, String level, String text, String where) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", Map.of("artifactLocation", Map.of("uri", uri(folder) + "results.json")));
        location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", where)));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule);
        result.put("level", level);
        result.put("message", Map.of("text", text));
        result.put("locations", List.of(location));
        return result;
    }
}
