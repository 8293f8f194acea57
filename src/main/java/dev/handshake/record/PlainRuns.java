package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Bytes that are no records, as long as it is open what they are: runs of one direction, in order
 * of time, cut where the other side spoke. Keeps so much of each direction as {@link
 * Limits#PRELUDE} allows, and counts the rest.
 */
final class PlainRuns {
    /** One run, or a hole in one direction. */
    static final class Run {
        final Sender from;
        private final boolean hole;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long nanos;
        private long length;

        private Run(Sender from, boolean hole) {
            this.from = from;
            this.hole = hole;
        }

        Piece prelude() {
            return hole ? missing() : new Piece.Prelude(nanos, from, bytes(), length);
        }

        Piece foreign(boolean atStart) {
            return hole ? missing() : new Piece.Foreign(nanos, from, bytes(), length, atStart);
        }

        Piece missing() {
            return new Piece.Missing(nanos, from, length);
        }

        boolean isHole() {
            return hole;
        }

        Bytes bytes() {
            return Bytes.wrap(kept.toByteArray());
        }

        long nanos() {
            return nanos;
        }
    }

    private final List<Run> runs = new ArrayList<>();
    private final Map<Sender, Integer> kept = new EnumMap<>(Sender.class);
    private final Map<Sender, Run> last = new EnumMap<>(Sender.class);

    /** Adds the first {@code count} bytes of the queue, and takes them out of it. */
    void add(long nanos, Sender from, ByteQueue queue, int count) {
        int before = kept.getOrDefault(from, 0);
        int keep = Math.min(Limits.PRELUDE - before, count);
        Run run = last.get(from);
        // Where nothing is kept any more, the run only grows longer.
        if (run == null || (keep > 0 && run != runs.getLast())) {
            run = new Run(from, false);
            runs.add(run);
            last.put(from, run);
        }
        run.kept.writeBytes(queue.take(keep).toArray());
        run.nanos = nanos;
        run.length += count;
        queue.drop(count - keep);
        kept.put(from, before + keep);
    }

    void addHole(long nanos, Sender from, long length) {
        Run hole = new Run(from, true);
        hole.nanos = nanos;
        hole.length = length;
        runs.add(hole);
    }

    boolean has(Sender from) {
        return runs.stream().anyMatch(run -> run.from == from && !run.hole);
    }

    /** What each run of the direction turned out to be, in their order; they are gone from here. */
    List<Piece> take(Sender from, Function<Run, Piece> what) {
        List<Piece> taken = new ArrayList<>();
        last.remove(from);
        for (Iterator<Run> all = runs.iterator(); all.hasNext(); ) {
            Run run = all.next();
            if (run.from == from) {
                all.remove();
                taken.add(what.apply(run));
            }
        }
        return taken;
    }

    /** What each run turned out to be, in their order; none is left. */
    List<Piece> takeAll(Function<Run, Piece> what) {
        List<Piece> taken = runs.stream().map(what).toList();
        runs.clear();
        last.clear();
        return taken;
    }
}
