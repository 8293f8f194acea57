package dev.handshake.ui.connect;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Endpoint;
import dev.handshake.session.Listed;
import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the list says of a connection, and how it is sorted by that. */
enum Columns {
    NUMBER("number", 46, 44, Comparator.comparingInt(ConnectionRow::number)),
    TIME("time", 84, 64, Comparator.comparing(row -> row.listed().started())),
    CLIENT("client", 150, 96, byEnd(Listed::client)),
    SERVER("server", 150, 96, byEnd(Listed::server)),
    SNI("sni", 180, 100, by(Listed::sni, Natural.ORDER)),
    VERSION("version", 70, 58, byCode(Listed::version)),
    SUITE("suite", 180, 96, byCode(Listed::cipherSuite)),
    GROUP("group", 96, 70, byCode(Listed::group)),
    OUTCOME("outcome", 112, 106, Comparator.comparing(row -> row.listed().outcome())),
    MESSAGES("messages", 74, 60, Comparator.comparingInt(row -> row.listed().messages().size()));

    private final String key;
    private final double width;
    private final double least;

    // Made of constants alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Comparator<ConnectionRow> order;

    Columns(String word, double width, double least, Comparator<ConnectionRow> order) {
        this.key = "window.list." + word;
        this.width = width;
        this.least = least;
        this.order = order;
    }

    /** What it is called, as a key of the words. */
    String key() {
        return key;
    }

    /** How wide it would like to be; px. */
    double width() {
        return width;
    }

    /** How narrow it may become; px. */
    double least() {
        return least;
    }

    Comparator<ConnectionRow> order() {
        return order;
    }

    private static Comparator<ConnectionRow> byEnd(Function<Listed, @Nullable Endpoint> end) {
        return by(
                end,
                Comparator.comparing(Endpoint::address, Natural.ORDER)
                        .thenComparingInt(Endpoint::port));
    }

    private static Comparator<ConnectionRow> byCode(
            Function<Listed, ? extends @Nullable Code> code) {
        return by(code, Comparator.comparing(ConnectionRow::shown, Natural.ORDER));
    }

    /** What is not known comes last. */
    private static <T> Comparator<ConnectionRow> by(
            Function<Listed, ? extends @Nullable T> value, Comparator<? super T> order) {
        return Comparator.comparing(row -> value.apply(row.listed()), Comparator.nullsLast(order));
    }
}
