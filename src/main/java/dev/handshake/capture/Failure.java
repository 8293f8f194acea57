package dev.handshake.capture;

import java.util.List;

/**
 * Why a capture could not go on. An outcome, not an exception: what was captured until then stays.
 *
 * @param args what the kind says, for its sentence
 */
public record Failure(Kind kind, List<Object> args) {
    public Failure {
        args = List.copyOf(args);
    }

    public static Failure of(Kind kind, Object... args) {
        return new Failure(kind, List.of(args));
    }

    /** In the comments: the arguments. */
    public enum Kind {
        /** The name look-up found nothing: host. */
        NO_SUCH_NAME,
        /** The name look-up did not answer in time: host, seconds. */
        NAME_TIMEOUT,
        /** Nothing listens: address, port. */
        REFUSED,
        /** No route, network down: host, port. */
        UNREACHABLE,
        /** TCP did not connect in time: host, port, seconds. */
        CONNECT_TIMEOUT,
        /** The handshake did not end in time: seconds. */
        HANDSHAKE_TIMEOUT,
        /** The peer reset the connection. */
        RESET,
        /** The peer closed the connection in the middle of the handshake. */
        CLOSED_EARLY,
        /** The peer sent a fatal alert: code of the AlertDescription. */
        ALERT_RECEIVED,
        /** Our client gave up and sent a fatal alert: code of the AlertDescription. */
        ALERT_SENT,
        /** More than this program takes: bytes. */
        TOO_MUCH,
        /** The user ended it. */
        CANCELLED,
        /** The options leave nothing to offer, or the engine failed: what it says. */
        ENGINE
    }
}
