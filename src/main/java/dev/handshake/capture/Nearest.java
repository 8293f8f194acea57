package dev.handshake.capture;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a misspelled name was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /**
     * The name that differs in the fewest letters from what was typed, upper or lower case; none if
     * even that one differs in more than two fifths of its letters.
     */
    public static Optional<String> to(String typed, Stream<String> names) {
        // A name has no more letters than this; a pasted page shall not be compared with all of
        // them.
        String wanted = typed.substring(0, Math.min(typed.length(), 80)).toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        return names.map(name ->
                        new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .min(Comparator.comparingInt(Candidate::distance))
                .filter(best -> best.distance() * 5 <= best.name().length() * 2)
                .map(Candidate::name);
    }

    /** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
