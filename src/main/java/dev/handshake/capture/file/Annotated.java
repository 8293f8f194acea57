package dev.handshake.capture.file;

import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Recording;
import dev.handshake.capture.SavedNote;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a connection with notes as comments: each on the packet in which its message ends.
 * Other comments stay; notes that the packets had before are replaced.
 *
 * @param packets the connection's
 * @param client which of its ends; null before TCP stands
 * @param started the wall clock at nanos 0
 * @param notes in their order
 */
public record Annotated(
        Recording packets, @Nullable Endpoint client, Instant started, List<Placed> notes)
        implements Recording {
    /**
     * A note, and where its message ends.
     *
     * @param nanos when its last byte came; empty where that is not known
     * @param end how many bytes its sender's stream has up to its end; empty where that is not
     *     known: then its time tells the packet
     */
    public record Placed(SavedNote note, Sender from, OptionalLong nanos, OptionalLong end) {}

    public Annotated {
        notes = List.copyOf(notes);
    }

    @Override
    public void packets(Consumer<Packet> sink) throws IOException {
        Map<Integer, List<SavedNote>> places = places();
        int[] index = {0};
        packets.packets(
                packet -> sink.accept(with(packet, places.getOrDefault(index[0]++, List.of()))));
    }

    private static Packet with(Packet packet, List<SavedNote> notes) {
        List<String> comments = new ArrayList<>(packet.comments());
        boolean had = comments.removeIf(NoteComment::hasNotes);
        if (!had && notes.isEmpty()) {
            return packet;
        }
        comments.addAll(NoteComment.of(notes));
        return new Packet(
                packet.epochNanos(),
                packet.linkType(),
                packet.bytes(),
                packet.originalLength(),
                comments);
    }

    /** By the index of their packet. */
    private Map<Integer, List<SavedNote>> places() throws IOException {
        Map<Integer, List<SavedNote>> places = new HashMap<>();
        if (notes.isEmpty()) {
            return places;
        }
        Search search = new Search();
        packets.packets(search::packet);
        for (int i = 0; i < notes.size(); i++) {
            places.computeIfAbsent(search.found[i], _ -> new ArrayList<>())
                    .add(notes.get(i).note());
        }
        return places;
    }

    private final class Search {
        private final Decoder decoder = new Decoder();
        private final Frame frame = new Frame();

        /** The number of the first byte of each stream. */
        private final Map<Sender, Integer> first = new EnumMap<>(Sender.class);

        /** The best packet for each note so far; the first one where there is none yet. */
        private final int[] found = new int[notes.size()];

        private final boolean[] certain = new boolean[notes.size()];
        private final boolean[] near = new boolean[notes.size()];
        private final long start =
                TimeUnit.SECONDS.toNanos(started.getEpochSecond()) + started.getNano();
        private long latest = Long.MIN_VALUE;
        private int index = -1;

        void packet(Packet packet) {
            index++;
            frame.data = 0;
            frame.captured = packet.bytes().length();
            frame.original = packet.originalLength();
            frame.linkType = packet.linkType();
            if (!decoder.decode(Memory.of(packet.bytes().toArray()), frame)) {
                return;
            }
            // As the capture tells it: clocks are set back, its time is not.
            latest = Math.max(latest, packet.epochNanos() - start);
            Sender from = sender();
            boolean syn = (decoder.flags & Decoder.SYN) != 0;
            if (syn || decoder.payloadLength > 0) {
                first.putIfAbsent(from, syn ? decoder.sequence + 1 : decoder.sequence);
            }
            for (int i = 0; i < found.length; i++) {
                consider(i, from);
            }
        }

        private Sender sender() {
            boolean client =
                    Annotated.this.client != null
                            && decoder.sourcePort == Annotated.this.client.port()
                            && AddressText.of(decoder.sourceHigh, decoder.sourceLow)
                                    .equals(Annotated.this.client.address());
            return client ? Sender.CLIENT : Sender.SERVER;
        }

        private void consider(int i, Sender from) {
            Placed note = notes.get(i);
            if (certain[i] || note.from() != from) {
                return;
            }
            Integer base = first.get(from);
            if (note.end().isPresent() && base != null && decoder.payloadLength > 0) {
                long offset = Integer.toUnsignedLong(decoder.sequence - base);
                long last = note.end().getAsLong() - 1;
                if (last >= offset && last < offset + decoder.payloadLength) {
                    found[i] = index;
                    certain[i] = true;
                    return;
                }
            }
            // Else the last one that had come by then; before there is one, the first.
            boolean come = note.nanos().isPresent() && latest <= note.nanos().getAsLong();
            if (come || !near[i]) {
                found[i] = index;
                near[i] = true;
            }
        }
    }
}
