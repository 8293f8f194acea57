package dev.handshake.cli;

import dev.handshake.bytes.Code;
import dev.handshake.capture.Endpoint;
import dev.handshake.session.Listed;
import dev.handshake.session.MessageTypes;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a capture, a line each, with tabs between the cells under a line that names
 * them. A cell whose value is not known is empty.
 */
final class ConnectionTable {
    private static final String HEADER =
            "number\ttime\tclient\tserver\tsni\tversion\tcipher_suite\tgroup\toutcome\tmessages";

    /** How many different lists of messages are remembered; most connections have the same. */
    private static final int REMEMBERED = 256;

    private final PrintStream out;

    /** The last second that was printed: UTC, up to the point before its fraction. */
    private long second = Long.MIN_VALUE;

    private String secondText = "";

    private final Map<MessageTypes, String> texts = new HashMap<>();

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
        byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
        page.setLength(0);
    }

    private void line(StringBuilder page, int number, Listed listed) {
        page.append(number).append('\t');
        time(page, listed.started());
        page.append('\t');
        page.append(text(listed.client())).append('\t').append(text(listed.server())).append('\t');
        page.append(listed.sni() == null ? "" : Terminal.safe(listed.sni())).append('\t');
        page.append(name(listed.version())).append('\t');
        page.append(name(listed.cipherSuite())).append('\t');
        page.append(name(listed.group())).append('\t');
        page.append(listed.outcome().name().toLowerCase(Locale.ROOT)).append('\t');
        page.append(text(listed.messages())).append('\n');
    }

    /** UTC, in microseconds. */
    private void time(StringBuilder page, Instant instant) {
        if (instant.getEpochSecond() != second) {
            second = instant.getEpochSecond();
            // It ends with a Z.
            String whole = Instant.ofEpochSecond(second).toString();
            secondText = whole.substring(0, whole.length() - 1) + ".";
        }
        page.append(secondText);
        int micros = instant.getNano() / 1_000;
        for (int unit = 100_000; unit > 0; unit /= 10) {
            page.append((char) ('0' + micros / unit % 10));
        }
        page.append('Z');
    }

    private String text(MessageTypes messages) {
        String known = texts.get(messages);
        if (known == null) {
            known = messages.text();
            if (texts.size() < REMEMBERED) {
                texts.put(messages, known);
            }
        }
        return known;
    }

    private static String text(@Nullable Endpoint endpoint) {
        return endpoint == null ? "" : endpoint.toString();
    }

    private static String name(@Nullable Code code) {
        return code == null ? "" : code.known() ? code.name() : code.toString();
    }
}
