package dev.handshake.diagram;

import dev.handshake.capture.Failure;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bar where a handshake ended too early, and what is to be said about it. */
record Stop(Layout layout, Told told) {
    private static final double BAR = 22;
    private static final double BAR_WIDTH = 4;
    private static final double OVERHANG = 24;
    private static final double PILL = 26;
    private static final double PILL_PAD = 14;
    private static final double PANEL_TOP = 52;
    private static final double PANEL_OVERHANG = 12;
    private static final double PAD = 20;
    private static final double TITLE = 19;
    private static final double TEXT = 14;
    private static final double LINE = 21;
    private static final double PARAGRAPH = 9;
    private static final double CAPTION = 13;
    private static final double CAPTIONS = 118;
    private static final double GAP = 7;
    private static final double SIGN = 15;
    private static final double WHERE = 22;
    private static final double WHERE_PAD = 10;
    private static final double TOLD_PAD = 12;
    private static final double TOLD_SIGN = 17;
    private static final double TOLD_LINE = 19;
    private static final double TOLD_GAP = 8;

    boolean isNeeded() {
        boolean secret = told.view().horizon() != View.ENDLESS && !told.all();
        return switch (told.session().outcome().status()) {
            case FAILED, INCOMPLETE -> !secret;
            case RUNNING, COMPLETED -> false;
        };
    }

    Draft draft() {
        Words words = told.view().words();
        boolean failed = told.session().outcome().status() == Outcome.Status.FAILED;
        boolean known = told.all();
        boolean none = told.session().messages().isEmpty();
        Tone line = !known ? Tone.OUTLINE : failed ? Tone.ALERT : Tone.MUTED;
        Tone fill = !known ? Tone.CANVAS : failed ? Tone.ALERT_NODE : Tone.MUTED;
        Tone ink = known ? Tone.ON_NODE : Tone.FUTURE_TEXT;
        String text =
                words.text(
                        none
                                ? "diagram.stop.none"
                                : failed
                                        ? "diagram.stop.failed"
                                        : told.session().outcome().isHidden()
                                                ? "diagram.stop.hidden"
                                                : "diagram.stop.incomplete");
        Marks marks = new Marks();
        marks.line(
                layout.clientX() - OVERHANG,
                BAR,
                layout.serverX() + OVERHANG,
                BAR,
                line,
                BAR_WIDTH,
                Dash.SOLID);
        Label label =
                new Label().signBefore(Icon.END, 16, ink).word(text, Face.SEMIBOLD, 13.5, ink);
        double width = label.width() + 2 * PILL_PAD;
        marks.box(
                layout.middle() - width / 2,
                BAR - PILL / 2,
                width,
                PILL,
                PILL / 2,
                fill,
                line,
                1,
                Dash.SOLID);
        label.draw(marks, layout.middle(), BAR);
        String reason = words.text(told.session().outcome().reason());
        double height = PANEL_TOP;
        if (known) {
            height += panel(marks, failed, reason);
        }
        return new Draft("stop", 0, height, BAR, marks.list(), known ? spoken(text, reason) : text);
    }

    private String spoken(String title, String reason) {
        return LabWords.told(told.session(), told.view().words())
                .map(said -> title + ". " + reason + "\n" + said)
                .orElse(title + ". " + reason);
    }

    /** Returns its height. */
    private double panel(Marks marks, boolean failed, String reason) {
        Words words = told.view().words();
        double x = layout.clientX() - PANEL_OVERHANG;
        double width = layout.arrow() + 2 * PANEL_OVERHANG;
        Tone tone = failed ? Tone.ALERT : Tone.MUTED;
        Tone toneText = failed ? Tone.ALERT_TEXT : Tone.FG;
        Marks inner = new Marks();
        double y = PANEL_TOP + 33;
        inner.icon(failed ? Icon.ALERT : Icon.WARNING, x + PAD, y, 24, tone);
        List<String> title =
                TextMetrics.wrap(
                        words.text(titleKey()), Face.SEMIBOLD, TITLE, width - 2 * PAD - 34);
        for (String line : title) {
            inner.text(x + PAD + 34, y, line, Face.SEMIBOLD, TITLE, toneText);
            y += 26;
        }
        y += 8;
        List<String> sentences = sentences(reason);
        int last = sentences.size() - 1;
        for (int i = 0; i <= last; i++) {
            String caption =
                    i == 0
                            ? "diagram.stop.what"
                            : i == last ? "diagram.stop.to_do" : "diagram.stop.why";
            boolean again = i > 1 && i < last;
            if (!again) {
                y += i == 0 ? 0 : PARAGRAPH;
                inner.text(x + PAD, y, words.text(caption), Face.REGULAR, CAPTION, Tone.MUTED);
            }
            double room = width - 2 * PAD - CAPTIONS;
            for (String line : TextMetrics.wrap(sentences.get(i), Face.REGULAR, TEXT, room)) {
                inner.text(x + PAD + CAPTIONS, y, line, Face.REGULAR, TEXT, Tone.FG);
                y += LINE;
            }
            if (i == 0) {
                y += where(inner, x + PAD, y + PARAGRAPH);
            }
        }
        y += toldByLab(inner, x + PAD, y, width - 2 * PAD);
        double height = y + 4 - PANEL_TOP;
        marks.box(
                x,
                PANEL_TOP,
                width,
                height,
                Layout.HEAD_RADIUS,
                Tone.CANVAS,
                Tone.BORDER,
                1,
                Dash.SOLID);
        marks.fill(x, PANEL_TOP, width, BAR_WIDTH, 2, tone);
        marks.addMoved(inner.list(), 0, 0);
        return height;
    }

