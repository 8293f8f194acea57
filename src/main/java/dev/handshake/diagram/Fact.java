package dev.handshake.diagram;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one thing to know of a message, in pieces that shorten each in its own way.
 *
 * @param low whether it may stand in the line itself, after the name
 */
record Fact(List<Part> parts, boolean low) {
    static final Fact NONE = new Fact(List.of(), true);

    /** How a piece gets shorter where there is no room. */
    enum Cut {
        /** Not at all. */
        NEVER,
        /** It keeps its beginning. */
        END,
        /** A host keeps its end. */
        HOST,
        /** A cipher suite loses its TLS_, then its middle. */
        SUITE
    }

    /**
     * A piece of a fact.
     *
     * @param link where a click on it leads, or null
     */
    record Part(String text, Tone tone, Face face, Cut cut, @Nullable Link link) {
        Part(String text, Tone tone, Face face, Cut cut) {
            this(text, tone, face, cut, null);
        }

        Part withText(String other) {
            return new Part(other, tone, face, cut, link);
        }
    }

    Fact {
        parts = List.copyOf(parts);
    }

    static Fact of(String text) {
        return new Fact(List.of(new Part(text, Tone.MUTED, Face.REGULAR, Cut.END)), false);
    }

    /** Short enough to stand in the line. */
    static Fact low(String text) {
        return new Fact(List.of(new Part(text, Tone.MUTED, Face.REGULAR, Cut.END)), true);
    }

    /** What must not be overlooked. */
    static Fact bad(String text) {
        return new Fact(List.of(new Part(text, Tone.ALERT_TEXT, Face.SEMIBOLD, Cut.END)), false);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }
}
