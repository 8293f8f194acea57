package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Target;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection of this program's own and cannot be seen in its packets: it stands
 * in the comment of a saved file, readable for people and, strictly, for this program.
 *
 * <pre>
 * TLS Handshake session
 * target: www.msn.com:443
 * lab scenario: tls12
 * recorded: yes
 * started: 2026-11-23T07:16:00.123456789Z
 * name look-up: 404000 ns
 * ended: HANDSHAKE_TIMEOUT 15
 * trust anchor:
 *  MIIBkDCCATagAwIBAgI…
 *  …
 * </pre>
 *
 * A line that begins with a space goes on with the one before it; a line that nobody knows is
 * passed over.
 *
 * @param origin with a host, or where this program was the server with a scenario; when read, a
 *     capture's
 * @param nameLookupNanos how long the name look-up took; -1 if there was none
 * @param trustAnchors DER certificates that stand in place of the platform's roots
 * @param started the wall clock at nanos 0, of which the times of the packets are counted
 * @param failure why the capture could not go on; null if it could, or still does
 */
public record SavedSession(
        Origin origin,
        long nameLookupNanos,
        List<Bytes> trustAnchors,
        Instant started,
        @Nullable Failure failure) {
    private static final String TITLE = "TLS Handshake session";
    private static final String TARGET = "target: ";
    private static final String SCENARIO = "lab scenario: ";
    private static final String RECORDED = "recorded: ";
    private static final String STARTED = "started: ";
    private static final String NAME_LOOKUP = "name look-up: ";
    private static final String NANOS = " ns";
    private static final String ENDED = "ended: ";
    private static final String TRUST_ANCHOR = "trust anchor:";
    private static final String YES = "yes";

    /** Base64 characters in a line. */
    private static final int WIDTH = 76;

    /** Characters of a failure's argument, each of which may be encoded in nine. */
    private static final int LONGEST_ARGUMENT = 1000;

    public SavedSession {
        trustAnchors = List.copyOf(trustAnchors);
    }

    /** As it stands in the file, without a final line end. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        if (origin.host() != null) {
            lines.add(TARGET + new Target(origin.host(), origin.port()));
        }
        if (origin.scenario() != null) {
            lines.add(SCENARIO + origin.scenario());
        }
        if (origin.recorded()) {
            lines.add(RECORDED + YES);
        }
        lines.add(STARTED + started);
        if (nameLookupNanos >= 0) {
            lines.add(NAME_LOOKUP + nameLookupNanos + NANOS);
        }
        if (failure != null) {
            lines.add(ENDED + text(failure));
        }
        for (Bytes anchor : trustAnchors) {
            lines.add(TRUST_ANCHOR);
            String base64 = Base64.getEncoder().encodeToString(anchor.toArray());
            for (int at = 0; at < base64.length(); at += WIDTH) {
                lines.add(" " + base64.substring(at, Math.min(at + WIDTH, base64.length())));
            }
        }
        return String.join("\n", lines);
    }

    /**
     * The text, cut at line ends into comments of which none is longer than pcapng allows; they are
     * read again with {@link #parse(List)}.
     */
    public List<String> comments() {
        List<String> comments = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        for (String line : text().lines().toList()) {
            // All of it is ASCII: characters are bytes.
            if (comment.length() + 1 + line.length() > PcapngWriter.LONGEST_OPTION) {
                comments.add(comment.toString());
                comment.setLength(0);
            }
            comment.append(comment.isEmpty() ? "" : "\n").append(line);
        }
        comments.add(comment.toString());
        return List.copyOf(comments);
    }

    /**
     * Reads the comments of a section: one of them begins a session's text, and those that come
     * after it go on with it.
     */
    public static Optional<SavedSession> parse(List<String> comments) {
        int first = 0;
        while (first < comments.size() && !isTitle(comments.get(first))) {
            first++;
        }
        return parse(String.join("\n", comments.subList(first, comments.size())));
    }

    /** Reads a text; empty if it is none, or not whole. */
    public static Optional<SavedSession> parse(String comment) {
        if (comment.length() > Limits.DESCRIPTION || !isTitle(comment)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reading().read(comment));
        } catch (NotASession e) {
            return Optional.empty();
        }
    }

    private static boolean isTitle(String comment) {
        return comment.lines().findFirst().filter(TITLE::equals).isPresent();
    }

    private static String text(Failure failure) {
        return failure.args().stream()
                .map(Object::toString)
                .map(arg -> arg.substring(0, Math.min(arg.length(), LONGEST_ARGUMENT)))
                .map(arg -> " " + URLEncoder.encode(arg, StandardCharsets.UTF_8))
                .collect(Collectors.joining("", failure.kind().name(), ""));
    }

    private static final class NotASession extends Exception {
        private static final long serialVersionUID = 1;

        NotASession(String line) {
            super(line, null, false, false);
        }
    }

    /** What has been read of a text. */
    private static final class Reading {
        private @Nullable Target target;
        private @Nullable Instant started;
        private @Nullable String scenario;
        private boolean recorded;
        private long nameLookup = -1;
        private @Nullable Failure failure;
        private final List<Bytes> trustAnchors = new ArrayList<>();
        private @Nullable StringBuilder anchor;

        SavedSession read(String text) throws NotASession {
            for (String line : text.lines().skip(1).toList()) {
                if (line.startsWith(" ")) {
                    if (anchor != null) {
                        anchor.append(line, 1, line.length());
                    }
                } else {
                    endAnchor();
                    line(line);
                }
            }
            endAnchor();
            if ((target == null && scenario == null) || started == null) {
                throw new NotASession(text);
            }
            Origin origin =
                    new Origin(
                            Origin.Kind.CAPTURE,
                            target == null ? null : target.host(),
                            target == null ? 0 : target.port(),
                            scenario,
                            recorded);
            return new SavedSession(origin, nameLookup, trustAnchors, started, failure);
        }

        private void line(String line) throws NotASession {
            if (line.startsWith(TARGET)) {
                target = target(line.substring(TARGET.length()));
            } else if (line.startsWith(SCENARIO)) {
                scenario = matching(line, SCENARIO, "[a-z0-9-]{1,64}");
            } else if (line.startsWith(RECORDED)) {
                recorded = matching(line, RECORDED, YES + "|no").equals(YES);
            } else if (line.startsWith(STARTED)) {
                started = instant(line.substring(STARTED.length()));
            } else if (line.startsWith(NAME_LOOKUP)) {
                String value = matching(line, NAME_LOOKUP, "[0-9]{1,18}" + NANOS);
                nameLookup = Long.parseLong(value, 0, value.length() - NANOS.length(), 10);
            } else if (line.startsWith(ENDED)) {
                failure = failure(line.substring(ENDED.length()));
            } else if (line.equals(TRUST_ANCHOR)) {
                anchor = new StringBuilder();
            }
        }

        private void endAnchor() throws NotASession {
            if (anchor == null) {
                return;
            }
            try {
                trustAnchors.add(Bytes.of(Base64.getDecoder().decode(anchor.toString())));
            } catch (IllegalArgumentException e) {
                throw new NotASession(TRUST_ANCHOR);
            }
            anchor = null;
        }

        private static String matching(String line, String key, String pattern) throws NotASession {
            String value = line.substring(key.length());
            if (!value.matches(pattern)) {
                throw new NotASession(line);
            }
            return value;
        }

        private static Target target(String value) throws NotASession {
            try {
                return Target.parse(value);
            } catch (Target.NotATarget e) {
                throw new NotASession(value);
            }
        }

        /** Within what nanoseconds since 1970 can count, to the year 2262. */
        private static Instant instant(String value) throws NotASession {
            try {
                Instant instant = Instant.parse(value);
                if (ChronoUnit.NANOS.between(Instant.EPOCH, instant) < 0) {
                    throw new NotASession(value);
                }
                return instant;
            } catch (DateTimeException | ArithmeticException e) {
                throw new NotASession(value);
            }
        }

        private static Failure failure(String value) throws NotASession {
            List<String> words = List.of(value.split(" ", -1));
            Failure.Kind kind =
                    Arrays.stream(Failure.Kind.values())
                            .filter(known -> known.name().equals(words.getFirst()))
                            .findFirst()
                            .orElseThrow(() -> new NotASession(value));
            List<Argument> shape = shape(kind);
            if (words.size() != 1 + shape.size()) {
                throw new NotASession(value);
            }
            List<Object> args = new ArrayList<>();
            for (int i = 0; i < shape.size(); i++) {
                args.add(argument(shape.get(i), words.get(1 + i)));
            }
            return new Failure(kind, args);
        }

        private enum Argument {
            TEXT,
            NUMBER,
            /** A number, of whole seconds or not. */
            SECONDS,
            /** 0 to 255. */
            ALERT
        }

        /** What the arguments of {@link Failure.Kind} are. */
        private static List<Argument> shape(Failure.Kind kind) {
            return switch (kind) {
                case RESET, CLOSED_EARLY, CANCELLED -> List.of();
                case NO_SUCH_NAME, ENGINE -> List.of(Argument.TEXT);
                case NAME_TIMEOUT -> List.of(Argument.TEXT, Argument.SECONDS);
                case REFUSED, UNREACHABLE -> List.of(Argument.TEXT, Argument.NUMBER);
                case CONNECT_TIMEOUT -> List.of(Argument.TEXT, Argument.NUMBER, Argument.SECONDS);
                case HANDSHAKE_TIMEOUT -> List.of(Argument.SECONDS);
                case ALERT_RECEIVED, ALERT_SENT -> List.of(Argument.ALERT);
                case TOO_MUCH -> List.of(Argument.NUMBER);
            };
        }

        private static Object argument(Argument shape, String word) throws NotASession {
            boolean good =
                    switch (shape) {
                        case TEXT -> word.length() <= 9 * LONGEST_ARGUMENT;
                        case NUMBER -> word.matches("[0-9]{1,9}");
                        case SECONDS -> word.matches("[0-9]{1,9}(\\.[0-9]{1,3})?");
                        case ALERT -> word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= 255;
                    };
            if (!good) {
                throw new NotASession(word);
            }
            return switch (shape) {
                case TEXT -> decoded(word);
                case NUMBER, ALERT -> Integer.valueOf(word);
                case SECONDS -> seconds(word);
            };
        }

        /** Not ?:, which would make a double of both. */
        private static Number seconds(String word) {
            if (word.contains(".")) {
                return Double.valueOf(word);
            }
            return Long.valueOf(word);
        }

        private static String decoded(String word) throws NotASession {
            try {
                return URLDecoder.decode(word, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new NotASession(word);
            }
        }
    }
}
