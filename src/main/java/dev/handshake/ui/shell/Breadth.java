package dev.handshake.ui.shell;

/** What the window's width allows, in px at scale 1. */
enum Breadth {
    /** Tools are icons, the inspector opens over the diagram. */
    NARROW(0, 380),
    NORMAL(1100, 420),
    WIDE(1440, 480),
    WIDEST(1920, 560);

    private static final double SCALING_FROM = 2560;
    private static final double MOST_SCALE = 1.6;

    private final double from;
    private final double inspector;

    Breadth(double from, double inspector) {
        this.from = from;
        this.inspector = inspector;
    }

    static Breadth of(double width) {
        Breadth found = NARROW;
        for (Breadth breadth : values()) {
            if (width >= breadth.from) {
                found = breadth;
            }
        }
        return found;
    }

    /** How wide the inspector is. */
    double inspector() {
        return inspector;
    }

    /** The scale for a window of {@code width}, as long as the reader has chosen none. */
    static double scale(double width) {
        return width < SCALING_FROM ? 1 : Math.min(MOST_SCALE, width / WIDEST.from);
    }
}
