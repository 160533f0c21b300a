package dev.visor.store.experiment;

import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads one YAML document as plain data. What may make a document more than it seems is refused: anchors and aliases,
 * tags, a second document, a key that is there twice, and more than {@link #MAX_DEPTH} levels. No object is ever made
 * by what a document says. Not thread-safe; reads one document.
 */
final class YamlParser {

    /** How deeply values may be nested. */
    static final int MAX_DEPTH = 16;

    private final Place start;
    private final Problems problems;

    /** What cannot be read on from. */
    private static final class StopException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Place place;

        StopException(Place place, String message) {
            super(message);
            this.place = place;
        }
    }

    /**
     * Makes a parser.
     *
     * @param start where the text begins
     * @param problems takes what is wrong
     */
    YamlParser(Place start, Problems problems) {
        this.start = start;
        this.problems = problems;
    }

    /** Returns the value of a text in UTF-8, or none if it is too much damaged to go on. */
    Optional<Node> parse(byte[] utf8) {
        CharBuffer text = CharBuffer.allocate(utf8.length);
        ByteBuffer bytes = ByteBuffer.wrap(utf8);
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            problems.add(
                    start.at(lineOf(utf8, bytes.position())), "is not UTF-8 from byte " + bytes.position() + " on");
            return Optional.empty();
        }
        return parse(text.flip().toString());
    }

    private static int lineOf(byte[] utf8, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += utf8[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** Returns the value of a text, an empty one if there is nothing in it, or none if it is too much damaged. */
    Optional<Node> parse(String text) {
        try {
            checkCharacters(text);
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
            return Optional.of(document(new Parse(settings).parseString(text).iterator()));
        } catch (StopException e) {
            problems.add(e.place, String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            problems.add(
                    place(mark),
                    mark.map(m -> "column " + (m.getColumn() + 1) + ": ").orElse("") + "is not valid YAML: "
                            + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(start, "is not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private void checkCharacters(String text) throws StopException {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                throw new StopException(
                        start.at(line),
                        String.format(
                                Locale.ROOT,
                                "column %d: is not valid YAML: there is a character U+%04X",
                                column,
                                character));
            }
            line += character == '\n' ? 1 : 0;
            column = character == '\n' ? 1 : column + 1;
        }
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> start.at(m.getLine() + 1)).orElse(start);
    }

    private Node document(Iterator<Event> events) throws StopException {
        Node root = new Node.Scalar("", true);
        boolean read = false;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (read) {
                    throw new StopException(
                            place(event.getStartMark()), "a second document begins here, must be a single one");
                }
                root = node(events.next(), events, "", 1);
                read = true;
            }
        }
        return root;
    }

    private Node node(Event event, Iterator<Event> events, String path, int depth) throws StopException {
        Place place = place(event.getStartMark());
        if (event.getEventId() == Event.ID.Alias
                || ((NodeEvent) event).getAnchor().isPresent()) {
            throw new StopException(
                    place, "has an anchor (&) or an alias (*), which are not allowed here: write the value itself");
        }
        if (tagged(event)) {
            throw new StopException(place, "has a tag (!), which is not allowed here: write the value alone");
        }
        if (depth > MAX_DEPTH) {
            throw new StopException(place, "is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (event instanceof ScalarEvent scalar) {
            return new Node.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        }
        return event.getEventId() == Event.ID.SequenceStart
                ? sequence(events, path, depth)
                : mapping(events, path, depth);
    }

    private static boolean tagged(Event event) {
        return event instanceof ScalarEvent scalar
                ? scalar.getTag().isPresent()
                : ((CollectionStartEvent) event).getTag().isPresent();
    }

    private Node sequence(Iterator<Event> events, String path, int depth) throws StopException {
        List<Node> items = new ArrayList<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            items.add(node(next, events, path, depth + 1));
        }
        return new Node.Sequence(items);
    }

    private Node mapping(Iterator<Event> events, String path, int depth) throws StopException {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            Place place = place(next.getStartMark());
            if (!(node(next, events, path, depth + 1) instanceof Node.Scalar key)) {
                throw new StopException(place, "has a list or a mapping for a key, must be a word");
            }
            String full = path.isEmpty() ? key.text() : path + "." + key.text();
            Node value = node(events.next(), events, full, depth + 1);
            Node.Entry first = entries.putIfAbsent(key.text(), new Node.Entry(place, value));
            if (first != null) {
                problems.add(
                        place,
                        full + ": appears twice"
                                + (place.line() == 0
                                        ? ""
                                        : ", first in line " + first.place().line()));
            }
        }
        return new Node.Mapping(entries);
    }
}
