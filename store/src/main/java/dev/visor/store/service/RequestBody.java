package dev.visor.store.service;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.visor.store.file.Sha256;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.SchemaException;
import dev.visor.store.service.config.SentPicture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/**
 * The body of a request with a picture. The same picture gives the same bytes.
 *
 * @param mediaType of the bytes
 * @param bytes what is sent
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to one request
record RequestBody(String mediaType, byte[] bytes) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Puts a picture into a body.
     *
     * @param fields further parts or values, with all variables filled in
     * @param format of the picture's file
     */
    static RequestBody of(RequestFormat request, Map<String, String> fields, SentPicture.Format format, byte[] file)
            throws IOException {
        return switch (request.body()) {
            case RAW -> new RequestBody(format.mediaType(), file);
            case MULTIPART -> multipart(Objects.requireNonNull(request.field()), fields, format, file);
            case JSON -> json(request, fields, file);
        };
    }

    private static RequestBody multipart(
            String field, Map<String, String> fields, SentPicture.Format format, byte[] file) {
        String boundary = "visor-" + Sha256.of(file).substring(0, 32);
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 1024);
        fields.forEach((name, value) -> text(
                out,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + value + "\r\n"));
        text(
                out,
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + format.fileName() + "\"\r\nContent-Type: " + format.mediaType() + "\r\n\r\n");
        out.writeBytes(file);
        text(out, "\r\n--" + boundary + "--\r\n");
        return new RequestBody("multipart/form-data; boundary=" + boundary, out.toByteArray());
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestBody json(RequestFormat request, Map<String, String> fields, byte[] file) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, value) -> put(body, name, value(value)));
        String prefix = Objects.requireNonNullElse(request.prefix(), "");
        put(
                body,
                Objects.requireNonNull(request.field()),
                JsonNodeFactory.instance.textNode(prefix + Base64.getEncoder().encodeToString(file)));
        return new RequestBody("application/json", MAPPER.writeValueAsBytes(body));
    }

    /** Puts a value behind a key, or where a JSON pointer leads; objects on the way are made. */
    private static void put(ObjectNode body, String place, JsonNode value) {
        if (!place.startsWith("/")) {
            body.set(place, value);
            return;
        }
        JsonPointer pointer = JsonPointer.compile(place);
        ObjectNode parent = body;
        for (JsonPointer at = pointer; !at.tail().matches(); at = at.tail()) {
            JsonNode next = parent.get(at.getMatchingProperty());
            parent = next instanceof ObjectNode object ? object : parent.putObject(at.getMatchingProperty());
        }
        parent.set(pointer.last().getMatchingProperty(), value);
    }

    /** Returns a value that is JSON as such, and any other one as a text. */
    private static JsonNode value(String text) {
        try {
            return AnswerReader.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (SchemaException e) {
            return JsonNodeFactory.instance.textNode(text);
        }
    }
}
