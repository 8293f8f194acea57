package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blocks that panels are made of. */
final class Blocks {
    private static final double GAP = 16;
    private static final double LIST_LINE = 18;
    private static final double PARAGRAPH_LINE = 20;
    private static final int GROUP = 8;
    private static final double GROUP_GAP = 3.5;

    /** An unbroken value that does not fit shows this many digits at either end. */
    private static final int DIGITS = 16;

    private Blocks() {}

    /** Values side by side, in as many lines as they need. */
    static Block flow(List<Token> tokens) {
        return (ink, x, top, width) -> {
            double at = x;
            double middle = top + Block.LINE / 2;
            for (Token whole : tokens) {
                Token token = fit(whole, width);
                if (at > x && at + token.width() > x + width) {
                    at = x;
                    middle += Block.LINE;
                }
                ink.draw(token, at, middle);
                at += token.width() + GAP;
            }
            return middle + Block.LINE / 2 - top;
        };
    }

    static Block one(Token token) {
        return flow(List.of(token));
    }

    /** Values in columns, as many as fit, top to bottom. */
    static Block columns(List<Token> tokens) {
        return (ink, x, top, width) -> {
            double widest =
                    tokens.stream().mapToDouble(token -> fit(token, width).width()).max().orElse(0);
            int columns = Math.clamp((int) ((width + GAP) / (widest + GAP)), 1, 3);
            int lines = (tokens.size() + columns - 1) / columns;
            double first = top + Block.LINE / 2;
            for (int i = 0; i < tokens.size(); i++) {
                int column = i / lines;
                int line = i % lines;
                ink.draw(
                        fit(tokens.get(i), width),
                        x + column * (widest + GAP),
                        first + line * LIST_LINE);
            }
            return Math.max(1, lines) * LIST_LINE + Block.LINE - LIST_LINE;
        };
    }

    /** Bytes in hexadecimal, in groups of eight digits where there is room for all. */
    static Block digits(Bytes bytes, @Nullable ByteSpan span) {
        return (ink, x, top, width) -> {
            double middle = top + Block.LINE / 2;
            String digits = bytes.hex();
            double advance = TextMetrics.width("0", Face.MONO, Token.CODE);
            double group = GROUP * advance + GROUP_GAP;
            int groups = (digits.length() + GROUP - 1) / GROUP;
            double whole = digits.length() * advance + (groups - 1) * GROUP_GAP;
            if (whole > width && digits.length() > 2 * DIGITS) {
                String ends =
                        digits.substring(0, DIGITS)
                                + "…"
                                + digits.substring(digits.length() - DIGITS);
                ink.draw(fit(Token.code(ends).at(span), width), x, middle);
                return Block.LINE;
            }
            boolean lit = ink.frame(span, x, middle, whole);
            for (int i = 0; i < groups; i++) {
                int end = Math.min(digits.length(), (i + 1) * GROUP);
                ink.marks()
                        .text(
                                x + i * group,
                                middle,
                                digits.substring(i * GROUP, end),
                                lit ? Face.MONO_BOLD : Face.MONO,
                                Token.CODE,
                                lit ? Tone.LINK_FG : Tone.FG);
            }
            return Block.LINE;
        };
    }

    /** Sentences. */
    static Block paragraph(String text, Tone tone) {
        return (ink, x, top, width) -> {
            List<String> lines = TextMetrics.wrap(text, Face.REGULAR, Token.TEXT, width);
            double middle = top + Block.LINE / 2;
            for (String line : lines) {
                ink.marks().text(x, middle, line, Face.REGULAR, Token.TEXT, tone);
                middle += PARAGRAPH_LINE;
            }
            return lines.size() * PARAGRAPH_LINE + Block.LINE - PARAGRAPH_LINE;
        };
    }

    /** A verdict: a sign and a few words. */
    static Block verdict(boolean sound, String text) {
        return (ink, x, top, width) -> {
            double middle = top + Block.LINE / 2;
            Tone tone = sound ? Tone.PASS : Tone.ALERT_TEXT;
            ink.marks().icon(sound ? Icon.SOUND : Icon.NOT_SOUND, x, middle, 17, tone);
            String cut = TextMetrics.cutEnd(text, Face.SEMIBOLD, Token.TEXT, width - 22);
            ink.marks().text(x + 22, middle, cut, Face.SEMIBOLD, Token.TEXT, tone);
            return Block.LINE;
        };
    }

    /** A value, and where it was decided. */
    static Block decidedIn(Token token, String where, Link link) {
        return (ink, x, top, width) -> {
            double middle = top + Block.LINE / 2;
            ink.draw(token, x, middle);
            double at = x + token.width() + 8;
            ink.marks().icon(Icon.GOES_TO, at, middle, 15, Tone.MUTED);
            at += 21;
            String cut = TextMetrics.cutEnd(where, Face.REGULAR, Token.TEXT, x + width - at);
            double end = ink.marks().text(at, middle, cut, Face.REGULAR, Token.TEXT, Tone.FG);
            ink.marks().line(at, middle + 11, end, middle + 11, Tone.MUTED, 1, Dash.DASHED);
            ink.link(at, middle, end - at, link);
            return Block.LINE;
        };
    }

    /** Lines of text as they were sent, in the fixed-width font. */
    static Block verbatim(List<String> lines, @Nullable ByteSpan span) {
        return (ink, x, top, width) -> {
            double middle = top + Block.LINE / 2;
            for (String line : lines) {
                ink.draw(fit(Token.code(line).at(span), width), x, middle);
                middle += LIST_LINE;
            }
            return Math.max(1, lines.size()) * LIST_LINE + Block.LINE - LIST_LINE;
        };
    }

    static Token fit(Token token, double width) {
        double room = width - token.checkWidth();
        return token.textWidth() <= room
                ? token
                : token.withText(
                        TextMetrics.cutMiddle(token.text(), token.face(true), token.size(), room));
    }
}
