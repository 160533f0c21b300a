package dev.visor.store.captures;

import dev.visor.setting.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folders that say who is in which photograph, where there is no table:
 *
 * <pre>
 * attackers/PERSON/as TARGET/wearing ACCESSORY/picture
 * honest/PERSON/picture
 * honest/PERSON/wearing ACCESSORY/picture
 * </pre>
 *
 * <p>Below a person, each folder begins with a word that says what it notes: {@code as}, {@code wearing}, {@code session},
 * {@code distance}, {@code light} or {@code attack}. They can be in any order, and each can be there once.
 */
final class CaptureStructure {

    private static final String ATTACKERS = "attackers";
    private static final String HONEST = "honest";

    /** What a folder can begin with. */
    private static final List<String> WORDS = List.of("as", "wearing", "session", "distance", "light", "attack");

    private CaptureStructure() {}

    /**
     * Returns what the folders note.
     *
     * @param listing the files; all of them must be pictures
     * @param problems receives what is wrong, a line each
     */
    static List<NotedCapture> read(CaptureListing listing, List<String> problems) {
        List<NotedCapture> noted = new ArrayList<>();
        for (String file : listing.files().keySet()) {
            capture(file, problems).ifPresent(noted::add);
        }
        return noted;
    }

    private static Optional<NotedCapture> capture(String file, List<String> problems) {
        List<String> parts = List.of(file.split("/"));
        boolean attacks = parts.get(0).equals(ATTACKERS);
        if (!attacks && !parts.get(0).equals(HONEST) || parts.size() < 3) {
            problems.add(file + ": must lie in " + ATTACKERS + "/PERSON/as TARGET/wearing ACCESSORY or in " + HONEST
                    + "/PERSON, or " + CaptureTable.NAME + " must list it");
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        int before = problems.size();
        for (String part : parts.subList(2, parts.size() - 1)) {
            note(file, part, values, problems);
        }
        if (attacks && !values.containsKey("as")) {
            problems.add(file + ": has no folder \"as TARGET\", which says whom the attacker aims for");
        }
        if (!attacks && values.containsKey("as")) {
            problems.add(file + ": has a folder \"as " + values.get("as") + "\", must have none for an honest person");
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new NotedCapture(
                file,
                file,
                parts.get(1),
                values.getOrDefault("wearing", ""),
                values.getOrDefault("as", ""),
                values.getOrDefault("attack", ""),
                values.getOrDefault("session", ""),
                values.getOrDefault("distance", ""),
                values.getOrDefault("light", "")));
    }

    private static void note(String file, String part, Map<String, String> values, List<String> problems) {
        int space = part.indexOf(' ');
        String word = space < 0 ? part : part.substring(0, space);
        String value = space < 0 ? "" : part.substring(space + 1).strip();
        if (!WORDS.contains(word) || value.isEmpty()) {
            problems.add(file + ": the folder \"" + part + "\" must be one of " + WORDS + " and a value, such as "
                    + "\"session 2\"" + Spelling.hint(word, WORDS));
        } else if (values.putIfAbsent(word, value) != null) {
            problems.add(file + ": has two folders that begin with \"" + word + "\", must have one");
        }
    }
}
