package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Cuts the bytes of one direction into records, wherever the chunks themselves were cut. */
final class RecordStream {
    private static final int HEADER = 5;

    private final Sender from;
    private final IntSupplier numbers;
    private final ByteQueue queue = new ByteQueue();
    private long firstNanos;
    private long lastNanos;
    private boolean started;
    private boolean foreign;
    private boolean foreignAtStart;
    private boolean overlong;

    /**
     * @param numbers gives each record its number
     */
    RecordStream(Sender from, IntSupplier numbers) {
        this.from = from;
        this.numbers = numbers;
    }

    void accept(long nanos, Bytes chunk, Consumer<RawRecord> records) {
        if (queue.size() == 0) {
            firstNanos = nanos;
        }
        lastNanos = nanos;
        queue.add(chunk);
        while (!foreign && queue.size() > 0) {
            if (!mayBeRecord()) {
                foreign = true;
                foreignAtStart = !started;
                overlong = isOverlong();
                return;
            }
            if (queue.size() < HEADER || queue.size() < HEADER + queue.number(3, 2)) {
                return;
            }
            Bytes header = queue.take(HEADER);
            Bytes fragment = queue.take((int) header.number(3, 2));
            started = true;
            records.accept(
                    new RawRecord(
                            numbers.getAsInt(),
                            firstNanos,
                            nanos,
                            from,
                            new ContentType(header.at(0)),
                            new ProtocolVersion((int) header.number(1, 2)),
                            fragment));
            firstNanos = nanos;
        }
    }

    /** Whether what has come of the next header can begin a record. */
    private boolean mayBeRecord() {
        boolean type =
                queue.at(0) >= ContentType.CHANGE_CIPHER_SPEC.code()
                        && queue.at(0) <= ContentType.HEARTBEAT.code();
        boolean version = queue.size() < 2 || queue.at(1) == 3;
        boolean length = queue.size() < HEADER || queue.number(3, 2) <= Limits.RECORD_PAYLOAD;
        return type && version && length;
    }

    /**
     * Whether it is a record in all but its length, which is more than any version of TLS allows.
     */
    private boolean isOverlong() {
        return queue.size() >= HEADER
                && queue.at(0) >= ContentType.CHANGE_CIPHER_SPEC.code()
                && queue.at(0) <= ContentType.HEARTBEAT.code()
                && queue.at(1) == 3
                && queue.at(2) <= 4;
    }

    /** Whether the bytes that are no record begin with the header of one that is too long. */
    boolean holdsOverlong() {
        return overlong && queue.size() > 0;
    }

    Bytes takeOverlong() {
        overlong = false;
        foreignAtStart = false;
        return queue.takeAll();
    }

    /** Whether it waits with bytes that are no record. */
    boolean holdsForeign() {
        return foreign && queue.size() > 0;
    }

    Piece.Foreign takeForeign() {
        boolean atStart = foreignAtStart;
        foreignAtStart = false;
        return new Piece.Foreign(lastNanos, from, queue.takeAll(), atStart);
    }

    /** Whether it waits for the rest of a record. */
    boolean holdsRemnant() {
        return !foreign && queue.size() > 0;
    }

    long lastNanos() {
        return lastNanos;
    }

    Bytes takeRemnant() {
        return queue.takeAll();
    }
}
