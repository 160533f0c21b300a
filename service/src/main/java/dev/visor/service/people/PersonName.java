package dev.visor.service.people;

import dev.visor.face.Identity;
import dev.visor.text.Printable;

/** Names under which people can be enrolled: those that can be part of an address and of one line of a log. */
public final class PersonName {

    /** The most characters of a name. */
    public static final int LONGEST = 100;

    /** What means something in addresses, or is refused there. */
    private static final String RESERVED = "/\\%;?#";

    private PersonName() {}

    /**
     * Returns the person of a name, in Unicode's composed form.
     *
     * @throws PeopleException if nobody can be enrolled under this name
     */
    public static Identity checked(String name) {
        int length = name.codePointCount(0, name.length());
        if (name.isBlank() || length > LONGEST || !name.equals(name.strip())) {
            throw illegal("it has " + length + " characters, must have 1 to " + LONGEST
                    + " and neither begin nor end with a space");
        }
        if (!name.codePoints().allMatch(Printable::isPrintable)) {
            throw illegal("it has control characters or invisible signs");
        }
        if (name.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0) || name.equals(".") || name.equals("..")) {
            throw illegal("it must have none of " + RESERVED + " and be neither . nor ..");
        }
        return new Identity(name);
    }

    private static PeopleException illegal(String reason) {
        return new PeopleException(PeopleException.Reason.BAD_REQUEST, "illegal name in \"person\": " + reason);
    }
}
