package dev.handshake.capture.file;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one end of a TCP connection sends, put in order (RFC 9293 §3.4, §3.10.7.4). Where two
 * segments have bytes for the same place, what came first stands.
 *
 * <p>Places in the stream are sequence numbers that do not wrap.
 */
final class Half {
    /** Pieces of the past that are kept, to compare what is sent again. */
    private static final int REMEMBERED = 128;

    /** Most connections in a list have no more; a power of two. */
    private static final int FEW = 8;

    private final Sender from;
    private final Consumer<CaptureEvent> sink;

    /** Where the next byte belongs; nothing is known before it {@linkplain #begun began}. */
    private long next;

    private boolean begun;

    /** Whether the beginning was seen. */
    private boolean whole;

    /** What came before its time, without overlaps. */
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();

    private int waitingBytes;

    /** What was told last: the newest stands before {@link #told}. */
    private @Nullable Bytes[] past = new @Nullable Bytes[FEW];

    private long[] pastAt = new long[FEW];
    private int told;

    /** Up to where the other end has acknowledged, and up to where the capture cut packets off. */
    private long acknowledged;

    private long cut;

    /** The segment that ends it, until its time comes. */
    private CaptureEvent.@Nullable Segment fin;

    private long finAt;
    private boolean ended;

    private record Waiting(long nanos, Bytes bytes) {}

