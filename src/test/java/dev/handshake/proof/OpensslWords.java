package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code openssl s_server -trace} says in words of one connection. */
final class OpensslWords {
    private static final Pattern RANDOM =
            Pattern.compile(
                    "gmt_unix_time=0x([0-9A-F]{8})\\s+random_bytes \\(len=28\\): ([0-9A-F]{56})");
    private static final Pattern SESSION_ID =
            Pattern.compile("session_id \\(len=\\d+\\): ([0-9A-F]*)");
    private static final Pattern SUITE =
            Pattern.compile("\\{0x([0-9A-F]{2}), 0x([0-9A-F]{2})} (\\S+)");
    private static final Pattern EXTENSION = Pattern.compile("extension_type=\\S+?\\((\\d+)\\)");
    private static final Pattern SERIAL =
            Pattern.compile("Serial Number:(?: \\d+ \\(0x([0-9a-f]+)\\)|\\s+([0-9a-f:]{2,}))");

    private final String trace;

    /** A ClientHello or ServerHello. */
    record Hello(Bytes random, Bytes sessionId, List<Bytes> suites, List<Bytes> extensions) {}

    OpensslWords(String trace) {
        this.trace = trace;
    }

    Hello hello(String type) {
        String text = section(type.equals("client_hello") ? "ClientHello, " : "ServerHello, ");
        MatchResult random = first(RANDOM, text);
        return new Hello(
                hex(random.group(1) + random.group(2)),
                hex(first(SESSION_ID, text).group(1)),
                SUITE.matcher(text).results().map(m -> hex(m.group(1) + m.group(2))).toList(),
                EXTENSION
                        .matcher(text)
                        .results()
                        .map(m -> RawServer.number(Integer.parseInt(m.group(1)), 2))
                        .toList());
    }

    /** The suite that it chose, by IANA's name. */
    String suiteName() {
        return first(SUITE, section("ServerHello, ")).group(3);
    }

    /** The serial numbers of the certificates that it sent, as INTEGER contents. */
    List<Bytes> serials() {
        return SERIAL.matcher(trace)
                .results()
                .map(m -> m.group(2) == null ? m.group(1) : m.group(2).replace(":", ""))
                .map(digits -> digits.length() % 2 == 0 ? digits : "0" + digits)
                .map(digits -> digits.charAt(0) >= '8' ? "00" + digits : digits)
                .map(OpensslWords::hex)
                .toList();
    }

    private String section(String title) {
        int start = trace.indexOf(title);
        if (start < 0) {
            throw new AssertionError(title + " is not in " + trace);
        }
        int end = trace.indexOf("\n\n", start);
        return trace.substring(start, end < 0 ? trace.length() : end);
    }

    private static MatchResult first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + text);
        }
        return matcher.toMatchResult();
    }

    private static Bytes hex(String digits) {
        return Bytes.ofHex(digits.toLowerCase(Locale.ROOT));
    }
}
