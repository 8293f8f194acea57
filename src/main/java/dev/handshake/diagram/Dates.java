package dev.handshake.diagram;

import dev.handshake.explain.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time as a reader of the language writes them, in UTC. */
record Dates(Words words) {
    /** {@code 22 May 2027}. */
    String day(Instant instant) {
        return format("diagram.date", instant);
    }

    /** {@code 23 Nov 2026, 08:32 UTC}. */
    String minute(Instant instant) {
        return format("diagram.minute", instant);
    }

    private String format(String key, Instant instant) {
        return DateTimeFormatter.ofPattern(words.text(key), words.language().locale())
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
