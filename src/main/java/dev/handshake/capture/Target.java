package dev.handshake.capture;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where to connect to: what a user types, read.
 *
 * @param host a DNS name in its ASCII form without a final dot, or a numeric address without
 *     brackets
 * @param port 1 to 65535
 */
public record Target(String host, int port) {
    public static final int DEFAULT_PORT = 443;

    /** Longer than any name that has 253 characters once it is ASCII. */
    private static final int LONGEST = 1000;

    /** A text is no target. */
    public static final class NotATarget extends BadInput {
        private static final long serialVersionUID = 1;

        private static final int SHOWN = 60;

        NotATarget(String key, String... typed) {
            super(key, Arrays.stream(typed).map(NotATarget::shown).toArray());
        }

        /** A pasted page would make a long sentence. */
        private static String shown(String typed) {
            return typed.codePointCount(0, typed.length()) <= SHOWN
                    ? typed
                    : typed.substring(0, typed.offsetByCodePoints(0, SHOWN)) + "…";
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [::1]:port}, {@code ::1}, an internationalised
     * name, or a pasted {@code https://host:port/path}.
     *
     * @throws NotATarget with a sentence that says what is wrong
     */
    public static Target parse(String typed) throws NotATarget {
        String text = typed.strip();
        if (text.isEmpty()) {
            throw new NotATarget("target.empty");
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            String name = text.substring(0, scheme).toLowerCase(Locale.ROOT);
            if (!name.equals("https") && !name.equals("http")) {
                throw new NotATarget("target.scheme", name);
            }
            text = text.substring(scheme + 3);
            text = text.split("[/?#]", 2)[0];
            text = text.substring(text.lastIndexOf('@') + 1);
        }
        return hostAndPort(text);
    }

    private static Target hostAndPort(String text) throws NotATarget {
        if (text.isEmpty()) {
            throw new NotATarget("target.empty");
        }
        if (text.codePoints()
                .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw new NotATarget("target.spaces");
        }
        if (text.contains("/")) {
            throw new NotATarget("target.path");
        }
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 0 || (close + 1 < text.length() && text.charAt(close + 1) != ':')) {
                throw new NotATarget("target.host", text);
            }
            String port = text.substring(Math.min(close + 2, text.length()));
            return new Target(ipv6(text.substring(1, close)), port(port));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Target(name(text), DEFAULT_PORT);
        }
        if (colon != text.lastIndexOf(':')) {
            return new Target(ipv6(text), DEFAULT_PORT);
        }
        return new Target(name(text.substring(0, colon)), port(text.substring(colon + 1)));
    }

    private static int port(String text) throws NotATarget {
        // A URL may end in a colon (RFC 3986 §3.2.3).
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new NotATarget("target.port", text);
    }

    private static String ipv6(String text) throws NotATarget {
        try {
            // The URI parser knows the grammar of an IPv6 literal and looks nothing up.
            new URI("x://[" + text + "]/").parseServerAuthority();
            return text;
        } catch (URISyntaxException e) {
            throw new NotATarget("target.ipv6", text);
        }
    }

    private static String name(String text) throws NotATarget {
        // Java's own conversion gives up on pasted pages, and not in the way that it promises.
        if (text.length() > LONGEST) {
            throw new NotATarget("target.host", text);
        }
        String ascii;
        try {
            ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new NotATarget("target.host", text);
        }
        if (ascii.endsWith(".")) {
            ascii = ascii.substring(0, ascii.length() - 1);
        }
        boolean labels =
                ascii.length() <= 253
                        && ascii.matches(
                                "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
        if (!labels) {
            throw new NotATarget("target.host", text);
        }
        boolean numeric = ascii.matches("[0-9.]+");
        if (numeric
                && !ascii.matches("((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(\\.|$)){4}")) {
            throw new NotATarget("target.ipv4", text);
        }
        return ascii;
    }

    /** Whether the host is an address and not a name (SNI carries names only, RFC 6066 §3). */
    public boolean isAddress() {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    @Override
    public String toString() {
        return new Endpoint(host, port).toString();
    }
}
