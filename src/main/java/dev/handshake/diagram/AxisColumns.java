package dev.handshake.diagram;

import dev.handshake.capture.Sender;

/**
 * Where the four lifelines of two sessions stand, the same for both. All in px at scale 1.
 *
 * @param half the width of one session
 * @param client from the left edge of a half to the client's lifeline
 * @param lane from the client's lifeline to the server's
 */
record AxisColumns(double half, double client, double lane) {
    static final double LEFT = 55;
    static final double RIGHT = 8;
    static final double TIMES = 47;
    static final double NAME_GAP = 16;
    static final double SHORTEST = 60;
    private static final double LONGEST = 360;

    /**
     * @param clientNames the room that the client's names need
     * @param serverNames and the server's
     */
    static AxisColumns of(double width, double clientNames, double serverNames) {
        double half = (width - LEFT - RIGHT) / 2;
        double lane = Math.clamp(half - clientNames - serverNames, SHORTEST, LONGEST);
        double spare = Math.max(0, half - clientNames - lane - serverNames);
        return new AxisColumns(half, spare / 2 + clientNames, lane);
    }

    double left(boolean first) {
        return first ? LEFT : LEFT + half;
    }

    double right(boolean first) {
        return left(first) + half;
    }

    double x(boolean first, Sender side) {
        return left(first)
                + client
                + switch (side) {
                    case CLIENT -> 0;
                    case SERVER -> lane;
                };
    }
}
