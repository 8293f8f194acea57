package dev.handshake.cli;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Endpoint;
import dev.handshake.session.Listed;
import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a capture, a line each, with tabs between the cells under a line that names
 * them. What is not known is {@code -}.
 */
final class ConnectionTable {
    private static final String HEADER =
            "number\ttime\tclient\tserver\tsni\tversion\tcipher_suite\tgroup\toutcome\tmessages";

    /** UTC, in microseconds. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

    private final PrintStream out;

    ConnectionTable(PrintStream out) {
        this.out = out;
    }

    /** Prints them in the order given, numbered from 1. */
    void print(List<Listed> all) {
        StringBuilder page = new StringBuilder(1 << 16).append(HEADER).append('\n');
        int number = 0;
        for (Listed listed : all) {
            line(page, ++number, listed);
            if (page.length() > 1 << 16) {
                flush(page);
            }
        }
        flush(page);
    }

    private void flush(StringBuilder page) {
        out.print(page);
        out.flush();
        page.setLength(0);
    }

    private static void line(StringBuilder page, int number, Listed listed) {
        page.append(number).append('\t').append(time(listed.started())).append('\t');
        page.append(text(listed.client())).append('\t').append(text(listed.server())).append('\t');
        page.append(listed.sni() == null ? "-" : Terminal.safe(listed.sni())).append('\t');
        page.append(name(listed.version())).append('\t');
        page.append(name(listed.cipherSuite())).append('\t');
        page.append(name(listed.group())).append('\t');
        page.append(listed.outcome().name().toLowerCase(Locale.ROOT)).append('\t');
        page.append(listed.messages().text()).append('\n');
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String text(@Nullable Endpoint endpoint) {
        return endpoint == null ? "-" : endpoint.toString();
    }

    private static String name(@Nullable Code code) {
        return code == null ? "-" : code.known() ? code.name() : code.toString();
    }
}
