package dev.visor.setting;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody may have meant. */
public final class Spelling {

    private Spelling() {}

    /** Returns the word with the fewest letters to change, at most a third of them; none if there is none so near. */
    public static Optional<String> nearest(String word, Collection<String> words) {
        String lower = word.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(other -> distance(lower, other.toLowerCase(Locale.ROOT)) <= Math.max(1, other.length() / 3))
                .min(Comparator.comparingInt(other -> distance(lower, other.toLowerCase(Locale.ROOT))));
    }

    /** Returns what to add to a message about a word that somebody may have misspelled; empty if no word is near. */
    public static String hint(String word, Collection<String> words) {
        return nearest(word, words)
                .map(near -> " (did you mean \"" + near + "\"?)")
                .orElse("");
    }

    /** Returns what a word must be, of at least one that are allowed. */
    static String oneOf(Collection<String> words) {
        return words.size() == 1 ? "the word " + words.iterator().next() : "one of " + words;
    }

    /** Returns how many letters must be put in, left out, changed or swapped with the next one. */
    private static int distance(String a, String b) {
        // A word much longer than the others is none of them, and would take long to compare.
        if (Math.abs(a.length() - b.length()) > b.length()) {
            return a.length() + b.length();
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
