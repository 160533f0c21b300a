package dev.visor.attack;

import dev.visor.face.Identity;
import dev.visor.run.Seed;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What attacks are called. Files are named after them, and file systems allow 255 bytes. */
public final class AttackName {

    /** The most bytes of a name; what is added for its pictures and while they are written takes the rest. */
    static final int LONGEST = 180;

    /** The most bytes of the name of a person in a name that would be longer. */
    private static final int PERSON = 70;

    private AttackName() {}

    /**
     * Returns a name that can be that of a file. In one that would be too long, the names of people are cut, and the end
     * of the name depends on all of their letters.
     *
     * @param number unique among the attacks of an attacker
     * @param target whom the attacker wants to pass for; none for dodging
     */
    public static String of(String number, Identity attacker, Optional<Identity> target) {
        String from = letters(attacker);
        String to = target.map(person -> "as_" + letters(person)).orElse("dodging");
        String name = number + "_" + from + "_" + to;
        if (bytes(name) <= LONGEST) {
            return name;
        }
        String sum = HexFormat.of().toHexDigits((int) new Seed(0).derive(name).value());
        return number + "_" + cut(from) + "_" + cut(to) + "_" + sum;
    }

    private static String letters(Identity person) {
        return person.name().replaceAll("[^\\p{L}\\p{N}_-]", "_");
    }

    private static String cut(String text) {
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            String letter = Character.toString(c);
            used += bytes(letter);
            if (used > PERSON) {
                break;
            }
            kept.append(letter);
        }
        return kept.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
