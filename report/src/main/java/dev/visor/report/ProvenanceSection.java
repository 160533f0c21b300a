package dev.visor.report;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was run, on which faces. */
final class ProvenanceSection {

    private static final int LEFT_OUT_AT_ONCE = 10;

    private ProvenanceSection() {}

    static Section of(Provenance provenance, DataSummary data) {
        return Section.of(
                "run",
                "What was run",
                Html.explanation(
                        "Everything that is needed to run this again and get the same numbers: the seed that all "
                                + "random draws come from, the frozen backbone with the hash of its weights, the versions, the "
                                + "settings and the faces."),
                Html.div(
                        "columns",
                        Html.div("column", Html.heading("Program and settings"), program(provenance)),
                        Html.div("column", Html.heading("Faces"), faces(data))),
                people(data),
                leftOut(data.leftOut()));
    }

    private static Element program(Provenance provenance) {
        List<Element> facts = new ArrayList<>();
        facts.addAll(fact("Seed", Long.toString(provenance.seed())));
        facts.addAll(fact("Backbone", provenance.backbone()));
        facts.addAll(fact("Weights (SHA-256)", provenance.weightsSha256()));
        for (Map.Entry<String, String> version : provenance.versions().entrySet()) {
            facts.addAll(fact(version.getKey(), version.getValue()));
        }
        for (Map.Entry<String, String> setting : provenance.settings().entrySet()) {
            facts.addAll(fact(setting.getKey(), setting.getValue()));
        }
        return Html.element("dl", facts).styled("facts");
    }

    private static Element faces(DataSummary data) {
        int pictures = data.picturesPerPerson().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        List<Element> facts = new ArrayList<>();
        facts.addAll(fact("Data set", data.name()));
        facts.addAll(fact(
                "People enrolled", Integer.toString(data.picturesPerPerson().size())));
        facts.addAll(fact("Pictures", pictures + " of " + data.width() + "×" + data.height() + " pixels"));
        facts.addAll(fact("Alignment template", data.alignment()));
        facts.addAll(fact("For training", Numbers.count(data.training(), "picture")));
        facts.addAll(fact("Held out for validation", Numbers.count(data.validation(), "picture")));
        facts.addAll(fact("Left out", Numbers.count(data.leftOut().size(), "picture")));
        return Html.element("dl", facts).styled("facts");
    }

    private static Element people(DataSummary data) {
        List<Element> entries = data.picturesPerPerson().entrySet().stream()
                .map(entry -> Html.element(
                        "li",
                        Html.text(Wording.person(entry.getKey()) + " "),
                        Html.span("muted", Integer.toString(entry.getValue()))))
                .toList();
        return Html.div(
                "block",
                Html.heading("Pictures per person"),
                Html.element("ul", entries).styled("people"));
    }

    private static Element leftOut(List<String> leftOut) {
        if (leftOut.isEmpty()) {
            return Html.paragraph("No picture had to be left out.");
        }
        String title = "Pictures left out: " + leftOut.size();
        Element list = Html.list(leftOut);
        return leftOut.size() > LEFT_OUT_AT_ONCE
                ? Html.details(title, list)
                : Html.div("block", Html.heading(title), list);
    }

    private static List<Element> fact(String name, String value) {
        return List.of(Html.element("dt", name), Html.element("dd", value));
    }
}
