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
}
