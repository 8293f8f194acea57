package dev.handshake.diagram;

/** What stands in the right column of a field panel. */
@FunctionalInterface
interface Block {
    /** A line of text. */
    double LINE = 25;

    /** Draws itself from {@code x, top} on and returns how high it is. */
    double draw(Ink ink, double x, double top, double width);
}
