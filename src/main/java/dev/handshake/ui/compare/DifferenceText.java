package dev.handshake.ui.compare;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import dev.handshake.explain.Words;
import dev.handshake.session.Difference;
import dev.handshake.session.Difference.Said;
import dev.handshake.ui.model.Millis;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A difference in words. */
record DifferenceText(Words words) {
    /** So many of a list are named. */
    private static final int NAMED = 6;

    /** A long run of bytes or text is cut. */
    private static final int LONG = 80;

    private static final int KEPT = 32;

    /** What differs. */
    String name(Difference difference) {
        return switch (difference.subject()) {
            case Difference.Measured(Difference.Measure measure) ->
                    words.text("compare.measure." + measure.word());
            case Difference.Agreed(Difference.Agreement agreement) ->
                    words.text("compare.agreement." + agreement.word());
            case Difference.InMessage(var message, _, String key) ->
                    message.title() + " · " + words.name(key);
            case Difference.WholeMessage(var message, var from) ->
                    words.text("compare.from." + from.word(), message.title());
            case Difference.Checked(var check) -> words.text("check." + check.word());
        };
    }

    /** How it is on one side. */
    String side(Difference difference, boolean first) {
        boolean measured = difference.subject() instanceof Difference.Measured;
        return switch (difference.side(first).said()) {
            case Said.Nothing() -> words.text(measured ? "compare.unknown" : "compare.nothing");
            case Said.Sent() -> words.text("compare.sent");
            case Said.Of(Value.Opaque(Bytes bytes))
                    when bytes.isEmpty() && isOneSided(difference) ->
                    words.text("compare.there");
            case Said.Of(Value.Unsigned(long number)) -> words.text("compare.number", number);
            case Said.Of(Value value) -> value(value);
            case Said.Nanos(long nanos) -> Millis.withUnit(nanos);
            case Said.Worded(var phrase) -> words.text(phrase);
            case Said.Listed(int count, List<Value> only, List<Value> reordered) ->
                    listed(count, only, reordered);
            case Said.Judged(var result, var reason) ->
                    words.text("compare.result." + result.name().toLowerCase(Locale.ROOT))
                            + ": "
                            + words.text(reason);
        };
    }

    /** What has nothing in it is there all the same, where the other has not even that. */
    private static boolean isOneSided(Difference difference) {
        return difference.a().said() instanceof Said.Nothing
                || difference.b().said() instanceof Said.Nothing;
    }

    private String listed(int count, List<Value> only, List<Value> reordered) {
        if (!reordered.isEmpty()) {
            return words.text("compare.order", names(reordered));
        }
        return only.isEmpty()
                ? words.text("compare.items", count)
                : words.text("compare.only", count, names(only));
    }

    private String names(List<Value> values) {
        String named =
                values.stream().limit(NAMED).map(this::value).collect(Collectors.joining(", "));
        return values.size() > NAMED
                ? words.text("compare.more", named, values.size() - NAMED)
                : named;
    }

    private String value(Value value) {
        String text =
                value instanceof Value.Coded coded && coded.name() != null
                        ? coded.name()
                        : words.value(value);
        int length = text.codePointCount(0, text.length());
        return length <= LONG
                ? text
                : text.substring(0, text.offsetByCodePoints(0, KEPT))
                        + "…"
                        + text.substring(text.offsetByCodePoints(0, length - KEPT));
    }

    /** All of it as lines of text, a tab between the columns. */
    String copied(List<Difference> all) {
        return all.stream()
                .map(difference ->
                        name(difference)
                                + "\t"
                                + side(difference, true)
                                + "\t"
                                + side(difference, false))
                .collect(Collectors.joining("\n"));
    }
}
