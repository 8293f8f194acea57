package dev.handshake.diagram;

import dev.handshake.bytes.Bytes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of HTTP/1 that tells a request and an answer from other data. */
final class Http {
    private static final int LONGEST_LINE = 200;
    private static final Pattern REQUEST =
            Pattern.compile("([A-Z]{3,10} [!-~]+) HTTP/1\\.[01]\r\n.*", Pattern.DOTALL);
    private static final Pattern ANSWER =
            Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2}(?: [ -~]*)?)\r\n.*", Pattern.DOTALL);

    private Http() {}

    /** {@code GET /} or {@code 200 OK}; empty where it is neither. */
    static Optional<String> firstLine(Bytes data) {
        String start = data.slice(0, Math.min(data.length(), LONGEST_LINE)).latin1();
        for (Pattern pattern : new Pattern[] {REQUEST, ANSWER}) {
            Matcher matcher = pattern.matcher(start);
            if (matcher.matches()) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }
}
