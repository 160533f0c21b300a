package dev.visor.store.service.config;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that carries a picture. {@code ${NAME}} in {@code path} and {@code fields} stands for a variable of the
 * environment, and {@code {name}} for the person whom a request enrolls.
 *
 * @param path what follows the address, with its query; begins with a slash
 * @param method of HTTP
 * @param body how the picture is carried
 * @param field the name of the part with the picture, or where its text stands in JSON; null for a body of the kind raw
 * @param prefix what precedes the text in JSON, such as {@code data:image/png;base64,}; null for nothing
 * @param fields further parts, or further values of the JSON; those that are JSON are taken as such
 */
public record RequestFormat(
        String path,
        String method,
        BodyKind body,
        @Nullable String field,
        @Nullable String prefix,
        Map<String, String> fields) {

    /** What files and options can set. */
    public static final Settings<RequestFormat> SETTINGS = Settings.of(
            RequestFormat.class,
            Setting.of("path", Type.line(), "what follows the address, with its query"),
            Setting.of("method", Type.line(), "method of HTTP"),
            Setting.of("body", Type.word(BodyKind.class), "how the picture is carried"),
            Setting.of(
                    "field",
                    Type.optional(Type.line()),
                    "name of the part with the picture, or of its text in base64 within JSON"),
            Setting.of(
                    "prefix",
                    Type.optional(Type.line()),
                    "what precedes the text in base64, such as data:image/png;base64,"),
            Setting.of("fields", TextMap.TYPE, "further parts, or further values within JSON"));

    private static final Pattern TOKEN = Pattern.compile("[A-Z]{1,20}");

    /** Checks that the parts go together. */
    public RequestFormat {
        fields = TextMap.copy(fields);
        checkPath("path", path);
        check(TOKEN.matcher(method).matches(), "method", method, "a method of HTTP such as POST");
        check(body == BodyKind.RAW || field != null, "field", "nothing", "the name of the part with the picture");
        check(body != BodyKind.RAW || field == null, "field", "set", "left out for a body of the kind raw");
        check(body != BodyKind.RAW || fields.isEmpty(), "fields", "set", "left out for a body of the kind raw");
        check(body == BodyKind.JSON || prefix == null, "prefix", "set", "left out unless the body is of the kind json");
        check(
                field == null || field.chars().noneMatch(c -> c < ' ' || c == '"'),
                "field",
                String.valueOf(field),
                "without quotes and control characters");
    }

    static void checkPath(String name, String path) {
        check(
                path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#' && c != '\\'),
                name,
                path,
                "a path that begins with a slash, in ASCII, such as /v1/identify");
    }
}
