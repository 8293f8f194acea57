package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.diagram.Told.State;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that are no message: what was not sent, where keys change, what is folded. */
final class SideRows {
    private static final double GHOST_SIGN = 16;
    private static final double GHOST_NAME = 14;
    private static final double GHOST_REASON = 12.5;
    private static final double GHOST_LABEL = Layout.GHOST_ROW * 0.34;
    private static final double GHOST_LINE = Layout.GHOST_ROW * 0.74;
    private static final double GHOST_SECOND = 18;
    private static final double GHOST_WIDTH = 1.5;

    private static final double REMARK_SIGN = 16;
    private static final double REMARK_GAP = 7;
    private static final double REMARK_LINE = 18;
    private static final double REMARK_PAD = 7;
    private static final double TEAR = 8;

    private static final double PILL = 22;
    private static final double PILL_PAD = 12;
    private static final double PILL_SIZE = 12.5;
    private static final double PILL_SIGN = 15;
    private static final double FOLDED_SIZE = 13.5;
    private static final double FOLDED_COUNT = 13;
    private static final double FOLDED_ROW = 32;
    private static final double FOLDED_GAP = 4;

    private static final double QUESTION_ROW = 96;
    private static final double QUESTION_LINE = 50;
    private static final double QUESTION_BAND = 64;
    private static final double QUESTION_OUT = 38;
    private static final double QUESTION_NODE = 12;
    private static final double QUESTION_DISC = 20.5;
    private static final double QUESTION_SIZE = 24;

    private final Layout layout;
    private final Told told;
    private final Words words;
    private final Map<String, Integer> ids = new HashMap<>();

    SideRows(Layout layout, Told told) {
        this.layout = layout;
        this.told = told;
        this.words = told.view().words();
    }

    /** A message that was not sent. */
    Draft ghost(MessageRead message, int index, double clientEdge, double serverEdge) {
        State state = told.ghost(index);
        String title = MessageRow.title(message, state);
        String reason =
                message.reason() == null
                        ? words.text("diagram.not_sent")
                        : words.text("diagram.ghost", words.text(message.reason()));
        Marks marks = new Marks();
        double line = GHOST_LINE;
        if (state == State.FUTURE) {
            new Label()
                    .word(title, Face.REGULAR, GHOST_NAME, Tone.FUTURE_TEXT)
                    .draw(marks, layout.middle(), GHOST_LABEL);
        } else {
            Label name =
                    new Label()
                            .signBefore(Icon.ABSENT, GHOST_SIGN, Tone.GHOST_TEXT)
                            .word(title, Face.REGULAR, GHOST_NAME, Tone.GHOST_TEXT);
            double room = layout.labelRoom() - name.width() - 8;
            if (TextMetrics.width(reason, Face.REGULAR, GHOST_REASON) <= room) {
                name.gap(8)
                        .word(reason, Face.REGULAR, GHOST_REASON, Tone.GHOST_TEXT)
                        .draw(marks, layout.middle(), GHOST_LABEL);
            } else {
                name.draw(marks, layout.middle(), GHOST_LABEL);
                String cut =
                        TextMetrics.cutEnd(reason, Face.REGULAR, GHOST_REASON, layout.labelRoom());
                new Label()
                        .word(cut, Face.REGULAR, GHOST_REASON, Tone.GHOST_TEXT)
                        .draw(marks, layout.middle(), GHOST_LABEL + GHOST_SECOND);
                line += GHOST_SECOND;
            }
        }
        marks.line(
                layout.clientX() + clientEdge + 2,
                line,
                layout.serverX() - serverEdge - 2,
                line,
                state == State.FUTURE ? Tone.OUTLINE : Tone.GHOST,
                GHOST_WIDTH,
                Dash.DOTTED);
        double height = line - GHOST_LINE + Layout.GHOST_ROW;
        marks.area(layout.clientX(), 0, layout.arrow(), height, new Link.ToAbsent(index));
        return new Draft(
                id("absent-" + message.type().rfcName()),
                0,
                height,
                line,
                marks.list(),
                state == State.FUTURE ? title : title + ", " + reason);
    }

