package dev.visor.store.export;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.limit.SuccessLimit;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Test results as the JUnit task of Ant writes them: a suite for each defense, a case for each attacker and accessory.
 * Nothing in it depends on the clock.
 */
final class JunitExport {

    private static final String NO_TIME = "1970-01-01T00:00:00";

    private final XMLStreamWriter xml;
    private final List<SuccessLimit> limits;
    private int number;

    private JunitExport(XMLStreamWriter xml, List<SuccessLimit> limits) {
        this.xml = xml;
        this.limits = limits;
    }

    static String text(Map<String, ExperimentResults> systems, List<SuccessLimit> limits) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            new JunitExport(xml, limits).suites(systems);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text can't be written", e);
        }
        return text + "\n";
    }

    private void suites(Map<String, ExperimentResults> systems) throws XMLStreamException {
        start(0, "testsuites");
        for (Map.Entry<String, ExperimentResults> system : systems.entrySet()) {
            for (DefenseResult defense : system.getValue().defenses()) {
                suite(system.getKey(), system.getValue(), defense);
            }
        }
        end(0);
    }

    private void suite(String system, ExperimentResults results, DefenseResult defense) throws XMLStreamException {
        String name = system.equals(ExportFormat.SINGLE) ? defense.name() : system + ": " + defense.name();
        List<ExportRow> rows = ExportRow.of(results).stream()
                .filter(row -> row.defense().equals(defense))
                .toList();
        long failures =
                rows.stream().filter(row -> !row.exceeded(limits).isEmpty()).count();
        start(1, "testsuite");
        attribute("id", number++);
        attribute("package", "visor");
        attribute("name", name);
        attribute("hostname", "localhost");
        attribute("timestamp", NO_TIME);
        attribute("tests", rows.size());
        attribute("failures", failures);
        attribute("errors", 0);
        attribute("time", 0);
        start(2, "properties");
        property("chain", String.join(", ", defense.chain()));
        property("clean faces recognized", Words.rate(defense.clean().recognized()));
        for (Map.Entry<String, Rate> rate :
                new OpenSetRates(results).of(defense).entrySet()) {
            property(rate.getKey(), Words.rate(rate.getValue()));
        }
        end(2);
        for (ExportRow row : rows) {
            testCase(name, row);
        }
        StringBuilder figures = new StringBuilder();
        rows.forEach(row -> figures.append(Words.success(row)).append('\n'));
        text("system-out", figures.toString());
        text("system-err", "");
        end(1);
    }

    private void property(String name, String value) throws XMLStreamException {
        indent(3);
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void testCase(String suite, ExportRow row) throws XMLStreamException {
        List<SuccessLimit> exceeded = row.exceeded(limits);
        start(2, "testcase");
        attribute("name", row.attack());
        attribute("classname", "visor." + suite);
        attribute("time", 0);
        if (!exceeded.isEmpty()) {
            start(3, "failure");
            attribute("type", exceeded.get(0).measure().word());
            attribute(
                    "message",
                    Words.success(row) + "; the interval must end at most at "
                            + exceeded.get(0).most());
            xml.writeEndElement();
        }
        end(2);
    }

    private void text(String name, String text) throws XMLStreamException {
        start(2, name);
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, clean(String.valueOf(value)));
    }

    private void start(int depth, String name) throws XMLStreamException {
        indent(depth);
        xml.writeStartElement(name);
    }

    private void end(int depth) throws XMLStreamException {
        indent(depth);
        xml.writeEndElement();
    }

    private void indent(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** Returns a text without what XML can't hold. */
    private static String clean(String text) {
        return text.replaceAll("[^\\x{9}\\x{A}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?");
    }
}
