package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What bytes that are not TLS look like, by how they begin. */
final class PlainProtocol {
    static final String UNKNOWN = "unknown";

    private static final Map<String, Pattern> BEGINNINGS = new LinkedHashMap<>();

    static {
        add(
                "HTTP",
                "HTTP/\\d|(?:GET|HEAD|POST|PUT|OPTIONS|CONNECT) \\S+ HTTP/|(?i:<!doctype html|<html)");
        add("SSH", "SSH-\\d");
        add("SMTP", "220[ -](?i:.*smtp)|(?:EHLO|HELO) ");
        add("FTP", "220[ -]|USER ");
        add("POP3", "\\+OK");
        add("IMAP", "\\* (?:OK|PREAUTH|BYE)");
        add("RFB", "RFB \\d{3}\\.\\d{3}");
        add("IRC", ":\\S+ NOTICE |NOTICE ");
        add("XMPP", "<\\?xml[^>]*>?\\s*<stream:stream|<stream:stream");
        add("Redis", "-ERR|-DENIED|-NOAUTH");
        add("SSL 2.0", "[\\x80-\\xff].\\x01(?:\\x00\\x02|\\x03[\\x00-\\x03])");
        add("MySQL", "...\\x00[\\x09\\x0a]\\d+\\.\\d+");
    }

    private PlainProtocol() {}

    private static void add(String protocol, String beginning) {
        BEGINNINGS.put(protocol, Pattern.compile(beginning, Pattern.DOTALL));
    }

    static String of(Bytes bytes) {
        String text = bytes.slice(0, Math.min(bytes.length(), 256)).latin1();
        return BEGINNINGS.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(text).lookingAt())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
