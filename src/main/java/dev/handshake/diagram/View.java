package dev.handshake.diagram;

import dev.handshake.explain.Words;
import java.util.Map;
import java.util.Set;

/**
 * How a session is to be looked at: everything besides the session that decides a {@link Diagram}.
 *
 * @param width px at scale 1
 * @param words the language
 * @param played the number of the last message that has been told; those after it are future
 * @param travel how far the arrow of message {@code played} has come, 0 to 1; 1 is settled
 * @param openness for each opened message how far its panel is open, above 0 to 1
 * @param folded the first message of each folded flight
 * @param selected the number of the selected message, or 0
 * @param selectedField the field lit in its panel, as {@code offset, length}; length -1 for none
 */
public record View(
        double width,
        Words words,
        int played,
        double travel,
        Map<Integer, Double> openness,
        Set<Integer> folded,
        int selected,
        Lit selectedField) {
    /** A run of bytes that is lit. */
    public record Lit(int offset, int length) {
        public static final Lit NONE = new Lit(0, -1);
    }

    public View {
        openness = Map.copyOf(openness);
        folded = Set.copyOf(folded);
    }

    /** Everything told, nothing opened: how a picture is drawn when nobody has touched anything. */
    public static View all(double width, Words words) {
        return new View(width, words, Integer.MAX_VALUE, 1, Map.of(), Set.of(), 0, Lit.NONE);
    }
}