    /**
     * What the capture lacks, or has twice: no message, so nothing crosses from side to side. Where
     * bytes are missing, the rail of their sender is torn.
     */
    Draft remark(MessageRead message, int index) {
        boolean future = told.ghost(index) == State.FUTURE;
        String reason =
                message.reason() == null ? message.type().title() : words.text(message.reason());
        double room = layout.labelRoom() - REMARK_SIGN - REMARK_GAP;
        List<String> lines = TextMetrics.wrap(reason, Face.REGULAR, GHOST_REASON, room);
        double height = REMARK_PAD * 2 + lines.size() * REMARK_LINE;
        double width =
                lines.stream()
                        .mapToDouble(line -> TextMetrics.width(line, Face.REGULAR, GHOST_REASON))
                        .max()
                        .orElse(0);
        double start = layout.middle() - (width + REMARK_SIGN + REMARK_GAP) / 2;
        double line = REMARK_PAD + REMARK_LINE / 2;
        Marks marks = new Marks();
        marks.icon(Icon.WARNING, start, line, REMARK_SIGN, future ? Tone.FUTURE_TEXT : Tone.WARN);
        for (int i = 0; i < lines.size(); i++) {
            marks.text(
                    start + REMARK_SIGN + REMARK_GAP,
                    line + i * REMARK_LINE,
                    lines.get(i),
                    Face.REGULAR,
                    GHOST_REASON,
                    future ? Tone.FUTURE_TEXT : Tone.MUTED);
        }
        if (message.type() == MessageType.GAP) {
            tear(marks, layout.x(message.from()), height / 2, future ? Tone.OUTLINE : Tone.WARN);
        }
        marks.area(layout.clientX(), 0, layout.arrow(), height, new Link.ToAbsent(index));
        return new Draft(
                id(message.type().rfcName()),
                0,
                height,
                line,
                marks.list(),
                message.type().title() + ": " + reason);
    }

    private static void tear(Marks marks, double x, double y, Tone tone) {
        marks.fill(x - TEAR, y - TEAR / 2, 2 * TEAR, TEAR, 0, Tone.CANVAS);
        for (double edge : new double[] {y - TEAR / 2, y + TEAR / 2}) {
            marks.line(x - TEAR, edge + TEAR / 4, x + TEAR, edge - TEAR / 4, tone, 2, Dash.SOLID);
        }
    }

    /** Where a side changes its keys. */
    Draft keys(KeyChange change, boolean future) {
        Role role = future ? Role.FUTURE : change.role();
        String text = words.text(change.word());
        Label label =
                new Label()
                        .signBefore(Icon.KEY, PILL_SIGN, role.text())
                        .word(text, Face.SEMIBOLD, PILL_SIZE, role.text());
        double middle = Layout.KEYS_ROW / 2;
        Marks marks = new Marks();
        pill(marks, label, middle, role, 1.2, Dash.SOLID, 0);
        return new Draft(id(change.word()), 0, Layout.KEYS_ROW, middle, marks.list(), text);
    }

    /** What comes next and is asked for: from nobody, called nothing. */
    Draft question() {
        Marks marks = new Marks();
        double left = Math.max(Layout.BAND_INSET, layout.clientX() - QUESTION_OUT);
        double right =
                Math.min(layout.width() - Layout.BAND_INSET, layout.serverX() + QUESTION_OUT);
        marks.fill(
                left,
                QUESTION_LINE - QUESTION_BAND / 2,
                right - left,
                QUESTION_BAND,
                Layout.HEAD_RADIUS,
                Tone.SELECTED);
        for (Sender side : Sender.values()) {
            double x = layout.x(side);
            marks.fill(
                    x - Layout.RAIL / 2,
                    QUESTION_LINE - QUESTION_BAND / 2,
                    Layout.RAIL,
                    QUESTION_BAND,
                    0,
                    Tone.OUTLINE);
            marks.disc(x, QUESTION_LINE, QUESTION_NODE, Tone.CANVAS, Tone.FG, 1.6, Dash.DASHED);
        }
        marks.line(
                layout.clientX() + QUESTION_NODE + 4,
                QUESTION_LINE,
                layout.serverX() - QUESTION_NODE - 4,
                QUESTION_LINE,
                Tone.FG,
                GHOST_WIDTH,
                Dash.DOTTED);
        marks.disc(layout.middle(), QUESTION_LINE, QUESTION_DISC, Tone.INK, null, 0, Dash.SOLID);
        marks.textCentered(
                layout.middle(), QUESTION_LINE, "?", Face.SEMIBOLD, QUESTION_SIZE, Tone.ON_INK);
        return new Draft(
                "question",
                0,
                QUESTION_ROW,
                QUESTION_LINE,
                marks.list(),
                words.text("diagram.question"));
    }

