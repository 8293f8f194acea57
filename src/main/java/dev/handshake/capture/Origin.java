package dev.handshake.capture;

import org.jspecify.annotations.Nullable;

/**
 * Which door a capture came through.
 *
 * @param host the name (or address) that the client wants to reach, as a URL would have it; null
 *     where a capture file does not tell
 * @param port the port that goes with it
 * @param scenario the lab's scenario, or null
 * @param recorded whether the scenario was recorded with another program instead of served here
 */
public record Origin(
        Kind kind, @Nullable String host, int port, @Nullable String scenario, boolean recorded) {
    public enum Kind {
        LIVE,
        LAB,
        CAPTURE
    }

    /** Of a stranger's capture file, which does not tell what the client wanted to reach. */
    public static final Origin CAPTURE = new Origin(Kind.CAPTURE, null, 0, null, false);

    /** Whether this program was the client: now, or when it saved what is read now. */
    public boolean isOurs() {
        return host != null && !recorded;
    }

    /** Whether the server was the lab's. */
    public boolean isLab() {
        return scenario != null;
    }
}
