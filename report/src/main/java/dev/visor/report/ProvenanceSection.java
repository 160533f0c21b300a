package dev.visor.report;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.Provenance;
import dev.visor.experiment.cost.StageTime;
import dev.visor.report.html.Download;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was run, on which faces, and how to run it again. */
final class ProvenanceSection {

    private ProvenanceSection() {}

    static Section of(ExperimentResults results, List<StageTime> times, String command) {
        Provenance provenance = results.provenance();
        DataSummary data = results.data();
        List<Node> body = new ArrayList<>();
        body.add(Html.paragraph("This command repeats the run, with the same figures:"));
        body.add(Html.element("pre", Html.element("code", command)).styled("command"));
        Element program = Html.div("column", Html.heading("Program"), Html.terms("facts", program(provenance)));
        body.add(Html.div(
                "columns",
                Html.div(
                        "column", Html.heading("Faces"), Html.terms("facts", faces(data)), people(data), leftOut(data)),
                times.isEmpty() ? program : program.add(times(times))));
        body.add(settings(provenance));
        return new Section("settings", "Settings and provenance", body);
    }

    private static Map<String, String> program(Provenance provenance) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Seed", Long.toString(provenance.seed()));
        facts.put("System under test", provenance.system());
        facts.put("Weights (SHA-256)", provenance.weightsSha256());
        facts.putAll(provenance.versions());
        facts.put("Processor", String.join("; ", provenance.processors()));
        return facts;
    }

    private static Element settings(Provenance provenance) {
        List<List<String>> file = new ArrayList<>(List.of(List.of("setting", "value")));
        List<Element> items = new ArrayList<>();
        provenance.settings().forEach((name, value) -> {
            file.add(List.of(name, value));
            items.add(Html.element("li", Html.element("code", name), Html.text(" " + value)));
        });
        return Html.div(
                "titled",
                Html.element("p", Html.text("All settings "), Download.csv("CSV", "settings", file))
                        .styled("table-title"),
                Html.element("ul", items).styled("settings"));
    }

    private static Map<String, String> faces(DataSummary data) {
        int pictures = data.picturesPerPerson().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Data set", data.name());
        facts.put("People enrolled", Integer.toString(data.picturesPerPerson().size()));
        facts.put("Pictures", pictures + " of " + data.width() + "×" + data.height() + " pixels");
        facts.put(
                "Alignment template",
                data.alignment()
                        + (data.margin() == null
                                ? ""
                                : ", with " + data.margin() + " pixels of its surroundings on each side"));
        facts.put("Training faces", Integer.toString(data.training()));
        facts.put("Held-out faces", Integer.toString(data.heldOut()));
        facts.put("Evaluation faces", Integer.toString(data.evaluation()));
        facts.put(
                "Calibration faces",
                data.calibration() == 0
                        ? "one half of the held-out faces calibrates for the other, both ways round"
                        : Integer.toString(data.calibration()));
        return facts;
    }

    private static Element people(DataSummary data) {
        List<Element> entries = data.picturesPerPerson().entrySet().stream()
                .map(entry -> Html.element(
                        "li",
                        Html.text(Wording.person(entry.getKey()) + " "),
                        Html.span("muted", Integer.toString(entry.getValue()))))
                .toList();
        return Html.details("Pictures per person", Html.element("ul", entries).styled("people"));
    }

    private static Element leftOut(DataSummary data) {
        return data.leftOut().isEmpty()
                ? Html.paragraph("No picture was left out.")
                : Html.details("Pictures left out: " + data.leftOut().size(), Html.list(data.leftOut()));
    }

    private static Element times(List<StageTime> times) {
        Table table = Table.of("Time per stage; unlike all other figures, it changes from run to run", "Stage", "Time");
        for (StageTime time : times) {
            table = table.row(Html.text(time.stage()), Numbers.durationNode(time.seconds()));
        }
        double total = times.stream().mapToDouble(StageTime::seconds).sum();
        return table.total(List.of(Html.text("total"), Numbers.durationNode(total)))
                .element();
    }
}
