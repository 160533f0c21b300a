package dev.visor.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Names of people and files in one form, whatever machine they come from. */
public final class Names {

    /** Characters below have one form only. */
    private static final int FIRST_COMBINING = 0x300;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\x{34F}\\x{FE00}-\\x{FE0F}]");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

    private Names() {}

    /** Returns a name in Unicode's composed form (NFC): macOS writes names of files decomposed, others as they were typed. */
    public static String normalized(String name) {
        return name.chars().allMatch(c -> c < FIRST_COMBINING) ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** Returns what a name looks like, apart from its Unicode form, spaces and invisible signs. */
    public static String look(String name) {
        // Spaces first: a line break is a space, and a control as well.
        String spaced =
                SPACES.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll(" ");
        return INVISIBLE.matcher(spaced).replaceAll("").strip();
    }

    /** Returns what a name looks like, apart from case as well. */
    public static String lookInAnyCase(String name) {
        // Upper case first: several letters have a single upper case.
        return look(name).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns a line for each pair of different names that look alike, both as {@link Printable#ascii}.
     *
     * @param look what a name looks like
     */
    public static List<String> lookAlikes(Collection<String> names, UnaryOperator<String> look) {
        Map<String, String> seen = new LinkedHashMap<>();
        List<String> pairs = new ArrayList<>();
        for (String name : names) {
            String other = seen.putIfAbsent(look.apply(name), name);
            if (other != null && !other.equals(name)) {
                pairs.add(Printable.ascii(other) + " and " + Printable.ascii(name) + " look alike");
            }
        }
        return pairs;
    }
}
