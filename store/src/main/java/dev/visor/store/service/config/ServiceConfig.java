package dev.visor.store.service.config;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Registry;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import dev.visor.store.file.Sha256;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A face recognition service behind HTTP: where it is, what it is asked, and how its answers are read. Immutable and
 * thread-safe.
 *
 * @param url its address: http or https, a host, perhaps a port and the beginning of all paths
 * @param headers of every request; {@code ${NAME}} stands for a variable of the environment
 * @param identify the request that identifies the people in a picture
 * @param answer where names and scores stand in its answer
 * @param people whom the service knows
 * @param enroll the request that adds a picture of the person {@code {name}}; null if nobody is enrolled
 * @param picture what is sent of a picture
 * @param limits how often and how long it may be asked
 */
public record ServiceConfig(
        String url,
        Map<String, String> headers,
        RequestFormat identify,
        AnswerFormat answer,
        PeopleFormat people,
        @Nullable RequestFormat enroll,
        SentPicture picture,
        ServiceLimits limits) {

    /** What files and options can set. */
    public static final Settings<ServiceConfig> SETTINGS = Settings.of(
            ServiceConfig.class,
            Setting.required(
                    "url",
                    Type.parsed(ServiceConfig::checkedUrl, url -> url),
                    "address of the service, such as https://faces.example.com"),
            Setting.of("headers", TextMap.TYPE, "headers of every request; ${NAME} is a variable of the environment"),
            Setting.of("identify", RequestFormat.SETTINGS, "request that identifies the person in a picture"),
            Setting.of("answer", AnswerFormat.SETTINGS, "where names and scores stand in its answer"),
            Setting.of("people", PeopleFormat.SETTINGS, "whom the service knows"),
            Setting.of(
                    "enroll",
                    Type.optional(RequestFormat.SETTINGS),
                    "request that adds a picture of the person {name}; none if the service knows its people"),
            Setting.of("picture", SentPicture.SETTINGS, "what is sent of a picture"),
            Setting.inline(ServiceLimits.SETTINGS));

    private static final Pattern SECRET =
            Pattern.compile("auth|cookie|key|token|secret|password", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** What the client sets by itself. */
    private static final List<String> RESERVED =
            List.of("connection", "content-length", "content-type", "expect", "host", "transfer-encoding", "upgrade");

    /** Checks the address, and that no secret stands in the settings. */
    public ServiceConfig {
        headers = TextMap.copy(headers);
        checkedUrl(url);
        headers.forEach((name, value) -> {
            check(
                    NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT)),
                    "headers",
                    "the header " + name,
                    "one that requests may set, so none of " + RESERVED);
            check(
                    value.chars().allMatch(c -> c >= ' ' && c < 0x7f),
                    "headers",
                    name + " with other characters",
                    "of printable ASCII");
            check(
                    !SECRET.matcher(name).find() || Secrets.isReference(value),
                    "headers",
                    name + " written out",
                    "taken from the environment, as in ${NAME}, so that no file holds the secret");
        });
        check(
                enroll == null || enroll.path().contains(Secrets.PERSON) || mentionsPerson(enroll),
                "enroll",
                "a request without " + Secrets.PERSON,
                "one that says " + Secrets.PERSON + " in its path or its fields");
    }

    private static boolean mentionsPerson(RequestFormat enroll) {
        return enroll.fields().values().stream().anyMatch(value -> value.contains(Secrets.PERSON));
    }

    private static String checkedUrl(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            uri = URI.create("");
        }
        // A wrong address is shown; one with a password in it is not.
        if (uri.getRawUserInfo() != null || url.contains("@")) {
            throw new IllegalArgumentException(
                    "has a name or a password in it, must be without; a header can take them from the environment");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        check(
                List.of("http", "https").contains(scheme)
                        && uri.getHost() != null
                        && uri.getPort() < 65536
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null,
                "url",
                url,
                "an address that begins with https:// or http://, has a host, and no query");
        return url;
    }

    /** Returns the same service with other limits. */
    public ServiceConfig withLimits(ServiceLimits newLimits) {
        return new ServiceConfig(url, headers, identify, answer, people, enroll, picture, newLimits);
    }

    /** Returns the same service that is sent other pictures. */
    public ServiceConfig withPicture(SentPicture newPicture) {
        return new ServiceConfig(url, headers, identify, answer, people, enroll, newPicture, limits);
    }

    /** Returns whether the other settings lead to the same answers: all but the limits are the same. */
    public boolean asksAs(ServiceConfig other) {
        return equals(other.withLimits(limits));
    }

    /** Returns the address of a request. */
    public String address(String path) {
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path;
    }

    /** Returns all texts that may name variables of the environment. */
    public List<String> templates() {
        List<String> texts = new ArrayList<>(headers.values());
        for (RequestFormat request : enroll == null ? List.of(identify) : List.of(identify, enroll)) {
            texts.add(request.path());
            texts.addAll(request.fields().values());
        }
        if (people.path() != null) {
            texts.add(people.path());
        }
        return texts;
    }

    /** Returns the SHA-256 of everything that decides the answers, but for the service itself. */
    public String fingerprint(List<String> names) {
        Map<String, String> values = SETTINGS.write(withLimits(ServiceLimits.DEFAULT), new Registry.Builder().build())
                .flattened();
        return Sha256.of((values + "\n" + names).getBytes(StandardCharsets.UTF_8));
    }
}
