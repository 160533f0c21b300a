package dev.visor.cli.console;

/** Times in words. */
public final class Durations {

    private Durations() {}

    /** Returns a time in seconds, minutes or hours. */
    public static String text(long nanos) {
        long seconds = Math.round(nanos / 1e9);
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Returns a time in seconds, minutes or hours. */
    public static String ofSeconds(double seconds) {
        return text(Math.round(seconds * 1e9));
    }
}
