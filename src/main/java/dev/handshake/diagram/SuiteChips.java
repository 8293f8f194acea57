package dev.handshake.diagram;

import dev.handshake.explain.Words;

/** The parts of a cipher suite as chips side by side, each over what it decides. */
final class SuiteChips {
    private static final double CHIP = 38;
    private static final double CHIP_GAP = 6;
    private static final double NAME = 12;
    private static final double MEANING = 11.5;
    private static final double PAD = 12;
    private static final double LEAST_PAD = 6;

    private SuiteChips() {}

    static Block of(SuiteParts suite, Words words) {
        return (ink, x, top, width) -> {
            double at = x;
            double y = top;
            double pad = pad(suite, words, width);
            for (SuiteParts.Part part : suite.parts()) {
                String meaning = words.text(part.meaning().word());
                double wide = width(part, words) + 2 * pad;
                if (at > x && at + wide > x + width) {
                    at = x;
                    y += CHIP + CHIP_GAP;
                }
                Marks marks = ink.marks();
                marks.box(at, y, wide, CHIP, 7, Tone.SUBTLE, Tone.BORDER, 1, Dash.SOLID);
                double center = at + wide / 2;
                marks.textCentered(center, y + 12.5, part.text(), Face.MONO_BOLD, NAME, Tone.FG);
                marks.textCentered(center, y + 27, meaning, Face.REGULAR, MEANING, Tone.MUTED);
                at += wide + CHIP_GAP;
            }
            return y + CHIP + 4 - top;
        };
    }

    private static double width(SuiteParts.Part part, Words words) {
        return Math.max(
                TextMetrics.width(part.text(), Face.MONO_BOLD, NAME),
                TextMetrics.width(words.text(part.meaning().word()), Face.REGULAR, MEANING));
    }

    /** Chips come closer where that keeps them on one line. */
    private static double pad(SuiteParts suite, Words words, double width) {
        int count = suite.parts().size();
        double text = suite.parts().stream().mapToDouble(part -> width(part, words)).sum();
        double left = width - text - (count - 1) * CHIP_GAP;
        return Math.clamp(left / (2 * count), LEAST_PAD, PAD);
    }
}