    Half(Sender from, Consumer<CaptureEvent> sink) {
        this.from = from;
        this.sink = sink;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether its FIN has been told: everything before it as well. */
    boolean hasEnded() {
        return ended;
    }

    /** The first byte has this number: its SYN, or the answer to it, says so. */
    void begin(int sequence) {
        if (!begun) {
            begun = true;
            whole = true;
            // Room below for what comes from before the beginning.
            next = (sequence & 0xffff_ffffL) + (1L << 32);
        }
    }

    private long place(int sequence) {
        return next + (sequence - (int) next);
    }

    /** Whether a segment asks only whether the other end is still there (RFC 9293 §3.8.4). */
    private boolean isProbe(int sequence, int length) {
        return length <= 1 && begun && place(sequence) == next - 1;
    }

    /**
     * Takes a segment's payload.
     *
     * @param payload what was captured of it
     * @param length how long it was
     * @param end what to tell when everything before it has been told; null if nothing ends here
     */
    void accept(
            long nanos,
            int sequence,
            Bytes payload,
            int length,
            CaptureEvent.@Nullable Segment end) {
        if (end == null && (length == 0 || isProbe(sequence, length))) {
            return;
        }
        if (!begun) {
            begin(sequence);
            whole = false;
        }
        if (!whole && length > 0) {
            whole = true;
            sink.accept(new CaptureEvent.Gap(nanos, from, -1));
        }
        long at = place(sequence);
        if (end != null && fin == null) {
            fin = end;
            finAt = at + length;
        }
        if (payload.length() < length) {
            cut = Math.max(cut, at + length);
        }
        if (!payload.isEmpty()) {
            put(nanos, at, payload);
        }
        deliver(nanos);
    }

    private void put(long nanos, long at, Bytes payload) {
        if (at == next && waiting.isEmpty()) {
            tell(nanos, payload);
            return;
        }
        int known = (int) Math.min(Math.max(next - at, 0), payload.length());
        if (known > 0) {
            compare(nanos, at, payload.slice(0, known));
        }
        if (known < payload.length()) {
            hold(nanos, at + known, payload.from(known));
        }
    }

    /** Keeps what does not wait already. */
    private void hold(long nanos, long start, Bytes payload) {
        long end = start + payload.length();
        long at = start;
        int different = 0;
        Map.Entry<Long, Waiting> before = waiting.floorEntry(start);
        long key = before == null ? start : before.getKey();
        while (at < end) {
            Map.Entry<Long, Waiting> there = waiting.ceilingEntry(key);
            if (there == null || there.getKey() >= end) {
                keep(nanos, at, payload.slice((int) (at - start), (int) (end - at)));
                at = end;
            } else {
                long from = there.getKey();
                long until = from + there.getValue().bytes().length();
                if (from > at) {
                    keep(nanos, at, payload.slice((int) (at - start), (int) (from - at)));
                    at = from;
                }
                if (until > at) {
                    int count = (int) (Math.min(until, end) - at);
                    different +=
                            differences(
                                    payload.slice((int) (at - start), count),
                                    there.getValue().bytes().slice((int) (at - from), count));
                    at += count;
                }
                key = from + 1;
            }
        }
        overlap(nanos, different);
    }

    private void keep(long nanos, long at, Bytes bytes) {
        waiting.put(at, new Waiting(nanos, bytes));
        waitingBytes += bytes.length();
    }

    private static int differences(Bytes one, Bytes other) {
        if (one.equals(other)) {
            return 0;
        }
        int different = 0;
        for (int i = 0; i < one.length(); i++) {
            different += one.at(i) == other.at(i) ? 0 : 1;
        }
        return different;
    }

    private void overlap(long nanos, int different) {
        if (different > 0) {
            sink.accept(new CaptureEvent.Overlap(nanos, from, different));
        }
    }

    /** Compares what is sent again with what is remembered of the past. */
    private void compare(long nanos, long at, Bytes again) {
        long end = at + again.length();
        int different = 0;
        for (int i = 0; i < Math.min(told, REMEMBERED); i++) {
            int slot = (told - 1 - i) % past.length;
            Bytes bytes = past[slot];
            if (bytes == null || pastAt[slot] + bytes.length() <= at) {
                break;
            }
            long first = Math.max(at, pastAt[slot]);
            long last = Math.min(end, pastAt[slot] + bytes.length());
            if (first < last) {
                int count = (int) (last - first);
                different +=
                        differences(
                                again.slice((int) (first - at), count),
                                bytes.slice((int) (first - pastAt[slot]), count));
            }
        }
        overlap(nanos, different);
    }

    private void tell(long nanos, Bytes bytes) {
        if (told == past.length && told < REMEMBERED) {
            past = Arrays.copyOf(past, 2 * told);
            pastAt = Arrays.copyOf(pastAt, 2 * told);
        }
        int slot = told++ % past.length;
        past[slot] = bytes;
        pastAt[slot] = next;
        next += bytes.length();
        sink.accept(new CaptureEvent.Data(nanos, from, bytes));
    }

    // -- what waits

    /** Tells what has its place now; skips what is missing where it is sure not to come. */
    private void deliver(long nanos) {
        long now = nanos;
        Map.Entry<Long, Waiting> first = waiting.firstEntry();
        while (first != null && (first.getKey() == next || isLost(first.getKey()))) {
            now = Math.max(now, first.getValue().nanos());
            if (first.getKey() != next) {
                skip(now, first.getKey());
            }
            take(now, first);
            first = waiting.firstEntry();
        }
        if (fin != null && !ended && first == null) {
            end(Math.max(now, fin.nanos()), fin);
        }
    }

    private void end(long nanos, CaptureEvent.Segment last) {
        if (next < finAt && isLost(finAt)) {
            skip(nanos, finAt);
        }
        if (next >= finAt) {
            ended = true;
            sink.accept(
                    new CaptureEvent.Segment(
                            nanos, from, CaptureEvent.Segment.Kind.FIN, last.header()));
        }
    }

    private void take(long nanos, Map.Entry<Long, Waiting> first) {
        waiting.remove(first.getKey());
        waitingBytes -= first.getValue().bytes().length();
        tell(nanos, first.getValue().bytes());
    }

    private void skip(long nanos, long to) {
        sink.accept(new CaptureEvent.Gap(nanos, from, to - next));
        next = to;
    }

    /** Whether what is missing up to a place will not come any more. */
    private boolean isLost(long until) {
        return acknowledged >= until
                || cut >= until
                || waitingBytes > Limits.OUT_OF_ORDER
                || waiting.size() > Limits.OUT_OF_ORDER_SEGMENTS;
    }

    /** The other end says up to where it has everything. */
    void acknowledge(long nanos, int acknowledgement) {
        if (begun) {
            long place = place(acknowledgement);
            if (place > acknowledged) {
                acknowledged = place;
                if (!waiting.isEmpty() || (fin != null && !ended)) {
                    deliver(nanos);
                }
            }
        }
    }

    /** When the eldest of what waits came; the greatest number if nothing waits. */
    long waitingSince() {
        Map.Entry<Long, Waiting> first = waiting.firstEntry();
        return first == null ? Long.MAX_VALUE : first.getValue().nanos();
    }

    /** Nothing more comes: tells the next that waits, behind a gap. */
    void release(long nanos) {
        Map.Entry<Long, Waiting> first = waiting.firstEntry();
        if (first != null) {
            skip(nanos, first.getKey());
            deliver(nanos);
        }
    }

    /** Nothing more comes, and nothing waits: tells what is missing at the end. */
    void end(long nanos) {
        while (!waiting.isEmpty()) {
            release(nanos);
        }
        // One more than there is, is the FIN that was not captured.
        long missing = Math.max(cut, acknowledged - 1);
        if (begun && !ended && fin == null && missing > next) {
            skip(nanos, Math.max(cut, acknowledged));
        }
        if (fin != null && !ended) {
            if (finAt > next) {
                skip(nanos, finAt);
            }
            deliver(nanos);
        }
    }
}
