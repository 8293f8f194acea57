package dev.handshake.diagram;

/**
 * The fonts that the program ships: Pretendard for words, JetBrains Mono for bytes, times and
 * codes.
 */
public enum Face {
    REGULAR("Pretendard-Regular.ttf", "Pretendard"),
    SEMIBOLD("Pretendard-SemiBold.ttf", "Pretendard SemiBold"),
    MONO("JetBrainsMono-Regular.ttf", "JetBrains Mono"),
    MONO_BOLD("JetBrainsMono-Bold.ttf", "JetBrains Mono");

    private final String file;
    private final String family;

    Face(String file, String family) {
        this.file = file;
        this.family = family;
    }

    /** The resource beside this class, under {@code fonts/}. */
    public String resource() {
        return "fonts/" + file;
    }

    /** The family as a toolkit knows it; {@link #MONO_BOLD} is the bold of its own. */
    public String family() {
        return family;
    }
}
