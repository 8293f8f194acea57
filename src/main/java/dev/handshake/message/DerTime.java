package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code UTCTime} and {@code GeneralizedTime} (RFC 5280 §4.1.2.5). Besides {@code Z}, the older
 * forms without seconds, with fractions and with an offset are read, as certificates have them.
 */
final class DerTime {
    private static final int UTC = 0x17;
    static final int GENERALIZED = 0x18;

    private static final Pattern FORM =
            Pattern.compile(
                    "(?<year>\\d{2}|\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)(?<hour>\\d\\d)"
                            + "(?<minute>\\d\\d)(?<second>\\d\\d)?([.,]\\d{1,9})?"
                            + "(?<offset>Z|[+-]\\d{4})",
                    Pattern.UNICODE_CASE);

    private DerTime() {}

    static boolean isTime(int tag) {
        return tag == UTC || tag == GENERALIZED;
    }

    /** Reads all of the scope as a time of this tag. */
    static Instant read(FieldReader in, int tag) {
        Bytes contents = in.peekRest();
        Instant time =
                parse(tag, contents)
                        .orElseThrow(() ->
                                in.malformed(Problem.Kind.BAD_TIME, "", 0, contents.length()));
        in.leaf("contents", contents.length(), _ -> new Value.Time(time));
        return time;
    }

    /** The time, or where it is none the bytes. */
    static Value value(int tag, Bytes contents) {
        return parse(tag, contents)
                .<Value>map(Value.Time::new)
                .orElseGet(() -> new Value.Opaque(contents));
    }

    private static Optional<Instant> parse(int tag, Bytes contents) {
        Matcher form = FORM.matcher(contents.latin1());
        if (!form.matches() || form.group("year").length() != (tag == UTC ? 2 : 4)) {
            return Optional.empty();
        }
        int year = Integer.parseInt(form.group("year"));
        try {
            return Optional.of(
                    LocalDateTime.of(
                                    tag == GENERALIZED
                                            ? year
                                            : year < 50 ? 2000 + year : 1900 + year,
                                    Integer.parseInt(form.group("month")),
                                    Integer.parseInt(form.group("day")),
                                    Integer.parseInt(form.group("hour")),
                                    Integer.parseInt(form.group("minute")),
                                    form.group("second") == null
                                            ? 0
                                            : Integer.parseInt(form.group("second")))
                            .toInstant(ZoneOffset.of(form.group("offset"))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
