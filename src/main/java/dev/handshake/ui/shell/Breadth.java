package dev.handshake.ui.shell;

/** What the window's width allows, in px at scale 1. */
enum Breadth {
    /** Tools are icons, the inspector opens over the diagram. */
    NARROW(0, 380, 330),
    NORMAL(1100, 420, 290),
    WIDE(1440, 480, 340),
    WIDEST(1920, 560, 400);

    private static final double SCALING_FROM = 2560;
    private static final double MOST_SCALE = 1.6;

    private final double from;
    private final double inspector;
    private final double differences;

    Breadth(double from, double inspector, double differences) {
        this.from = from;
        this.inspector = inspector;
        this.differences = differences;
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

    /** How wide the list of what differs between two sessions is. */
    double differences() {
        return differences;
    }

    /** The scale for a window of {@code width}, as long as the reader has chosen none. */
    static double scale(double width) {
        return width < SCALING_FROM ? 1 : Math.min(MOST_SCALE, width / WIDEST.from);
    }
}
