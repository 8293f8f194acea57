package dev.handshake.diagram;

import java.util.List;
import java.util.Locale;

/** The colours of a theme: the one place where they stand. */
public enum Palette {
    LIGHT,
    DARK,
    /** {@link #LIGHT} with more contrast: text 7:1, lines 4.5:1. */
    LIGHT_STRONG,
    DARK_STRONG;

    /** Those that can be chosen. */
    public static final List<Palette> THEMES = List.of(LIGHT, DARK);

    public boolean isDark() {
        return this == DARK || this == DARK_STRONG;
    }

    /** The same theme with more contrast, for a projector. */
    public Palette strong() {
        return isDark() ? DARK_STRONG : LIGHT_STRONG;
    }

    /** The colour as 0xRRGGBB. */
    public int rgb(Tone tone) {
        return switch (this) {
            case LIGHT, DARK -> usual(tone);
            case LIGHT_STRONG, DARK_STRONG -> strong(tone);
        };
    }

    /** Where it is not said again, it is as usual. */
    private int strong(Tone tone) {
        return switch (tone) {
            case CANVAS -> pick(0xffffff, 0x090c11);
            case SUBTLE -> pick(0xf3f5f8, 0x11161d);
            case SELECTED -> pick(0xe6eaef, 0x171e27);
            case BORDER -> pick(0xafb8c1, 0x3d4651);
            case FG, INK, CLIENT, SERVER -> pick(0x000000, 0xffffff);
            case ON_INK, ON_SERVER, ON_NODE -> pick(0xffffff, 0x090c11);
            case MUTED -> pick(0x32383f, 0xc0cad5);
            case MUTED_ON_SERVER -> pick(0xd0d7de, 0x3d4651);
            case FUTURE_TEXT, GHOST_TEXT -> pick(0x40474f, 0xaab4c0);
            case OUTLINE, GHOST -> pick(0x626a73, 0x7b8591);
            case LINK_FG -> pick(0x000000, 0x090c11);
            case LINK_LINE -> pick(0x5c6c00, 0xc9e650);
            case PASS -> pick(0x0b4f20, 0x56d364);
            case WARN -> pick(0x633900, 0xf0a94a);
            case TCP -> pick(0x0b5fc0, 0x4096ff);
            case TCP_TEXT -> pick(0x083f82, 0x8cc2ff);
            case TCP_NODE -> pick(0x0b5fc0, 0x4096ff);
            case PLAIN, PLAIN_NODE -> pick(0x8a5300, 0xf5b82e);
            case PLAIN_TEXT -> pick(0x5c3700, 0xf7c55a);
            case HANDSHAKE, HANDSHAKE_TEXT, HANDSHAKE_NODE -> pick(0x4a1fa8, 0xc8b5ff);
            case APPLICATION, APPLICATION_NODE -> pick(0x086458, 0x2cc4a8);
            case APPLICATION_TEXT -> pick(0x05473f, 0x4fd6bd);
            case EARLY, EARLY_TEXT, EARLY_NODE -> pick(0x74165a, 0xffa8d8);
            case ALERT, ALERT_NODE -> pick(0xb01226, 0xff6a62);
            case ALERT_TEXT -> pick(0x85081a, 0xff9c95);
            case PASS_ON_SERVER,
                    ALERT_ON_SERVER,
                    WARN_ON_SERVER,
                    LINK,
                    PASS_TINT,
                    TCP_TINT,
                    PLAIN_TINT,
                    HANDSHAKE_TINT,
                    APPLICATION_TINT,
                    EARLY_TINT,
                    ALERT_TINT ->
                    usual(tone);
        };
    }

