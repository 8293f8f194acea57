package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Recording;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a connection of this program's own, put together around the bytes that its socket
 * saw. The bytes, their order, their cuts and their times are what was observed; everything else
 * (link, addresses' headers, sequence numbers, windows) is consistent but made up, which each
 * packet says in its comment. The same events always give the same packets.
 *
 * <p>A chunk becomes one packet, or several of one time where it is longer than a segment. The
 * acknowledgements ride on the segments: there is no packet that only acknowledges, but for those
 * that end the opening and the closing.
 *
 * @param started the wall clock at nanos 0
 * @param events what the capture told, in order; what is no {@code Endpoints}, {@code Connected},
 *     {@code Data}, {@code Closed} or {@code Failed} is passed over, and so are data from before
 *     the two ends were known
 */
public record Synthesis(Instant started, List<CaptureEvent> events) implements Recording {
    /** The comment of every packet that is made up. */
    public static final String COMMENT = "Synthesised around the bytes that a socket saw";

    public Synthesis {
        events = List.copyOf(events);
    }

    @Override
    public void packets(Consumer<Packet> sink) throws IOException {
        MadeUpTcp tcp = null;
        for (CaptureEvent event : events) {
            switch (event) {
                case CaptureEvent.Endpoints(_, var client, var server) ->
                        tcp = new MadeUpTcp(client, server, sink);
                case CaptureEvent.Connected(
                                long nanos,
                                long connectStarted,
                                _,
                                var client,
                                var server) -> {
                    tcp = new MadeUpTcp(client, server, sink);
                    boolean known = connectStarted != CaptureEvent.Connected.UNKNOWN;
                    tcp.open(time(known ? connectStarted : nanos), time(nanos));
                }
                case CaptureEvent.Data(long nanos, Sender from, Bytes bytes) -> {
                    if (tcp != null) {
                        tcp.send(time(nanos), from, bytes);
                    }
                }
                case CaptureEvent.Closed(long nanos) -> end(tcp, time(nanos), null);
                case CaptureEvent.Failed(long nanos, Failure failure) ->
                        end(tcp, time(nanos), failure.kind());
                case CaptureEvent.Opened _,
                        CaptureEvent.Segment _,
                        CaptureEvent.Gap _,
                        CaptureEvent.Overlap _,
                        CaptureEvent.SecretKnown _,
                        CaptureEvent.Noted _ -> {}
            }
        }
    }

    /** What ends a connection in the eyes of its socket; the rest only ends the capture. */
    private static void end(@Nullable MadeUpTcp tcp, long time, Failure.@Nullable Kind kind) {
        if (tcp == null) {
            return;
        }
        switch (kind) {
            case null -> tcp.close(time, Sender.CLIENT);
            case ALERT_RECEIVED, ALERT_SENT -> tcp.close(time, Sender.CLIENT);
            case CLOSED_EARLY -> tcp.close(time, Sender.SERVER);
            case RESET -> tcp.reset(time, Sender.SERVER);
            case NO_SUCH_NAME,
                    NAME_TIMEOUT,
                    REFUSED,
                    UNREACHABLE,
                    CONNECT_TIMEOUT,
                    HANDSHAKE_TIMEOUT,
                    TOO_MUCH,
                    CANCELLED,
                    ENGINE -> {}
        }
    }

    /** In nanoseconds since 1970-01-01T00:00Z. */
    private long time(long nanos) {
        return TimeUnit.SECONDS.toNanos(started.getEpochSecond()) + started.getNano() + nanos;
    }
}
