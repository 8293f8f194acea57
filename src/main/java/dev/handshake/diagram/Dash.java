package dev.handshake.diagram;

/** How a line is broken. */
public enum Dash {
    SOLID,
    /** 5 on, 5 off: inferred. */
    DASHED,
    /** Dots of the line's width every 6: absent. */
    DOTTED;

    /** What is drawn and what is left out, in turn, in px; empty for a whole line. */
    public double[] pattern(double lineWidth) {
        return switch (this) {
            case SOLID -> new double[0];
            // Around a badge or a node, longer dashes would be too few.
            case DASHED -> lineWidth < 2 ? new double[] {3, 2} : new double[] {5, 5};
            case DOTTED -> new double[] {lineWidth, 6 - lineWidth};
        };
    }
}
