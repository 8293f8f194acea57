package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageType;
import dev.handshake.session.Negotiated;

/** The heads of one of two sessions: client, what was agreed, and server. */
record AxisHeads(boolean first, Timeline timeline, SideBySide.Look look, AxisColumns columns) {
    private static final double TOP = 8;
    private static final double HEIGHT = 40;
    private static final double MIDDLE = TOP + HEIGHT / 2;
    private static final double OVERHANG = 22;
    private static final double ICON = 24;
    private static final double NAME_SIZE = 14;
    private static final double PAD = 12;
    private static final double GAP = 8;
    private static final double MARGIN = 4;

    /** So much of a host's name is shown where names of messages are shorter. */
    private static final double LONGEST = 150;

    private static final double BADGE = 22;
    private static final double BADGE_SIZE = 12.5;
    private static final double VERSION_SIZE = 15;
    private static final double HOW_SIZE = 11.5;

    /** From the client's lifeline to the left edge of its head. */
    static double clientRoom(SideBySide.Look look) {
        String name = look.words().text("diagram.client");
        return OVERHANG
                + GAP
                + TextMetrics.width(name, Face.SEMIBOLD, NAME_SIZE)
                + GAP
                + BADGE
                + PAD;
    }

    /** From the server's lifeline to the right edge of its head; a name that is too long is cut. */
    static double serverRoom(Timeline timeline) {
        String name = Heads.name(timeline.session(), true);
        return OVERHANG
                + Math.min(LONGEST, TextMetrics.width(name, Face.SEMIBOLD, NAME_SIZE))
                + PAD
                + MARGIN;
    }

    void draw(Marks marks) {
        for (Sender side : Sender.values()) {
            marks.fill(
                    columns.x(first, side) - Layout.RAIL / 2,
                    TOP + HEIGHT,
                    Layout.RAIL,
                    Layout.HEAD_BAND - TOP - HEIGHT,
                    0,
                    Tone.OUTLINE);
        }
        client(marks);
        agreed(marks);
        server(marks);
    }

    private void client(Marks marks) {
        double x = columns.x(first, Sender.CLIENT);
        double width = clientRoom(look) + OVERHANG;
        double left = x + OVERHANG - width;
        marks.box(
                left + 0.8,
                TOP + 0.8,
                width - 1.6,
                HEIGHT - 1.6,
                Layout.HEAD_RADIUS,
                Tone.CANVAS,
                Tone.CLIENT,
                1.6,
                Dash.SOLID);
        marks.icon(Icon.CLIENT, x - ICON / 2, MIDDLE, ICON, Tone.CLIENT);
        String name = look.words().text("diagram.client");
        marks.textRight(x - OVERHANG + GAP / 2, MIDDLE, name, Face.SEMIBOLD, NAME_SIZE, Tone.FG);
        double badge = left + PAD;
        marks.fill(badge, MIDDLE - BADGE / 2, BADGE, BADGE, 4, Tone.SELECTED);
        marks.textCentered(
                badge + BADGE / 2, MIDDLE, first ? "A" : "B", Face.SEMIBOLD, BADGE_SIZE, Tone.FG);
    }

    /** The version, as soon as the server has said it, and whether it is a session resumed. */
    private void agreed(Marks marks) {
        String version = version();
        if (version.isEmpty() || !isRoomy()) {
            return;
        }
        double middle = columns.x(first, Sender.CLIENT) + columns.lane() / 2;
        String how = how();
        marks.textCentered(
                middle,
                how.isEmpty() ? MIDDLE : MIDDLE - 7,
                version,
                Face.SEMIBOLD,
                VERSION_SIZE,
                Tone.FG);
        marks.textCentered(middle, MIDDLE + 10, how, Face.REGULAR, HOW_SIZE, Tone.MUTED);
    }

    private String version() {
        ProtocolVersion version = timeline.session().negotiated().version();
        return version == null || !isTold(MessageType.SERVER_HELLO) ? "" : version.name();
    }

    private String how() {
        return timeline.session().negotiated().resumption() == Negotiated.Resumption.NONE
                ? ""
                : look.words().text("axis.resumed");
    }

    /** Whether the version has room between the heads: else it stands in the server's. */
    private boolean isRoomy() {
        return columns.lane() - 2 * OVERHANG - GAP
                >= TextMetrics.width("TLS 1.3", Face.SEMIBOLD, VERSION_SIZE);
    }

    private void server(Marks marks) {
        double x = columns.x(first, Sender.SERVER);
        double room = columns.right(first) - x - OVERHANG - PAD - MARGIN + 0.5;
        String name =
                TextMetrics.cutStart(
                        Heads.name(timeline.session(), isTold(MessageType.CLIENT_HELLO)),
                        Face.SEMIBOLD,
                        NAME_SIZE,
                        room);
        String version = isRoomy() ? "" : version();
        String below = how().isEmpty() || version.isEmpty() ? version : version + ", " + how();
        double width =
                Math.max(
                        TextMetrics.width(name, Face.SEMIBOLD, NAME_SIZE),
                        TextMetrics.width(below, Face.REGULAR, HOW_SIZE));
        marks.fill(
                x - OVERHANG,
                TOP,
                2 * OVERHANG + width + PAD,
                HEIGHT,
                Layout.HEAD_RADIUS,
                Tone.SERVER);
        marks.icon(Icon.SERVER, x - ICON / 2, MIDDLE, ICON, Tone.ON_SERVER);
        marks.text(
                x + OVERHANG,
                below.isEmpty() ? MIDDLE : MIDDLE - 8,
                name,
                Face.SEMIBOLD,
                NAME_SIZE,
                Tone.ON_SERVER);
        marks.text(x + OVERHANG, MIDDLE + 9, below, Face.REGULAR, HOW_SIZE, Tone.MUTED_ON_SERVER);
    }

    private boolean isTold(MessageType type) {
        return timeline.entries().stream()
                .filter(entry -> entry.first().message().type() == type)
                .anyMatch(entry -> entry.ways() < look.played());
    }
}
