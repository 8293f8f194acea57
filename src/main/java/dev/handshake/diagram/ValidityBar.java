package dev.handshake.diagram;

import dev.handshake.explain.Words;
import dev.handshake.message.X509;
import java.time.Duration;
import java.time.Instant;

/** When a certificate is valid, and where today stands to that. */
record ValidityBar(X509 certificate, Instant now, Words words) {
    private static final double HEIGHT = 74;
    private static final double BAR = 11;
    private static final double SIZE = 12.5;
    private static final double MARK = 4;
    private static final double MARK_HEIGHT = 27;

    Block block() {
        return (ink, x, top, width) -> {
            draw(ink.marks(), x + 4, top, width - 8);
            return HEIGHT;
        };
    }

    private void draw(Marks marks, double x, double top, double width) {
        Instant from = certificate.notBefore();
        Instant to = certificate.notAfter();
        Instant first = now.isBefore(from) ? now : from;
        Instant last = now.isAfter(to) ? now : to;
        double span = Math.max(1, Duration.between(first, last).toSeconds()) * 1.02;
        double start = x + width * Duration.between(first, from).toSeconds() / span;
        double end = x + width * Duration.between(first, to).toSeconds() / span;
        double today = x + width * Duration.between(first, now).toSeconds() / span;
        double middle = top + 38;
        double bar = middle - BAR / 2;
        marks.box(x, bar, width, BAR, BAR / 2, Tone.ALERT_TINT, Tone.ALERT, 1.4, Dash.SOLID);
        marks.box(
                start,
                bar,
                Math.max(BAR, end - start),
                BAR,
                BAR / 2,
                Tone.PASS_TINT,
                Tone.PASS,
                1.4,
                Dash.SOLID);
        marks.fill(today - MARK / 2, middle - MARK_HEIGHT / 2, MARK, MARK_HEIGHT, 2, Tone.INK);
        Dates dates = new Dates(words);
        String valid = words.text("diagram.valid_days", Duration.between(from, to).toDays() + 1);
        double validEnd = marks.text(x, top + 13, valid, Face.REGULAR, SIZE, Tone.MUTED);
        String nowText = words.text("diagram.today", dates.day(now));
        double nowWidth = TextMetrics.width(nowText, Face.SEMIBOLD, SIZE);
        double nowX = Math.clamp(today - nowWidth / 2, x, Math.max(x, x + width - nowWidth));
        marks.text(Math.max(nowX, validEnd + 12), top + 13, nowText, Face.SEMIBOLD, SIZE, Tone.FG);
        String fromText = dates.day(from);
        String toText = dates.day(to);
        double below = middle + 23;
        double toWidth = TextMetrics.width(toText, Face.SEMIBOLD, SIZE);
        double fromEnd = marks.text(start, below, fromText, Face.REGULAR, SIZE, Tone.MUTED);
        double toX = Math.clamp(end - toWidth / 2, x, Math.max(x, x + width - toWidth));
        marks.text(
                Math.max(toX, fromEnd + 12),
                below,
                toText,
                Face.SEMIBOLD,
                SIZE,
                now.isAfter(to) ? Tone.ALERT_TEXT : Tone.MUTED);
    }
}
