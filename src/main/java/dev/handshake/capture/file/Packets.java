package dev.handshake.capture.file;

import java.util.List;
import java.util.Optional;

/** The packets of a capture file, one after the other or each at its place. */
sealed interface Packets permits Pcap, Pcapng {
    /**
     * Goes on to the next packet. Used by one thread.
     *
     * @return false at the end, and where nothing more can be read: {@link #problem} says so
     */
    boolean next(Frame frame);

    /** How far it has come. */
    long position();

    /** What ended it before the end of the file. */
    Optional<CaptureProblem> problem();

    /** Packets whose block says what cannot be, so that they were passed over. */
    long unreadable();

    /**
     * Reads a packet again that {@link #next} has found. This and what follows may be used by any
     * thread, with a memory of its own.
     */
    void read(Memory memory, long start, Frame frame);

    /** What the file remarks on a packet. */
    List<String> comments(Memory memory, Frame frame);

    /** What the file remarks on all that stands around a packet (pcapng: its section). */
    List<String> surroundings(Memory memory, long start);
}
