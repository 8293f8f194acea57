package dev.handshake.diagram;

import dev.handshake.diagram.Fact.Cut;
import dev.handshake.diagram.Fact.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What stands on an arrow: signs, words and badges side by side, centred as one. */
final class Label {
    private static final double SIGN_GAP = 7;
    private static final double BADGE_PAD = 7;
    private static final double BADGE_HEIGHT = 17;
    private static final double BADGE_SIZE = 11.5;

    private sealed interface Piece {
        double width();

        record Word(String text, Face face, double size, Tone tone, @Nullable Link link)
                implements Piece {
            @Override
            public double width() {
                return TextMetrics.width(text, Marks.able(text, face), size);
            }
        }

        record Sign(Icon icon, double width, Tone tone, @Nullable Link link) implements Piece {}

        record Gap(double width) implements Piece {}

        record Badge(String text, Tone stroke, Tone tone) implements Piece {
            @Override
            public double width() {
                return TextMetrics.width(text, Face.REGULAR, BADGE_SIZE) + 2 * BADGE_PAD;
            }
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    Label word(String text, Face face, double size, Tone tone) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Word(text, face, size, tone, null));
        }
        return this;
    }

    Label sign(Icon icon, double size, Tone tone) {
        pieces.add(new Piece.Sign(icon, size, tone, null));
        return this;
    }

    /** A sign on which a click leads somewhere. */
    Label sign(Icon icon, double size, Tone tone, Link link) {
        pieces.add(new Piece.Sign(icon, size, tone, link));
        return this;
    }

    /** A sign before what follows. */
    Label signBefore(Icon icon, double size, Tone tone) {
        return sign(icon, size, tone).gap(SIGN_GAP);
    }

    Label gap(double width) {
        pieces.add(new Piece.Gap(width));
        return this;
    }

    /** A word in a dashed pill. */
    Label badge(String text, Tone stroke, Tone tone) {
        pieces.add(new Piece.Badge(text, stroke, tone));
        return this;
    }

    Label fact(List<Part> parts, double size) {
        parts.forEach(part ->
                pieces.add(
                        new Piece.Word(part.text(), part.face(), size, part.tone(), part.link())));
        return this;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    double width() {
        return pieces.stream().mapToDouble(Piece::width).sum();
    }

    void draw(Marks marks, double center, double middle) {
        drawFrom(marks, center - width() / 2, middle);
    }

    void drawFrom(Marks marks, double start, double middle) {
        double x = start;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Word word -> {
                    marks.text(x, middle, word.text(), word.face(), word.size(), word.tone());
                    if (word.link() != null) {
                        double high = word.size() * 1.4;
                        marks.area(x, middle - high / 2, word.width(), high, word.link());
                    }
                }
                case Piece.Sign sign -> {
                    marks.icon(sign.icon(), x, middle, sign.width(), sign.tone());
                    if (sign.link() != null) {
                        double wide = sign.width() + 6;
                        marks.area(x - 3, middle - wide / 2, wide, wide, sign.link());
                    }
                }
                case Piece.Gap gap -> {}
                case Piece.Badge badge -> {
                    marks.box(
                            x,
                            middle - BADGE_HEIGHT / 2,
                            badge.width(),
                            BADGE_HEIGHT,
                            BADGE_HEIGHT / 2,
                            null,
                            badge.stroke(),
                            1,
                            Dash.DASHED);
                    marks.text(
                            x + BADGE_PAD,
                            middle,
                            badge.text(),
                            Face.REGULAR,
                            BADGE_SIZE,
                            badge.tone());
                }
            }
            x += piece.width();
        }
    }

    /** The parts of a fact made to fit, as far as they can without a second line. */
    static List<Part> fit(List<Part> parts, double size, double max) {
        if (width(parts, size) <= max) {
            return parts;
        }
        List<Part> shorter = brief(parts);
        if (width(shorter, size) <= max) {
            return shorter;
        }
        while (width(shorter, size) > max && shorter.stream().anyMatch(Label::isLong)) {
            shorter = cut(shorter, Cut.SUITE, Label::withoutMiddle);
        }
        return width(shorter, size) <= max ? shorter : squeeze(shorter, Cut.HOST, size, max);
    }

    /** Without what goes without saying. */
    static List<Part> brief(List<Part> parts) {
        return cut(parts, Cut.SUITE, Label::withoutTls);
    }

    /** The same as {@link #fit}, and by cutting off what must be. */
    static List<Part> force(List<Part> parts, double size, double max) {
        return squeeze(fit(parts, size, max), Cut.END, size, max);
    }

    static double width(List<Part> parts, double size) {
        return parts.stream()
                .mapToDouble(part ->
                        TextMetrics.width(part.text(), Marks.able(part.text(), part.face()), size))
                .sum();
    }

    private static List<Part> cut(List<Part> parts, Cut cut, UnaryOperator<String> shortened) {
        return parts.stream()
                .map(part -> part.cut() == cut ? part.withText(shortened.apply(part.text())) : part)
                .toList();
    }

    private static List<Part> squeeze(List<Part> parts, Cut cut, double size, double max) {
        double excess = width(parts, size) - max;
        if (excess <= 0) {
            return parts;
        }
        return parts.stream()
                .map(part -> {
                    if (part.cut() != cut) {
                        return part;
                    }
                    double own = width(List.of(part), size);
                    return part.withText(shorten(part, size, own - excess));
                })
                .toList();
    }

    private static String shorten(Part part, double size, double max) {
        Face face = Marks.able(part.text(), part.face());
        // Shorter than this it would say nothing.
        double least = 6 * size;
        double room = Math.max(max, least);
        return switch (part.cut()) {
            case NEVER -> part.text();
            case END -> TextMetrics.cutEnd(part.text(), face, size, room);
            case HOST -> TextMetrics.cutStart(part.text(), face, size, room);
            case SUITE -> TextMetrics.cutMiddle(part.text(), face, size, room);
        };
    }

    private static boolean isLong(Part part) {
        return part.cut() == Cut.SUITE && !withoutMiddle(part.text()).equals(part.text());
    }

    /**
     * {@code ECDHE_RSA_WITH_AES_256_GCM_SHA384} loses a word of its middle at a time, down to
     * {@code ECDHE_RSA…GCM_SHA384}.
     */
    private static String withoutMiddle(String suite) {
        int dots = suite.indexOf('…');
        int with = suite.indexOf("_WITH_");
        if (dots < 0) {
            return with < 0
                    ? suite
                    : suite.substring(0, with) + "…" + suite.substring(with + "_WITH_".length());
        }
        String tail = suite.substring(dots + 1);
        int next = tail.indexOf('_');
        boolean more = next >= 0 && tail.indexOf('_', next + 1) >= 0;
        return more ? suite.substring(0, dots + 1) + tail.substring(next + 1) : suite;
    }

    private static String withoutTls(String suite) {
        return suite.startsWith("TLS_") ? suite.substring("TLS_".length()) : suite;
    }
}
