package dev.visor.store.dataset.pubfig;

import static dev.visor.run.IllegalSettingException.check;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One picture of a list of PubFig.
 *
 * @param person who is shown, as the list has it
 * @param number its number among this person's pictures, at least 0
 * @param url where it was published, beginning with {@code http://} or {@code https://}
 * @param rectangle where the person's face is
 * @param md5 the MD5 sum of the file as 32 lower-case hexadecimal digits, if the list gives one
 * @param place the file and line that list it
 */
public record PubFigEntry(
        String person, int number, String url, FaceRectangle rectangle, Optional<String> md5, String place) {

    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^/?#\\s].*");
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the column, the value and what is allowed
     */
    public PubFigEntry {
        if (number < 0) {
            throw illegalNumber(String.valueOf(number));
        }
        if (!HTTP.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "illegal url: " + Quoted.of(url) + ", must begin with http:// or https:// and a host");
        }
        md5 = md5.map(sum -> sum.toLowerCase(Locale.ROOT));
        md5.ifPresent(sum -> check(MD5.matcher(sum).matches(), "md5sum", Quoted.of(sum), "32 hexadecimal digits"));
    }

    /** {@return the number that a text gives} */
    static int parseNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw illegalNumber(text);
        }
    }

    private static IllegalArgumentException illegalNumber(String value) {
        return new IllegalArgumentException(
                "illegal imagenum: " + Quoted.of(value) + ", must be an integer of at least 0");
    }

    /** {@return what no two pictures of a data set share} */
    String key() {
        return PersonFolders.of(person) + "/" + number;
    }

    /** {@return the address to ask; empty if there is no such address} */
    Optional<URI> address() {
        return PictureAddress.parse(url);
    }
}