    /** The last message, and what of the other side it came after; returns its height. */
    private double where(Marks marks, double x, double y) {
        List<MessageRead> sent = told.messages().toList();
        if (sent.isEmpty()) {
            return 0;
        }
        MessageRead last = sent.getLast();
        Words words = told.view().words();
        marks.text(x, y, words.text("diagram.stop.where"), Face.REGULAR, CAPTION, Tone.MUTED);
        double start = x + CAPTIONS;
        Optional<MessageRead> before =
                sent.reversed().stream()
                        .filter(message -> message.from() != last.from())
                        .filter(message -> message.type().layer() != MessageType.Layer.TCP)
                        .findFirst();
        if (before.isPresent()) {
            start = pill(marks, before.get(), start, y) + GAP;
            marks.icon(Icon.GOES_TO, start, y, SIGN, Tone.MUTED);
            start += SIGN + GAP;
        }
        pill(marks, last, start, y);
        return LINE + PARAGRAPH;
    }

    /** A message by its number and name, which leads to it; returns where it ends. */
    private static double pill(Marks marks, MessageRead message, double x, double y) {
        String text = message.number() + "  " + message.type().title();
        double width = TextMetrics.width(text, Face.REGULAR, CAPTION) + 2 * WHERE_PAD;
        marks.box(
                x,
                y - WHERE / 2,
                width,
                WHERE,
                WHERE / 2,
                Tone.CANVAS,
                Role.of(message).line(),
                1,
                Dash.SOLID);
        marks.text(x + WHERE_PAD, y, text, Face.REGULAR, CAPTION, Tone.FG);
        marks.area(x, y - WHERE / 2, width, WHERE, new Link.ToMessage(message.number()));
        return x + width;
    }

    /** What no byte says, marked as such; returns its height. */
    private double toldByLab(Marks marks, double x, double y, double width) {
        Optional<String> said = LabWords.told(told.session(), told.view().words());
        if (said.isEmpty()) {
            return 0;
        }
        double left = x + TOLD_PAD + TOLD_SIGN + GAP;
        double room = width - 2 * TOLD_PAD - TOLD_SIGN - GAP;
        List<String> lines = TextMetrics.wrap(said.get(), Face.REGULAR, CAPTION, room);
        double height = lines.size() * TOLD_LINE + 2 * TOLD_GAP;
        double top = y + PARAGRAPH + 3 - LINE / 2;
        marks.box(x, top, width, height, 7, null, Tone.OUTLINE, 1, Dash.DASHED);
        double middle = top + TOLD_GAP + TOLD_LINE / 2;
        marks.icon(Icon.LAB, x + TOLD_PAD, middle, TOLD_SIGN, Tone.MUTED);
        for (int i = 0; i < lines.size(); i++) {
            marks.text(
                    left, middle + i * TOLD_LINE, lines.get(i), Face.REGULAR, CAPTION, Tone.MUTED);
        }
        return height + PARAGRAPH;
    }

    private String titleKey() {
        Failure failure = told.session().outcome().failure();
        if (told.session().outcome().status() == Outcome.Status.INCOMPLETE) {
            return told.session().outcome().isHidden()
                    ? "diagram.stop.title.hidden"
                    : "diagram.stop.title.incomplete";
        }
        if (told.session().messages().isEmpty()) {
            return "diagram.stop.title.none";
        }
        Outcome.Raised alert = told.session().outcome().alert();
        if (alert != null) {
            return "diagram.stop.title." + alert.from().word();
        }
        return failure != null && failure.kind() == Failure.Kind.CANCELLED
                ? "diagram.stop.title.cancelled"
                : "diagram.stop.title.failed";
    }

    /** A reason says what, why and what to do, a sentence each. */
    static List<String> sentences(String reason) {
        return new ArrayList<>(Arrays.asList(reason.split("(?<=[.!?]) +(?=\\S)", -1)));
    }
}
