package dev.visor.store.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.PrintedAttack;
import dev.visor.face.Identity;
import dev.visor.setting.Spelling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes captures of what somebody noted, and reports names that nobody knows.
 *
 * @param known the names that may be used
 * @param problems receives what is wrong, a line each
 */
record CaptureCheck(KnownNames known, List<String> problems) {

    /** How the name of an attacker begins who is not enrolled. */
    private static final String STRANGER = "stranger ";

    /** How many names of a gallery a message lists. */
    private static final int SHOWN = 12;

    /** Returns a capture; empty if something is wrong with it. */
    Optional<Capture> capture(NotedCapture noted) {
        int before = problems.size();
        Identity person = person(noted);
        Identity target = noted.target().isEmpty() ? null : enrolled(noted, "target", noted.target());
        if (person == null || problems.size() > before) {
            return Optional.empty();
        }
        try {
            PrintedAttack attack = target == null || noted.attack().isEmpty() ? null : attack(noted, target);
            if (target == null && !noted.attack().isEmpty()) {
                throw new IllegalArgumentException(
                        "attack: \"" + noted.attack() + "\", must be empty for an honest person, who has no target");
            }
            return Optional.of(new Capture(
                    noted.file(),
                    person,
                    noted.accessory(),
                    target,
                    attack,
                    noted.session(),
                    noted.distance(),
                    noted.light()));
        } catch (IllegalArgumentException e) {
            problems.add(noted.where() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private PrintedAttack attack(NotedCapture noted, Identity target) {
        try {
            return known.attacks().find(noted.attack(), noted.accessory(), target);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("attack: " + e.getMessage(), e);
        }
    }

    private @Nullable Identity person(NotedCapture noted) {
        String name = noted.person();
        if (!name.startsWith(STRANGER)) {
            return enrolled(noted, "person", name);
        }
        String own = name.substring(STRANGER.length()).strip();
        if (own.isEmpty() || noted.target().isEmpty() || known.isKnown(own)) {
            problems.add(noted.where() + ": person: \"" + name + "\", must be an attacker who is not enrolled");
            return null;
        }
        return new Identity(own);
    }

    private @Nullable Identity enrolled(NotedCapture noted, String what, String name) {
        if (!name.isBlank() && known.isKnown(name)) {
            return new Identity(name);
        }
        List<String> names = List.copyOf(known.names());
        String all = names.size() <= SHOWN
                ? "one of " + names
                : "one of the " + names.size() + " people of the gallery, such as " + names.get(0);
        String stranger = what.equals("person") && !noted.target().isEmpty() && !name.isBlank()
                ? "; an attacker who is not enrolled is written \"" + STRANGER + name + "\""
                : "";
        problems.add(noted.where() + ": " + what + ": \"" + name + "\", must be " + all + Spelling.hint(name, names)
                + stranger);
        return null;
    }
}
