package dev.handshake.explain;

import java.util.Locale;

/** A language that the program speaks. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "en"),
    KOREAN(Locale.KOREAN, "ko");

    private final Locale locale;
    private final String code;

    Language(Locale locale, String code) {
        this.locale = locale;
        this.code = code;
    }

    public Locale locale() {
        return locale;
    }

    /** {@code en} or {@code ko}, as on the command line. */
    public String code() {
        return code;
    }

    /** In which is said what is missing in this one. */
    Language other() {
        return switch (this) {
            case ENGLISH -> KOREAN;
            case KOREAN -> ENGLISH;
        };
    }

    /** Korean where the locale is Korean, else English. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("ko") ? KOREAN : ENGLISH;
    }
}
