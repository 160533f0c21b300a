package dev.visor.store.service.config;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom the service knows.
 *
 * @param path what follows the address where it lists them; null if it does not: then it knows the people of the faces
 * @param at where the list stands in the answer's JSON
 * @param name where the name stands within one of the list
 * @param threshold where the threshold of its decisions stands in the same answer; null if it does not
 * @param names the service's names by those of the faces, where they differ
 */
public record PeopleFormat(
        @Nullable String path,
        Pointer at,
        Pointer name,
        @Nullable Pointer threshold,
        Map<String, String> names) {

    /** What files and options can set. */
    public static final Settings<PeopleFormat> SETTINGS = Settings.of(
            PeopleFormat.class,
            Setting.of(
                    "path",
                    Type.optional(Type.line()),
                    "what follows the address where the service lists people; none if it does not"),
            Setting.of("at", Pointer.TYPE, "JSON pointer to the list"),
            Setting.of("name", Pointer.TYPE, "JSON pointer to the name within one of the list; . if each is a name"),
            Setting.of(
                    "threshold",
                    Type.optional(Pointer.TYPE),
                    "JSON pointer to the threshold of its decisions in the same answer"),
            Setting.of("names", TextMap.TYPE, "the service's names by those of the faces, where they differ"));

    /** Checks that no two people are one to the service. */
    public PeopleFormat {
        names = TextMap.copy(names);
        if (path != null) {
            RequestFormat.checkPath("path", path);
        }
        check(
                new HashSet<>(names.values()).size() == names.size(),
                "names",
                names.values(),
                "another name of the service for each person");
        check(path != null || threshold == null, "threshold", "set", "left out without a path");
    }
}
