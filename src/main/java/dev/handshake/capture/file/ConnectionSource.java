package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureEvent.Segment.Kind;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Origin;
import dev.handshake.capture.SavedNote;
import dev.handshake.capture.Sender;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a connection of a capture file from its packets, in the order of the file. */
final class ConnectionSource implements CaptureSource {
    private final CaptureFile file;
    private final Connection connection;
    private final KeyRing keys;
    private final @Nullable SavedSession described;
    private volatile boolean cancelled;

    ConnectionSource(CaptureFile file, Connection connection, KeyRing keys) {
        this(file, connection, keys, null);
    }

    /**
     * @param described what it is told as, whatever the file says of it; null for what that says
     */
    ConnectionSource(
            CaptureFile file,
            Connection connection,
            KeyRing keys,
            @Nullable SavedSession described) {
        this.file = file;
        this.connection = connection;
        this.keys = keys;
        this.described = described;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void capture(Consumer<CaptureEvent> sink) {
        Memory memory = file.borrow();
        Telling telling = new Telling(memory, sink);
        try {
            long[] positions = connection.positions();
            telling.begin(description(memory, positions[0]));
            telling.packets(positions);
        } catch (InternalError e) {
            // The mapped file has become shorter. What is gone cannot be told: this is the end.
            telling.begin(stranger());
        } catch (IllegalStateException e) {
            if (!file.isClosed()) {
                throw e;
            }
            cancelled = true;
            telling.begin(stranger());
        } finally {
            file.giveBack(memory);
        }
        telling.end();
    }

    /**
     * What the file says of a connection of this program's own, whose packets are made up, or of a
     * recorded scenario's, whose packets tell of times and endings themselves.
     */
    private SavedSession description(Memory memory, long first) {
        if (described != null) {
            return described;
        }
        Frame frame = new Frame();
        file.packets().read(memory, first, frame);
        Optional<SavedSession> said =
                SavedSession.parse(file.packets().surroundings(memory, first));
        if (file.isMadeUp(memory, frame)) {
            return said.orElseGet(this::stranger);
        }
        return said.filter(it -> it.origin().recorded())
                .map(it -> seen(it.origin(), it.trustAnchors()))
                .orElseGet(this::stranger);
    }

    private SavedSession stranger() {
        return seen(Origin.CAPTURE, List.of());
    }

    private SavedSession seen(Origin origin, List<Bytes> trustAnchors) {
        Instant started = Instant.ofEpochSecond(0, connection.startNanos());
        return new SavedSession(origin, -1, trustAnchors, started, null);
    }

    private List<String> comments(Memory memory, Frame frame) {
        return frame.optionsLength > 0 ? file.packets().comments(memory, frame) : List.of();
    }

    /** One telling. */
    private final class Telling {
        private final Memory memory;
        private final Consumer<CaptureEvent> sink;
        private final Decoder decoder = new Decoder();
        private final Frame frame = new Frame();
        private final Half client;
        private final Half server;
        private final Set<Sender> opened = EnumSet.noneOf(Sender.class);
        private final Set<Sender> broken = EnumSet.noneOf(Sender.class);
        private @Nullable SavedSession saved;
        private long start;
        private boolean acknowledged;
        private boolean data;
        private long nanos;

        /** When the SYN came, in a connection whose packets are made up. */
        private long connectStarted;

        private @Nullable Failure failure;

        /** When what was told last happened. */
        private long latest;

        Telling(Memory memory, Consumer<CaptureEvent> sink) {
            this.memory = memory;
            this.sink = sink;
            client = new Half(Sender.CLIENT, this::tell);
            server = new Half(Sender.SERVER, this::tell);
        }

        private void tell(CaptureEvent event) {
            latest = event.nanos();
            sink.accept(event);
        }

        /** Once only: what comes first. */
        void begin(SavedSession description) {
            if (saved != null) {
                return;
            }
            saved = description;
            Instant started = description.started();
            start = TimeUnit.SECONDS.toNanos(started.getEpochSecond()) + started.getNano();
            sink.accept(
                    new CaptureEvent.Opened(
                            0,
                            description.origin(),
                            started,
                            file.trustAnchors().isEmpty()
                                    ? description.trustAnchors()
                                    : file.trustAnchors(),
                            keys,
                            file.recording(connection)));
            sink.accept(new CaptureEvent.Endpoints(0, connection.client(), connection.server()));
            failure = description.failure();
        }

        void packets(long[] starts) {
            for (long at : starts) {
                if (cancelled) {
                    return;
                }
                file.packets().read(memory, at, frame);
                if (decoder.decode(memory, frame)) {
                    // Clocks are set back; the time of a capture is not.
                    nanos = Math.max(nanos, frame.epochNanos - start);
                    segment();
                }
            }
        }

        private Half half(Sender sender) {
            return switch (sender) {
                case CLIENT -> client;
                case SERVER -> server;
            };
        }

        private boolean has(int flag) {
            return (decoder.flags & flag) != 0;
        }

        private void segment() {
            Sender from = connection.sender(decoder);
            boolean seen = !file.isMadeUp(memory, frame);
            for (SavedNote note : NoteComment.parse(comments(memory, frame))) {
                sink.accept(new CaptureEvent.Noted(nanos, note));
            }
            Half own = half(from);
            Half other = half(from.other());
            if (has(Decoder.SYN)) {
                opening(from, own, other, seen);
            } else if (!acknowledged && from == Sender.CLIENT && opened.size() == 2) {
                acknowledged = true;
                if (has(Decoder.ACK) && !has(Decoder.RST)) {
                    established(seen);
                }
            }
            if (has(Decoder.ACK) && !has(Decoder.RST)) {
                other.acknowledge(nanos, decoder.acknowledgement);
            }
            if (has(Decoder.RST)) {
                reset(from, own, seen);
            } else {
                payload(from, own, seen);
            }
        }

        private void established(boolean seen) {
            if (seen) {
                tell(Sender.CLIENT, Kind.ACK);
            } else {
                sink.accept(
                        new CaptureEvent.Connected(
                                nanos,
                                // Nobody connects in no time: this is how it is made up where it
                                // is not known.
                                connectStarted == nanos
                                        ? CaptureEvent.Connected.UNKNOWN
                                        : connectStarted,
                                saved == null ? -1 : saved.nameLookupNanos(),
                                connection.client(),
                                connection.server()));
            }
        }

        private void opening(Sender from, Half own, Half other, boolean seen) {
            if (opened.add(from)) {
                own.begin(decoder.sequence + 1);
                if (seen) {
                    tell(from, has(Decoder.ACK) ? Kind.SYN_ACK : Kind.SYN);
                } else if (from == Sender.CLIENT) {
                    connectStarted = nanos;
                }
            }
            if (has(Decoder.ACK)) {
                other.begin(decoder.acknowledgement);
            }
        }

        private void payload(Sender from, Half own, boolean seen) {
            int length = decoder.payloadLength;
            boolean fin = has(Decoder.FIN) && seen;
            if (length == 0 && !fin) {
                return;
            }
            data |= length > 0;
            Bytes payload =
                    decoder.payloadCaptured == 0
                            ? Bytes.EMPTY
                            : decoder.memory.bytes(
                                    decoder.payload, Math.min(decoder.payloadCaptured, length));
            own.accept(
                    nanos,
                    has(Decoder.SYN) ? decoder.sequence + 1 : decoder.sequence,
                    payload,
                    length,
                    fin ? event(from, Kind.FIN) : null);
        }

        private void reset(Sender from, Half own, boolean seen) {
            while (own.waitingSince() != Long.MAX_VALUE) {
                own.release(nanos);
            }
            if (broken.add(from) && seen) {
                tell(from, Kind.RST);
            }
            boolean orderly = client.hasEnded() && server.hasEnded();
            if (failure == null && !orderly) {
                boolean refused =
                        from == Sender.SERVER && !data && opened.equals(EnumSet.of(Sender.CLIENT));
                failure =
                        refused
                                ? Failure.of(
                                        Failure.Kind.REFUSED,
                                        connection.server().address(),
                                        connection.server().port())
                                : Failure.of(Failure.Kind.RESET);
            }
        }

        private CaptureEvent.Segment event(Sender from, Kind kind) {
            Bytes header = decoder.memory.bytes(decoder.header, decoder.headerCaptured);
            return new CaptureEvent.Segment(nanos, from, kind, header);
        }

        private void tell(Sender from, Kind kind) {
            tell(event(from, kind));
        }

        /** Tells what still waits, and how it ended. */
        void end() {
            if (cancelled) {
                sink.accept(new CaptureEvent.Failed(nanos, Failure.of(Failure.Kind.CANCELLED)));
                return;
            }
            long clients = client.waitingSince();
            long servers = server.waitingSince();
            while (clients != Long.MAX_VALUE || servers != Long.MAX_VALUE) {
                // As late as it came, but not before what has been told.
                (clients <= servers ? client : server)
                        .release(Math.max(latest, Math.min(clients, servers)));
                clients = client.waitingSince();
                servers = server.waitingSince();
            }
            client.end(nanos);
            server.end(nanos);
            sink.accept(
                    failure == null
                            ? new CaptureEvent.Closed(nanos)
                            : new CaptureEvent.Failed(nanos, failure));
        }
    }
}
