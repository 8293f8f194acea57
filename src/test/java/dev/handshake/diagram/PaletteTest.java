package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast as WCAG 2.2 defines it (relative luminance, §1.4.3, §1.4.6, §1.4.11). */
class PaletteTest {
    private static final List<Tone> GROUNDS = List.of(Tone.CANVAS, Tone.SUBTLE, Tone.SELECTED);

    private static final List<Tone> TEXTS =
            List.of(
                    Tone.FG,
                    Tone.MUTED,
                    Tone.FUTURE_TEXT,
                    Tone.GHOST_TEXT,
                    Tone.PASS,
                    Tone.WARN,
                    Tone.TCP_TEXT,
                    Tone.PLAIN_TEXT,
                    Tone.HANDSHAKE_TEXT,
                    Tone.APPLICATION_TEXT,
                    Tone.EARLY_TEXT,
                    Tone.ALERT_TEXT);

    private static final List<Tone> LINES =
            List.of(
                    Tone.OUTLINE,
                    Tone.GHOST,
                    Tone.TCP,
                    Tone.PLAIN,
                    Tone.HANDSHAKE,
                    Tone.APPLICATION,
                    Tone.EARLY,
                    Tone.ALERT);

    private static final List<Tone> NODES =
            List.of(
                    Tone.TCP_NODE,
                    Tone.PLAIN_NODE,
                    Tone.HANDSHAKE_NODE,
                    Tone.APPLICATION_NODE,
                    Tone.EARLY_NODE,
                    Tone.ALERT_NODE);

    @ParameterizedTest
    @EnumSource
    void everyTextCanBeRead(Palette palette) {
        boolean strong = palette == palette.strong();
        for (Tone ground : GROUNDS) {
            for (Tone text : TEXTS) {
                assertThat(contrast(palette, text, ground))
                        .as("%s on %s", text, ground)
                        .isGreaterThanOrEqualTo(strong ? 7 : 4.5);
            }
        }
        for (Tone node : NODES) {
            assertThat(contrast(palette, Tone.ON_NODE, node))
                    .as("a number on %s", node)
                    .isGreaterThanOrEqualTo(4.5);
        }
        assertThat(contrast(palette, Tone.ON_INK, Tone.INK)).isGreaterThanOrEqualTo(7);
        assertThat(contrast(palette, Tone.LINK_FG, Tone.LINK)).isGreaterThanOrEqualTo(7);
        assertThat(contrast(palette, Tone.MUTED_ON_SERVER, Tone.SERVER))
                .isGreaterThanOrEqualTo(strong ? 7 : 4.5);
    }

    @ParameterizedTest
    @EnumSource
    void everyLineCanBeSeen(Palette palette) {
        boolean strong = palette == palette.strong();
        for (Tone line : LINES) {
            assertThat(contrast(palette, line, Tone.CANVAS))
                    .as(line.name())
                    .isGreaterThanOrEqualTo(strong ? 4.5 : 3);
        }
    }

    private static double contrast(Palette palette, Tone one, Tone other) {
        double a = luminance(palette.rgb(one));
        double b = luminance(palette.rgb(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int rgb) {
        double[] parts =
                IntStream.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255)
                        .mapToDouble(part -> part / 255.0)
                        .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
                        .toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
