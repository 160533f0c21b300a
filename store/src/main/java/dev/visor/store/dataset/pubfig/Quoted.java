package dev.visor.store.dataset.pubfig;

/** Values of a file as messages show them: in quotes and not too long. */
final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    static String of(String value) {
        return "\"" + (value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...") + "\"";
    }
}