    /** A flight that is folded into one line. */
    Draft folded(Flight flight) {
        Session session = told.session();
        List<MessageRead> sent = flight.sent(session);
        MessageRead first = sent.getFirst();
        boolean future = told.state(first.number()) == State.FUTURE;
        Role role = future ? Role.FUTURE : role(sent);
        boolean inferred =
                sent.stream().allMatch(message -> message.provenance() == Provenance.INFERRED);
        String name = name(flight, sent, words);
        String count =
                flight.kind() == Flight.Kind.TCP
                        ? words.text(
                                inferred ? "diagram.folded.inferred" : "diagram.folded.packets",
                                sent.size())
                        : words.text("diagram.folded.messages", sent.size());
        Label label =
                new Label()
                        .signBefore(Icon.FOLDED, PILL_SIGN, role.text())
                        .word(name, Face.SEMIBOLD, FOLDED_SIZE, role.text())
                        .gap(7)
                        .word(count, Face.REGULAR, FOLDED_COUNT, role.text());
        double middle = FOLDED_ROW / 2;
        Marks marks = new Marks();
        pill(marks, label, middle, role, 2, inferred ? Dash.DASHED : Dash.SOLID, FOLDED_GAP);
        double width = label.width() + 2 * PILL_PAD;
        marks.area(
                layout.middle() - width / 2,
                middle - PILL / 2,
                width,
                PILL,
                new Link.Fold(first.number()));
        return new Draft(
                "fold-" + first.number(), 0, FOLDED_ROW, middle, marks.list(), name + ", " + count);
    }

    /** What a flight is called where it is folded. */
    static String name(Flight flight, List<MessageRead> sent, Words words) {
        return switch (flight.kind()) {
            case TCP ->
                    words.text(
                            sent.getFirst().type() == MessageType.SYN
                                    ? "diagram.folded.tcp"
                                    : "diagram.tcp");
            case PRELUDE -> words.text("diagram.prelude");
            case HANDSHAKE, OTHER -> words.text("diagram.flight", flight.number());
        };
    }

    /** A line from rail to rail with a pill on it. */
    private void pill(
            Marks marks,
            Label label,
            double middle,
            Role role,
            double lineWidth,
            Dash dash,
            double gap) {
        double width = label.width() + 2 * PILL_PAD;
        double left = layout.middle() - width / 2;
        double start = layout.clientX() + Layout.RAIL / 2;
        double end = layout.serverX() - Layout.RAIL / 2;
        marks.line(start, middle, left - gap, middle, role.line(), lineWidth, dash);
        marks.line(left + width + gap, middle, end, middle, role.line(), lineWidth, dash);
        marks.box(
                left,
                middle - PILL / 2,
                width,
                PILL,
                PILL / 2,
                role.tint(),
                role.line(),
                1,
                Dash.SOLID);
        label.draw(marks, layout.middle(), middle);
    }

    /** The colour that most of its messages have. */
    private static Role role(List<MessageRead> sent) {
        Map<Role, Integer> counts = new HashMap<>();
        sent.forEach(message -> counts.merge(Role.of(message), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Role, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(Role.PLAIN);
    }

    /** The same thing may come twice in a session: it is numbered from the second on. */
    private String id(String name) {
        int count = ids.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "-" + count;
    }
}
