package dev.handshake.diagram;

import dev.handshake.capture.Sender;

/**
 * The measures of the diagram, and where its two lifelines stand. All in px at scale 1.
 *
 * @param left where the drawing starts when the view is wider than it
 * @param names whether there is room for the names of flights
 * @param times whether there is room for the times
 * @param brackets whether flights are held together
 */
record Layout(
        double width,
        double left,
        double clientX,
        double serverX,
        boolean names,
        boolean times,
        boolean brackets) {
    static final double HEAD_BAND = 56;
    static final double HEAD_TOP = 6;
    static final double HEAD_HEIGHT = 46;
    static final double HEAD_WIDTH = 250;
    static final double HEAD_OVERHANG = 23;
    static final double HEAD_RADIUS = 9;

    static final double TOP = 4;
    static final double ROW = 44;
    static final double TALL_ROW = 62;
    static final double LOW_ROW = 30;
    static final double GHOST_ROW = 38;
    static final double KEYS_ROW = 28;
    static final double BETWEEN_FLIGHTS = 6;
    static final double BOTTOM = 24;

    /** Where the middle of a label stands in its row, and the line. */
    static final double LABEL = ROW * 0.34;

    static final double LINE = ROW * 0.76;
    static final double SECOND_LABEL = LABEL + TALL_ROW - ROW;

    static final double RAIL = 3;
    static final double KEYED_RAIL = 7;
    static final double NODE = 9.5;
    static final double RING = 2.5;

    /** Around the number of a message that the selected verdict rests on. */
    static final double HALO = 6;

    static final double HEAD = 11;
    static final double FAILED_HEAD = 13;
    static final double PIPE = 13;
    static final double PLATE = 10;

    static final double BAND_INSET = 8;
    static final double BAND_BAR = 4;
    static final double BRACKET = 24;
    static final double PANEL_INSET = 22;
    static final double PANEL_GAP = 13;
    static final double TIME_RIGHT = 50;

    private static final double LEFT = 118;
    private static final double RIGHT = 114;
    private static final double NARROW_RIGHT = 40;
    private static final double NARROW_LEFT = 86;
    private static final double NARROWEST_LEFT = 36;
    private static final double PLAIN_FROM = 420;
    private static final double PLAIN_LEAST = 40;
    private static final double PLAIN_MARGIN = 72;
    private static final double SHORTEST = 420;
    private static final double LONGEST = 960;

    /** Gives up first the flights' names, then the times, before arrows get too short. */
    static Layout of(double width) {
        boolean names = width - LEFT - RIGHT >= SHORTEST;
        double right = names ? RIGHT : NARROW_RIGHT;
        boolean times = names || width - NARROW_LEFT - right >= SHORTEST;
        double margin =
                names || width - LEFT - right >= SHORTEST
                        ? LEFT
                        : times ? NARROW_LEFT : NARROWEST_LEFT;
        double arrow = Math.clamp(width - margin - right, 0, LONGEST);
        double left = Math.max(0, (width - margin - arrow - right) / 2);
        return new Layout(width, left, left + margin, left + margin + arrow, names, times, true);
    }

    /** For a class: nothing but the arrows, as long as there is room for them. */
    static Layout plain(double width) {
        double most = PLAIN_MARGIN * Math.clamp((width - PLAIN_FROM) / PLAIN_FROM, 0, 1);
        double margin = PLAIN_LEAST + most;
        double arrow = Math.clamp(width - 2 * margin, 0, LONGEST);
        double left = Math.max(0, (width - 2 * margin - arrow) / 2);
        return new Layout(width, left, left + margin, left + margin + arrow, false, false, false);
    }

    double arrow() {
        return serverX - clientX;
    }

    double middle() {
        return (clientX + serverX) / 2;
    }

    /** How long a label may be. */
    double labelRoom() {
        return arrow() - 40;
    }

    double x(Sender side) {
        return switch (side) {
            case CLIENT -> clientX;
            case SERVER -> serverX;
        };
    }

    /** 1 where the side sends to the right, -1 where to the left. */
    static int direction(Sender from) {
        return switch (from) {
            case CLIENT -> 1;
            case SERVER -> -1;
        };
    }

    double panelX() {
        return clientX + PANEL_INSET;
    }

    double panelWidth() {
        return arrow() - 2 * PANEL_INSET;
    }
}
