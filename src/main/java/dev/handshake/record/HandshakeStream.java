package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The handshake messages of one direction, joined from as many records as they span, split where a
 * record has several.
 */
public final class HandshakeStream {
    private static final int HEADER = 4;

    /**
     * A handshake message with its header.
     *
     * @param from who sent it
     * @param bytes the message, or what there is of one whose end never came
     * @param complete whether it is all there
     * @param tooLong whether it declares more than {@link Limits#HANDSHAKE_MESSAGE}
     * @param firstNanos when the first byte of its first record came
     * @param nanos when its last byte came
     * @param epoch the keys that protected it
     * @param records the numbers of the records that it has bytes in
     */
    public record Framed(
            Sender from,
            Bytes bytes,
            boolean complete,
            boolean tooLong,
            long firstNanos,
            long nanos,
            @Nullable Epoch epoch,
            boolean decrypted,
            List<Integer> records) {
        public Framed {
            records = List.copyOf(records);
        }
    }

    private final ByteQueue queue = new ByteQueue();
    private final List<Integer> records = new ArrayList<>();
    private Piece.@Nullable Opened last;
    private long firstNanos;

    /** Bytes of a message that is too long and still to be passed over. */
    private long ignored;

    /** Takes the content of a handshake record that can be read. */
    public void accept(Piece.Opened record, Consumer<Framed> messages) {
        Piece.Opened before = last;
        if (before != null && before.epoch() != record.epoch()) {
            end().ifPresent(messages);
        }
        last = record;
        Bytes content = record.content();
        int passed = (int) Math.min(ignored, content.length());
        ignored -= passed;
        if (passed == content.length()) {
            return;
        }
        if (queue.size() == 0) {
            firstNanos = record.raw().firstNanos();
        }
        queue.add(content.from(passed));
        records.add(record.raw().number());
        while (queue.size() >= HEADER) {
            int length = HEADER + queue.number(1, 3);
            if (length > Limits.HANDSHAKE_MESSAGE) {
                ignored = (long) length - queue.size();
                messages.accept(framed(record, queue.takeAll(), false, true));
                return;
            }
            if (queue.size() < length) {
                return;
            }
            messages.accept(framed(record, queue.take(length), true, false));
            if (queue.size() > 0) {
                firstNanos = record.raw().firstNanos();
                records.add(record.raw().number());
            }
        }
    }

    /** What there is of a message that will not be completed; nothing if none was begun. */
    public Optional<Framed> end() {
        Piece.Opened record = last;
        ignored = 0;
        return record == null || queue.size() == 0
                ? Optional.empty()
                : Optional.of(framed(record, queue.takeAll(), false, false));
    }

    private Framed framed(Piece.Opened record, Bytes bytes, boolean complete, boolean tooLong) {
        List<Integer> numbers = List.copyOf(records);
        records.clear();
        return new Framed(
                record.from(),
                bytes,
                complete,
                tooLong,
                firstNanos,
                record.nanos(),
                record.epoch(),
                record.decrypted(),
                numbers);
    }
}
