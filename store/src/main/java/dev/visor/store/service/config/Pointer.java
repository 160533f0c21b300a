package dev.visor.store.service.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.visor.setting.Type;
import java.util.function.Supplier;

/**
 * A place in JSON: a JSON pointer (RFC 6901), or a point for the whole value.
 *
 * @param text such as {@code /result/0/subjects}, or {@value #WHOLE}
 */
public record Pointer(String text) {

    /** Stands for the value itself, as an empty text can't be written. */
    static final String WHOLE = ".";

    /** How files write it. */
    static final Type<Pointer> TYPE = Type.parsed(Pointer::new, Pointer::text);

    /** Checks the form. */
    public Pointer {
        if (!text.equals(WHOLE) && !text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\", must be a JSON pointer such as /people, or " + WHOLE + " for the value itself");
        }
    }

    /** Returns what stands there; a missing node if nothing does. */
    public JsonNode in(JsonNode value) {
        return text.equals(WHOLE) ? value : value.at(JsonPointer.compile(text));
    }

    /**
     * Returns what stands there.
     *
     * @param what it must be, for the message
     */
    public JsonNode existing(JsonNode value, Supplier<String> what) throws SchemaException {
        JsonNode found = in(value);
        if (found.isMissingNode()) {
            throw new SchemaException("has nothing at " + text + ", must have " + what.get());
        }
        return found;
    }
}
