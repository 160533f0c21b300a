package dev.visor.store.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.setting.Registry;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Results as JSON files. A record becomes an object with its components in their order, an identity its name, a rate
 * {@code {hits, trials, rate, low, high}} with a null rate without trials, a goodness score its three parts and
 * {@code goodness}. Numbers are written with as few digits as bring them back exactly. Equal values give equal bytes:
 * two spaces of indentation, lines that end in {@code \n}, the last one too.
 *
 * <p>Reading is strict: what is missing or unknown is an error, except the derived numbers named above, which are
 * computed again.
 *
 * <p>Thread-safe.
 */
public final class Json {

    /** Files that are larger are refused, in bytes. */
    public static final long LARGEST_FILE = 1L << 30;

    private static final Pattern MISSING = Pattern.compile("Missing creator property ('[^']*').*");

    /** A line of a journal may hold what became of a hundred thousand attacks. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength((int) LARGEST_FILE)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // What isX() returns is derived from the components of a record.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(new ResultsModule())
            .injectableValues(ResultsModule.absent())
            .build();

    private static final ObjectWriter WRITER = MAPPER.writer(printer());

    private Json() {}

    /**
     * {@return a value as text}
     *
     * @throws IllegalArgumentException if the value is of a kind that JSON has no form for
     */
    public static String toText(Object value) {
        return text(WRITER, value) + "\n";
    }

    /**
     * {@return a value as text}
     *
     * @param registry names the kinds in it
     * @throws IllegalArgumentException if the value is of a kind that JSON has no form for
     */
    public static String toText(Object value, Registry registry) {
        return text(WRITER.withAttribute(Registry.class, registry), value) + "\n";
    }

    /**
     * {@return a value as one line of text, without its end}
     *
     * @throws IllegalArgumentException if the value is of a kind that JSON has no form for
     */
    public static String toLine(Object value) {
        return text(MAPPER.writer(), value);
    }

    private static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a " + value.getClass().getSimpleName() + " cannot be written as JSON: " + firstLine(e), e);
        }
    }

    /**
     * Writes a value to a file, whole or not at all.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void write(Path file, Object value) throws IOException {
        AtomicFile.write(file, toText(value).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a value to a file, whole or not at all.
     *
     * @param registry names the kinds in it
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void write(Path file, Object value, Registry registry) throws IOException {
        AtomicFile.write(file, toText(value, registry).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a value from a file.
     *
     * @param type what the file must hold
     * @param registry knows the kinds in it
     * @throws DamagedFileException with one line naming the file, the line and the column if it holds something else
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static <T> T read(Path file, Class<T> type, Registry registry) throws IOException {
        return read(file, MAPPER.readerFor(type).withAttribute(Registry.class, registry));
    }

    /**
     * Reads a value from a file.
     *
     * @param type what the file must hold
     * @throws DamagedFileException with one line naming the file, the line and the column if it holds something else
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        return read(file, MAPPER.constructType(type));
    }

    /**
     * Reads a list of values from a file.
     *
     * @param type what the list must hold
     * @throws DamagedFileException with one line naming the file, the line and the column if it holds something else
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static <T> List<T> readList(Path file, Class<T> type) throws IOException {
        List<T> values = read(file, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
        if (values.stream().anyMatch(Objects::isNull)) {
            throw new DamagedFileException(file.toString(), "has a null in its list");
        }
        return List.copyOf(values);
    }

    private static <T> T read(Path file, JavaType type) throws IOException {
        return read(file, MAPPER.readerFor(type));
    }

    /** The results of a hundred thousand attacks have hundreds of megabytes, so the file is not read as a whole first. */
    private static <T> T read(Path file, ObjectReader reader) throws IOException {
        try (InputStream in = ReadableFile.open(file, file.toString(), LARGEST_FILE)) {
            return parse(() -> reader.readValue(in), file.toString());
        }
    }

    /**
     * Reads a value from a text.
     *
     * @param name what to call the text in a message
     * @throws DamagedFileException with one line naming the text, the line and the column if it holds something else
     */
    public static <T> T parse(String text, Class<T> type, String name) throws IOException {
        return parse(text.getBytes(StandardCharsets.UTF_8), MAPPER.constructType(type), name);
    }

    /**
     * Reads a value from a text in which members may be missing: they are null, false or 0.
     *
     * @param name what to call the text in a message
     * @throws DamagedFileException with one line naming the text, the line and the column if it holds something else
     */
    public static <T> T parseSparse(String text, Class<T> type, String name) throws IOException {
        ObjectReader reader = MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        return parse(text.getBytes(StandardCharsets.UTF_8), reader, name);
    }

    private static <T> T parse(byte[] bytes, JavaType type, String name) throws IOException {
        return parse(bytes, MAPPER.readerFor(type), name);
    }

    private static <T> T parse(byte[] bytes, ObjectReader reader, String name) throws IOException {
        return parse(() -> reader.readValue(bytes), name);
    }

    /** Reads a value. */
    private interface Reading<T> {
        T value() throws IOException;
    }

    private static <T> T parse(Reading<T> reading, String name) throws IOException {
        T value;
        try {
            value = reading.value();
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
            throw new DamagedFileException(name, where + firstLine(e), e);
        } catch (CharConversionException e) {
            throw new DamagedFileException(name, "is no text in UTF-8: " + e.getMessage(), e);
        }
        if (value == null) {
            throw new DamagedFileException(name, "line 1, column 1: is null");
        }
        return value;
    }

    /** {@return the parser's message without the lines about the place, and without the parser's own settings} */
    public static String firstLine(JsonProcessingException e) {
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("damaged");
        return MISSING.matcher(line).replaceFirst("lacks $1");
    }

    private static DefaultPrettyPrinter printer() {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return printer;
    }
}
