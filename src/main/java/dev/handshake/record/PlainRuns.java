package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BySender;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private final BySender<Side> sides = BySender.of(_ -> new Side());

    private static final class Side {
        private int kept;
        private @Nullable Run last;
    }

    /** Adds the first {@code count} bytes of the queue, and takes them out of it. */
    void add(long nanos, Sender from, ByteQueue queue, int count) {
        Side side = sides.of(from);
        int keep = Math.min(Limits.PRELUDE - side.kept, count);
        Run run = side.last;
        // Where nothing is kept any more, the run only grows longer.
        if (run == null || (keep > 0 && run != runs.getLast())) {
            run = new Run(from, false);
            runs.add(run);
            side.last = run;
        }
        run.kept.writeBytes(queue.take(keep).toArray());
        run.nanos = nanos;
        run.length += count;
        queue.drop(count - keep);
        side.kept += keep;
    }

    void addHole(long nanos, Sender from, long length) {
        Run hole = new Run(from, true);
        hole.nanos = nanos;
        hole.length = length;
        runs.add(hole);
    }

    boolean has(Sender from) {
        for (Run run : runs) {
            if (run.from == from && !run.hole) {
                return true;
            }
        }
        return false;
    }

    /** What each run of the direction turned out to be, in their order; they are gone from here. */
    List<Piece> take(Sender from, Function<Run, Piece> what) {
        if (runs.isEmpty()) {
            return List.of();
        }
        List<Piece> taken = new ArrayList<>();
        sides.of(from).last = null;
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
        if (runs.isEmpty()) {
            return List.of();
        }
        List<Piece> taken = runs.stream().map(what).toList();
        runs.clear();
        sides.client().last = null;
        sides.server().last = null;
        return taken;
    }
}
