package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
     * Always the first event of a connection.
     *
     * @param started the wall clock at nanos 0
     * @param trustAnchors DER certificates that stand in place of the platform's roots (a lab's
     *     own); empty for the platform's
     * @param keys what is known of secrets from elsewhere: a key log, a capture's own
     * @param recording the packets of a capture file; null where none were seen (a socket sees
     *     none)
     */
    record Opened(
            long nanos,
            Origin origin,
            Instant started,
            List<Bytes> trustAnchors,
            KeyRing keys,
            @Nullable Recording recording)
            implements CaptureEvent {
        public Opened {
            trustAnchors = List.copyOf(trustAnchors);
        }

        /** Of a connection of this program's own, whose secrets it tells as they come. */
        public Opened(long nanos, Origin origin, Instant started, List<Bytes> trustAnchors) {
            this(nanos, origin, started, trustAnchors, new KeyRing(), null);
        }
    }

    /** Which two ends a captured connection has; the client is who opened it or spoke TLS first. */
    record Endpoints(long nanos, Endpoint client, Endpoint server) implements CaptureEvent {}

    /**
     * TCP stands. Its three packets were not seen: a socket cannot see them. A capture file tells
     * this too where its packets say that they were made up around such a connection.
     *
     * @param nanos when the connect call returned
     * @param connectStarted when it was called, in the same nanoseconds; {@link #UNKNOWN} where
     *     this program was the server, and {@code nanos} is when it accepted
     * @param nameLookup how long the name look-up took, in nanoseconds; -1 if there was none
     */
    record Connected(
            long nanos, long connectStarted, long nameLookup, Endpoint client, Endpoint server)
            implements CaptureEvent {
        public static final long UNKNOWN = -1;
    }

    /**
     * A TCP segment that opens or closes the connection, as it was seen (RFC 9293 §3.1).
     *
     * @param header its TCP header with options, 20 to 60 bytes; less where the capture cut it
     */
    record Segment(long nanos, Sender from, Kind kind, Bytes header) implements CaptureEvent {
        public enum Kind {
            SYN,
            SYN_ACK,
            /** The one that ends the opening; no other pure acknowledgement is told. */
            ACK,
            FIN,
            RST
        }
    }

    /**
     * Bytes of the TCP stream, in order, cut wherever the socket or segment cut them. None are
     * missing but those that a {@link Gap} tells.
     */
    record Data(long nanos, Sender from, Bytes bytes) implements CaptureEvent {}

    /**
     * Bytes of the stream that the capture does not have: what came before stops here, and what
     * comes next stands {@code length} bytes later.
     *
     * @param nanos when the first byte after them came
     * @param length how many; -1 where the capture began in the middle of the connection
     */
    record Gap(long nanos, Sender from, long length) implements CaptureEvent {}

    /**
     * A retransmission brought other bytes for a place that has been told already. What came first
     * stands.
     *
     * @param length how many bytes of it differ
     */
    record Overlap(long nanos, Sender from, int length) implements CaptureEvent {}

    /** A secret has become known. It may come after the first bytes that it decrypts. */
    record SecretKnown(long nanos, Secret secret) implements CaptureEvent {}

    /** The capture has a note on a message, which has been told by the connection's end. */
    record Noted(long nanos, SavedNote note) implements CaptureEvent {}

    /** The connection has ended in order. Its last event, unless {@link Failed} is. */
    record Closed(long nanos) implements CaptureEvent {}

    /** The capture of the connection has ended before its end. Its last event. */
    record Failed(long nanos, Failure failure) implements CaptureEvent {}
}
