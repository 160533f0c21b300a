package dev.visor.run;

/** Numbers of things as a reader sees them. */
public final class Count {

    private Count() {}

    /**
     * Returns a number of things such as "1 attack" or "40 attacks".
     *
     * @param thing one of them, whose plural ends with an s
     */
    public static String of(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Returns a number of people. */
    public static String ofPeople(int number) {
        return number == 1 ? "1 person" : number + " people";
    }
}
