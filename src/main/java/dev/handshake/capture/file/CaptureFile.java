package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Recording;
import dev.handshake.capture.UserFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A capture file, pcap or pcapng, also compressed with gzip. It is mapped into memory, not read
 * into it: what is kept of a connection is where its packets lie.
 *
 * <p>{@link #index} finds the connections, on one thread; everything else may be used from any, at
 * the same time, until {@link #close}.
 */
public final class CaptureFile implements AutoCloseable {
    /** Bytes between two reports. */
    private static final long STEP = 1 << 20;

    /** Told what is found, on the thread that indexes. */
    public interface Listener {
        /** A connection has ended, or the file has. */
        void connection(Connection connection);

        /** So many bytes of so many have been read; told about every megabyte, and at the end. */
        default void progress(long done, long total) {}
    }

    private final Arena arena;
    private final Memory memory;

    /** Those that have been borrowed and are free again. */
    private final Queue<Memory> idle = new ConcurrentLinkedQueue<>();

    private final Packets packets;
    private final Remarks remarks;
    private final @Nullable Unpacked unpacked;
    private volatile CaptureReport report =
            new CaptureReport(0, 0, 0, List.of(), 0, null, KeyLog.Result.NOTHING, List.of());
    private volatile List<Bytes> trustAnchors = List.of();
    private volatile boolean closed;

    private CaptureFile(
            Arena arena,
            Memory memory,
            Packets packets,
            Remarks remarks,
            @Nullable Unpacked unpacked) {
        this.arena = arena;
        this.memory = memory;
        this.packets = packets;
        this.remarks = remarks;
        this.unpacked = unpacked;
    }

    // -- opening

    /**
     * Opens a file.
     *
     * @throws BadInput with a sentence that says why it is no capture
     */
    public static CaptureFile open(Path file) throws BadInput {
        try {
            return open(file, new Cancellation());
        } catch (Cancellation.Cancelled e) {
            throw new AssertionError("nobody cancels", e);
        }
    }

    /**
     * Opens a file.
     *
     * @param cancellation ends the unpacking of a compressed one
     * @throws BadInput with a sentence that says why it is no capture
     */
    public static CaptureFile open(Path file, Cancellation cancellation)
            throws BadInput, Cancellation.Cancelled {
        Unpacked unpacked = null;
        try {
            if (Files.isDirectory(file)) {
                throw new BadInput("capture.file.directory", UserFile.name(file));
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new BadInput("capture.file.special", UserFile.name(file));
            }
            if (Unpacked.isCompressed(file)) {
                unpacked = Unpacked.of(file, cancellation);
            }
            CaptureFile opened = map(file, unpacked);
            unpacked = null;
            return opened;
        } catch (IOException e) {
            throw UserFile.unreadable(file, e);
        } finally {
            if (unpacked != null) {
                unpacked.delete();
            }
        }
    }

    /**
     * A capture that is in memory, not compressed.
     *
     * @param name what it is called in a sentence
     * @throws BadInput with a sentence that says why it is no capture
     */
    @SuppressWarnings("MustBeClosedChecker")
    public static CaptureFile of(byte[] bytes, String name) throws BadInput {
        Memory memory = Memory.of(bytes);
        Remarks remarks = new Remarks();
        return new CaptureFile(
                Arena.ofShared(), memory, packets(memory, remarks, name), remarks, null);
    }

    private static Packets packets(Memory memory, Remarks remarks, String name) throws BadInput {
        return Pcap.of(memory)
                .or(() -> Pcapng.of(memory, remarks))
                .orElseThrow(() -> new BadInput("capture.file.not_a_capture", name));
    }

    /** The arena lives as long as what is given back. */
    @SuppressWarnings("MustBeClosedChecker")
    private static CaptureFile map(Path file, @Nullable Unpacked unpacked)
            throws IOException, BadInput {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try (FileChannel channel = FileChannel.open(unpacked == null ? file : unpacked.file())) {
            if (channel.size() == 0) {
                throw new BadInput("capture.file.empty", UserFile.name(file));
            }
            MemorySegment mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Memory memory = new Memory(mapped);
            Remarks remarks = new Remarks();
            Packets packets = packets(memory, remarks, UserFile.name(file));
            opened = true;
            return new CaptureFile(arena, memory, packets, remarks, unpacked);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    // -- reading

    /**
     * Finds the connections. Once only. Where the reading ends early, what came before is told all
     * the same, and {@link #report} says why.
     */
    public void index(Listener listener, Cancellation cancellation) {
        Pass pass = new Pass(listener);
        CaptureProblem problem;
        try {
            pass.run(cancellation);
            problem = packets.problem().orElse(unpacked == null ? null : unpacked.problem());
            if (cancellation.isRaised() && packets.position() < memory.size()) {
                problem = CaptureProblem.at(packets.position(), CaptureProblem.Kind.CANCELLED);
            }
        } catch (InternalError e) {
            // A mapped file has become shorter than it was.
            problem = CaptureProblem.at(packets.position(), CaptureProblem.Kind.SHRUNK);
        } catch (IllegalStateException e) {
            if (!closed) {
                throw e;
            }
            problem = CaptureProblem.at(packets.position(), CaptureProblem.Kind.CANCELLED);
        }
        pass.connections.end();
        report = pass.report(problem);
        listener.progress(packets.position(), memory.size());
    }

    /** One walk over all packets. */
    private final class Pass {
        private final Listener listener;
        private final Connections connections;
        private final Counts counts = new Counts();
        private final Decoder decoder = new Decoder();
        private long read;
        private long cut;

        Pass(Listener listener) {
            this.listener = listener;
            this.connections = new Connections(listener::connection);
        }

        void run(Cancellation cancellation) {
            Frame frame = new Frame();
            long next = STEP;
            while (packets.next(frame)) {
                read++;
                if (decoder.decode(memory, frame)) {
                    cut += decoder.payloadCaptured < decoder.payloadLength ? 1 : 0;
                    if (!connections.add(decoder, frame)) {
                        counts.add(Unread.Kind.CONNECTION, 0);
                    }
                } else {
                    counts.count(decoder);
                }
                if (frame.start >= next) {
                    next = frame.start + STEP;
                    report = report(null);
                    listener.progress(frame.start, memory.size());
                    if (cancellation.isRaised()) {
                        return;
                    }
                }
            }
        }

        CaptureReport report(@Nullable CaptureProblem problem) {
            return new CaptureReport(
                    read,
                    packets.position(),
                    connections.count(),
                    counts.unread(decoder.fragmentsLeft(), packets.unreadable()),
                    cut,
                    problem,
                    remarks.secrets(),
                    remarks.comments());
        }
    }

    /** How far it was read, and what was not; while it is indexed, until about now. */
    public CaptureReport report() {
        return report;
    }

    /** The secrets that the file itself brings; they come as it is indexed. */
    public KeyRing keys() {
        return remarks.keys;
    }

    /**
     * Has the connections that are told from now on judged by these certificates (DER), whatever
     * the file says; none for what it says, or the platform's roots.
     */
    public void trust(List<Bytes> anchors) {
        trustAnchors = List.copyOf(anchors);
    }

    List<Bytes> trustAnchors() {
        return trustAnchors;
    }

    /** What the file says that addresses are called. */
    public Map<String, List<String>> names() {
        return remarks.names();
    }

    /** Bytes of the (unpacked) file. */
    public long size() {
        return memory.size();
    }

    /**
     * Tells a connection once more, from its first packet to its last.
     *
     * @param keys what is known of secrets; {@link #keys} is not added to it
     */
    public CaptureSource source(Connection connection, KeyRing keys) {
        return new ConnectionSource(this, connection, keys);
    }

    /** The packets of a connection as they stand in the file. */
    public Recording recording(Connection connection) {
        return sink -> {
            Memory own = borrow();
            try {
                Frame frame = new Frame();
                for (long start : connection.positions()) {
                    packets.read(own, start, frame);
                    sink.accept(packet(own, frame));
                }
            } catch (InternalError e) {
                throw new IOException("the file has become shorter", e);
            } catch (IllegalStateException e) {
                if (!closed) {
                    throw e;
                }
                throw new IOException("the file has been closed", e);
            } finally {
                giveBack(own);
            }
        };
    }

    private Packet packet(Memory own, Frame frame) {
        return new Packet(
                frame.epochNanos,
                frame.linkType,
                own.bytes(frame.data, frame.captured),
                (int) Math.min(frame.original, Integer.MAX_VALUE),
                packets.comments(own, frame));
    }

    /** The file's bytes, for one thread until it gives them back. */
    Memory borrow() {
        Memory unused = idle.poll();
        return unused == null ? memory.another() : unused;
    }

    void giveBack(Memory own) {
        idle.add(own);
    }

    Packets packets() {
        return packets;
    }

    /** Whether a packet says that it was made up around what a socket saw. */
    boolean isMadeUp(Memory own, Frame frame) {
        return frame.optionsLength > 0
                && packets.comments(own, frame).stream()
                        .anyMatch(comment -> comment.startsWith(Synthesis.COMMENT));
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends every reading that still goes on, and removes what was unpacked. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            arena.close();
            if (unpacked != null) {
                unpacked.delete();
            }
        }
    }
}
