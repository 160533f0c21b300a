package dev.visor.store.dataset.pubfig;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses as they were collected from the web: with spaces, umlauts and lone percent signs, which browsers encode on
 * the way.
 */
final class PictureAddress {

    private static final String ALLOWED = "-._~:/?@!$&'()*+,;=%";
    private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern FRAGMENT = Pattern.compile("#.*");

    private PictureAddress() {}

    /** {@return the address of a text; empty if the text is none or has no http or https host} */
    static Optional<URI> parse(String text) {
        return encoded(text).filter(PictureAddress::isAskable);
    }

    /** {@return where an answer sends to; empty if that is no http or https address} */
    static Optional<URI> follow(URI from, String location) {
        return encoded(location).map(from::resolve).filter(PictureAddress::isAskable);
    }

    private static boolean isAskable(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
    }

    private static Optional<URI> encoded(String text) {
        String bare = FRAGMENT.matcher(text.strip()).replaceFirst("");
        StringBuilder encoded = new StringBuilder();
        for (byte octet : LONE_PERCENT.matcher(bare).replaceAll("%25").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        try {
            return Optional.of(new URI(encoded.toString()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
