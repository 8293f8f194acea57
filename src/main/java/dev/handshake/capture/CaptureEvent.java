package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.time.Instant;
import java.util.List;

/**
 * What a {@link CaptureSource} has to tell, in the order in which it happened. Every door (a live
 * host, the lab, a capture file) tells the same events; what reads them cannot tell the doors
 * apart.
 *
 * <p>{@code nanos} counts nanoseconds since {@link Opened#started}, by a clock that never steps
 * back.
 */
public sealed interface CaptureEvent {
    long nanos();

    /**
     * Always the first event.
     *
     * @param started the wall clock at nanos 0
     * @param trustAnchors DER certificates that stand in place of the platform's roots (a lab's
     *     own); empty for the platform's
     */
    record Opened(long nanos, Origin origin, Instant started, List<Bytes> trustAnchors)
            implements CaptureEvent {
        public Opened {
            trustAnchors = List.copyOf(trustAnchors);
        }
    }

    /**
     * TCP stands. Its three packets were not seen: a socket cannot see them.
     *
     * @param nanos when the connect call returned
     * @param connectStarted when it was called, in the same nanoseconds
     * @param nameLookup how long the name look-up took, in nanoseconds; -1 if there was none
     */
    record Connected(
            long nanos, long connectStarted, long nameLookup, Endpoint client, Endpoint server)
            implements CaptureEvent {}

    /**
     * Bytes of the TCP stream, in order, none missing, cut wherever the socket or segment cut them.
     */
    record Data(long nanos, Sender from, Bytes bytes) implements CaptureEvent {}

    /** A secret has become known. It may come after the first bytes that it decrypts. */
    record SecretKnown(long nanos, Secret secret) implements CaptureEvent {}

    /** The connection has ended in order. The last event, unless {@link Failed} is. */
    record Closed(long nanos) implements CaptureEvent {}

    /** The capture has ended before its end. The last event. */
    record Failed(long nanos, Failure failure) implements CaptureEvent {}
}
