package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import org.jspecify.annotations.Nullable;

/**
 * A value in a field panel.
 *
 * @param span its bytes in the message, which a click lights; null where it has none of its own
 * @param chosen whether it is marked as what the other side chose
 */
record Token(
        String text, Face face, double size, Tone tone, @Nullable ByteSpan span, boolean chosen) {
    static final double TEXT = 13;
    static final double CODE = 11;
    private static final double CHECK = 15;
    private static final double CHECK_GAP = 8;

    static Token text(String text) {
        return new Token(text, Face.REGULAR, TEXT, Tone.FG, null, false);
    }

    static Token quiet(String text) {
        return new Token(text, Face.REGULAR, TEXT, Tone.MUTED, null, false);
    }

    static Token strong(String text) {
        return new Token(text, Face.SEMIBOLD, 14, Tone.FG, null, false);
    }

    /** A name or number as the RFC spells it. */
    static Token code(String text) {
        return new Token(text, Face.MONO, CODE, Tone.FG, null, false);
    }

    Token at(@Nullable ByteSpan bytes) {
        return new Token(text, face, size, tone, bytes, chosen);
    }

    Token in(Tone other) {
        return new Token(text, face, size, other, span, chosen);
    }

    Token choose(boolean isChosen) {
        return new Token(text, face, size, tone, span, isChosen);
    }

    Token withText(String other) {
        return new Token(other, face, size, tone, span, chosen);
    }

    /** The face it is drawn with: what is chosen or lit stands out. */
    Face face(boolean lit) {
        boolean bold = lit || chosen;
        Face wanted =
                switch (face) {
                    case REGULAR -> bold ? Face.SEMIBOLD : Face.REGULAR;
                    case MONO -> bold ? Face.MONO_BOLD : Face.MONO;
                    case SEMIBOLD, MONO_BOLD -> face;
                };
        return Marks.able(text, wanted);
    }

    /** Room for its boldest, so that lighting it moves nothing. */
    double width() {
        return textWidth() + checkWidth();
    }

    double textWidth() {
        return TextMetrics.width(text, face(true), size);
    }

    double checkWidth() {
        return chosen ? CHECK + CHECK_GAP : 0;
    }
}