    private int usual(Tone tone) {
        return switch (tone) {
            case CANVAS -> pick(0xffffff, 0x0d1117);
            case SUBTLE -> pick(0xf6f8fa, 0x151b23);
            case SELECTED -> pick(0xeef1f4, 0x1b222b);
            case BORDER -> pick(0xd0d7de, 0x363d46);
            case FG -> pick(0x24292f, 0xe6edf3);
            case MUTED -> pick(0x57606a, 0x9da7b3);
            case FUTURE_TEXT -> pick(0x656d76, 0x8b949e);
            case OUTLINE -> pick(0x828a93, 0x717983);
            case GHOST_TEXT -> pick(0x656d76, 0x9198a1);
            case GHOST -> pick(0x7d858f, 0x7d8590);
            case INK -> pick(0x24292f, 0xe6edf3);
            case ON_INK -> pick(0xffffff, 0x0d1117);
            case CLIENT -> pick(0x24292f, 0xe6edf3);
            case SERVER -> pick(0x24292f, 0xe6edf3);
            case ON_SERVER -> pick(0xffffff, 0x0d1117);
            case MUTED_ON_SERVER -> pick(0xb4bcc6, 0x4d5761);
            case PASS_ON_SERVER -> pick(0x3fb950, 0x187733);
            case ALERT_ON_SERVER -> pick(0xff7b72, 0xb01226);
            case WARN_ON_SERVER -> pick(0xf0a94a, 0x9a5b00);
            case LINK -> pick(0xdff27a, 0xc9e650);
            case LINK_FG -> pick(0x24292f, 0x0d1117);
            case LINK_LINE -> pick(0x758a00, 0xc9e650);
            case PASS -> pick(0x187733, 0x3fb950);
            case PASS_TINT -> pick(0xe3f6e7, 0x12261a);
            case WARN -> pick(0x9a5b00, 0xf0a94a);
            case TCP -> pick(0x1a7fe8, 0x4096ff);
            case TCP_TEXT -> pick(0x0b5fc0, 0x6cb0ff);
            case TCP_NODE -> pick(0x1471d6, 0x4096ff);
            case TCP_TINT -> pick(0xe8f2fe, 0x10233d);
            case PLAIN -> pick(0xc27803, 0xf5b82e);
            case PLAIN_TEXT -> pick(0x935900, 0xf7c55a);
            case PLAIN_NODE -> pick(0xa56500, 0xf5b82e);
            case PLAIN_TINT -> pick(0xfff4dc, 0x2e230a);
            case HANDSHAKE -> pick(0x5b2cc0, 0xc8b5ff);
            case HANDSHAKE_TEXT -> pick(0x5b2cc0, 0xc8b5ff);
            case HANDSHAKE_NODE -> pick(0x5b2cc0, 0xc8b5ff);
            case HANDSHAKE_TINT -> pick(0xf1ebff, 0x231c3a);
            case APPLICATION -> pick(0x0b8074, 0x2cc4a8);
            case APPLICATION_TEXT -> pick(0x096b61, 0x4fd6bd);
            case APPLICATION_NODE -> pick(0x0b8074, 0x2cc4a8);
            case APPLICATION_TINT -> pick(0xe0f5f1, 0x0b2b28);
            case EARLY -> pick(0x8f1d6e, 0xffa8d8);
            case EARLY_TEXT -> pick(0x8f1d6e, 0xffa8d8);
            case EARLY_NODE -> pick(0x8f1d6e, 0xffa8d8);
            case EARLY_TINT -> pick(0xfbe9f5, 0x371a2c);
            case ALERT -> pick(0xc2142a, 0xff5148);
            case ALERT_TEXT -> pick(0xb01226, 0xff7b72);
            case ALERT_NODE -> pick(0xc2142a, 0xff5148);
            case ALERT_TINT -> pick(0xffebeb, 0x3b1416);
            case ON_NODE -> pick(0xffffff, 0x0d1117);
        };
    }

    /** The colour as CSS and SVG write it, {@code #1a7fe8}. */
    public String css(Tone tone) {
        return "#%06x".formatted(rgb(tone));
    }

    /** {@code light} or {@code dark}, as on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    private int pick(int light, int dark) {
        return isDark() ? dark : light;
    }
}
