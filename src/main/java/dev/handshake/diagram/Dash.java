package dev.handshake.diagram;

/** How a line is broken. */
public enum Dash {
    SOLID,
    /** 5 on, 5 off: inferred. */
    DASHED,
    /** Dots of the line's width every 6: absent. */
    DOTTED
}
