package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.BySender;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Recording;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The packets of one connection as a capture of their own, in memory. They are read as any capture
 * is, by somebody who knows nothing of the connection but them; of a connection longer than {@link
 * Limits#EXCERPT}, the beginning.
 */
public final class Excerpt implements AutoCloseable {
    private static final int PSH = 8;

    private final CaptureFile file;
    private final @Nullable Connection connection;

    private Excerpt(CaptureFile file, @Nullable Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * Reads the packets.
     *
     * @throws IOException if the capture that they stand in cannot be read any more
     */
    public static Excerpt of(Recording recording) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PcapngWriter pcapng = new PcapngWriter(bytes);
        try {
            pcapng.begin("", List.of());
            recording.packets(new Writing(pcapng, bytes)::take);
            pcapng.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        CaptureFile file = file(bytes.toByteArray());
        List<Connection> found = new ArrayList<>();
        file.index(found::add, new Cancellation());
        return new Excerpt(
                file,
                found.stream().max(Comparator.comparingInt(Connection::packets)).orElse(null));
    }

    /** Takes packets until there are too many. */
    private static final class Writing {
        private final PcapngWriter pcapng;
        private final ByteArrayOutputStream bytes;
        private boolean full;

        Writing(PcapngWriter pcapng, ByteArrayOutputStream bytes) {
            this.pcapng = pcapng;
            this.bytes = bytes;
        }

        void take(Packet packet) {
            full |= bytes.size() + packet.bytes().length() > Limits.EXCERPT;
            if (full) {
                return;
            }
            try {
                pcapng.packet(packet);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static CaptureFile file(byte[] pcapng) throws IOException {
        try {
            return CaptureFile.of(pcapng, "");
        } catch (BadInput e) {
            throw new IOException(e.phrase().key(), e);
        }
    }

    /**
     * Tells the connection as a stranger's; empty where there are no packets.
     *
     * @param keys what is known of secrets
     * @param started the wall clock at nanos 0
     * @param trustAnchors DER certificates that stand in place of the platform's roots; empty for
     *     the platform's
     */
    public Optional<CaptureSource> source(KeyRing keys, Instant started, List<Bytes> trustAnchors) {
        SavedSession described = new SavedSession(Origin.CAPTURE, -1, trustAnchors, started, null);
        return Optional.ofNullable(connection)
                .map(known -> new ConnectionSource(file, known, keys, described));
    }

    /** What its segments carry, in the order in which they came; the first of them, if many. */
    public List<Payload> payloads() {
        Connection known = connection;
        if (known == null) {
            return List.of();
        }
        Memory memory = file.borrow();
        try {
            return new Walk(memory, known).payloads();
        } finally {
            file.giveBack(memory);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /** One walk over the packets. */
    private final class Walk {
        private final Memory memory;
        private final Connection known;
        private final Decoder decoder = new Decoder();
        private final Frame frame = new Frame();
        private final BySender<Line> lines = BySender.of(_ -> new Line());
        private final List<Payload> found = new ArrayList<>();

        Walk(Memory memory, Connection known) {
            this.memory = memory;
            this.known = known;
        }

        List<Payload> payloads() {
            for (long at : known.positions()) {
                if (found.size() >= Limits.SEGMENTS) {
                    break;
                }
                file.packets().read(memory, at, frame);
                if (decoder.decode(memory, frame)) {
                    segment(known.sender(decoder));
                }
            }
            return List.copyOf(found);
        }

        private void segment(Sender from) {
            Line own = lines.of(from);
            boolean syn = (decoder.flags & Decoder.SYN) != 0;
            int first = syn ? decoder.sequence + 1 : decoder.sequence;
            if (syn) {
                own.begin(first);
                if ((decoder.flags & Decoder.ACK) != 0) {
                    lines.of(from.other()).begin(decoder.acknowledgement);
                }
            }
            if (decoder.payloadLength == 0 || (decoder.flags & Decoder.RST) != 0) {
                return;
            }
            own.begin(first);
            long offset = own.place(first);
            if (file.isMadeUp(memory, frame)) {
                read(own, from, offset);
            } else if (offset >= 0) {
                found.add(
                        new Payload(
                                frame.epochNanos,
                                from,
                                Integer.toUnsignedLong(first),
                                offset,
                                decoder.payloadLength,
                                !own.cover(offset, decoder.payloadLength)));
            }
        }

        /** What the socket read at once stands in several packets, of which the last says so. */
        private void read(Line own, Sender from, long offset) {
            long start = own.readFrom < 0 ? offset : own.readFrom;
            long end = offset + decoder.payloadLength;
            own.readFrom = start;
            if ((decoder.flags & PSH) != 0) {
                own.readFrom = -1;
                found.add(
                        new Payload(
                                frame.epochNanos,
                                from,
                                Payload.NONE,
                                start,
                                (int) (end - start),
                                false));
            }
        }
    }

    /** The bytes of one direction, by their places. */
    private static final class Line {
        private boolean begun;

        /** The sequence number of the byte at {@code reached}. */
        private int sequence;

        private long reached;

        /** What has come, without gaps between a start and its end. */
        private final TreeMap<Long, Long> covered = new TreeMap<>();

        private long readFrom = -1;

        void begin(int first) {
            if (!begun) {
                begun = true;
                sequence = first;
            }
        }

        /** Sequence numbers wrap; places do not. */
        long place(int number) {
            long place = reached + (number - sequence);
            if (place > reached) {
                reached = place;
                sequence = number;
            }
            return place;
        }

        /** Returns whether any of these bytes is new. */
        boolean cover(long from, int length) {
            long start = from;
            long end = from + length;
            Map.Entry<Long, Long> before = covered.floorEntry(from);
            if (before != null && before.getValue() >= end) {
                return false;
            }
            if (before != null && before.getValue() >= from) {
                start = before.getKey();
            }
            Map.Entry<Long, Long> next = covered.ceilingEntry(start);
            while (next != null && next.getKey() <= end) {
                end = Math.max(end, next.getValue());
                covered.remove(next.getKey());
                next = covered.ceilingEntry(start);
            }
            covered.put(start, end);
            return true;
        }
    }
}
