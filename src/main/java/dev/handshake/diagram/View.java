package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.explain.Words;
import dev.handshake.session.Notes;
import dev.handshake.verify.Evidence;
import java.util.List;
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
 * @param evidence the bytes that the selected verdict rests on; empty where none is selected
 * @param horizon the number of the last message that may be seen at all, greyed where it has not
 *     been told; {@link #ENDLESS} for every one. Where it lies before the last, one row asks what
 *     comes next
 * @param plain for a class: no times, no brackets around flights, nothing elided that fits into two
 *     lines, and notes as text
 * @param notes what somebody remarks on the messages; shown on those that have been told
 */
public record View(
        double width,
        Words words,
        int played,
        double travel,
        Map<Integer, Double> openness,
        Set<Integer> folded,
        int selected,
        Lit selectedField,
        List<Evidence> evidence,
        int horizon,
        boolean plain,
        Notes notes) {
    /** The horizon where nothing is hidden. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** A run of bytes that is lit. */
    public record Lit(int offset, int length) {
        public static final Lit NONE = new Lit(0, -1);
    }

    public View {
        openness = Map.copyOf(openness);
        folded = Set.copyOf(folded);
        evidence = List.copyOf(evidence);
    }

    /** With nothing hidden, for one reader, without notes. */
    public View(
            double width,
            Words words,
            int played,
            double travel,
            Map<Integer, Double> openness,
            Set<Integer> folded,
            int selected,
            Lit selectedField,
            List<Evidence> evidence) {
        this(
                width,
                words,
                played,
                travel,
                openness,
                folded,
                selected,
                selectedField,
                evidence,
                ENDLESS,
                false,
                Notes.NONE);
    }

    /** With no verdict selected, either. */
    public View(
            double width,
            Words words,
            int played,
            double travel,
            Map<Integer, Double> openness,
            Set<Integer> folded,
            int selected,
            Lit selectedField) {
        this(width, words, played, travel, openness, folded, selected, selectedField, List.of());
    }

    /** Whether the message may be seen, told or not. */
    boolean shows(int number) {
        return number <= Math.max(played, horizon);
    }

    /** Whether the selected verdict rests on the message. */
    boolean isEvidence(int number) {
        return evidence.stream().anyMatch(it -> it.message() == number);
    }

    /** Whether it rests on just these bytes of the message, or on more that hold them. */
    boolean isEvidence(int number, ByteSpan span) {
        return evidence.stream()
                .filter(it -> it.message() == number)
                .flatMap(it -> it.spans().stream())
                .anyMatch(held -> held.contains(span));
    }

    /** Everything told, nothing opened: how a picture is drawn when nobody has touched anything. */
    public static View all(double width, Words words) {
        return new View(width, words, Integer.MAX_VALUE, 1, Map.of(), Set.of(), 0, Lit.NONE);
    }

    /** The same with these notes. */
    public View with(Notes others) {
        return new View(
                width,
                words,
                played,
                travel,
                openness,
                folded,
                selected,
                selectedField,
                evidence,
                horizon,
                plain,
                others);
    }
}
