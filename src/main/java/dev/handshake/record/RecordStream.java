package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.record.Header.Likeness;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;

/**
 * The bytes of one direction: finds where records begin in them, and cuts them into records,
 * wherever the chunks themselves were cut.
 */
final class RecordStream {
    private enum State {
        /** A record must come, or something else begins. */
        START,
        /** Plain text, before a hello or instead of one. */
        SEEKING,
        RECORDS,
        /** Bytes are missing: a record may begin anywhere. */
        LOST,
        /** What no record can follow. */
        FOREIGN
    }

    /** Why records are taken to begin. */
    enum Sign {
        /** The direction begins with a handshake record. */
        HANDSHAKE,
        /** The direction begins with another record. */
        OTHER,
        /** A hello, by its own form. */
        HELLO,
        /** A ClientHello in the form of SSL 2.0 has just ended; records come next. */
        SSL2_HELLO,
        /** Two headers, one behind the other, or a key that fits. */
        CHAIN
    }

    /** Who is told what the bytes are. */
    interface Listener {
        void record(RawRecord record);

        /** The number of the next record. */
        int nextNumber();

        /** The first records of the direction begin here; nothing of them has been told yet. */
        void began(Sender from, Sign sign);

        /** The first {@code count} bytes of the queue are no record: to be taken out of it. */
        void plain(long nanos, Sender from, ByteQueue queue, int count);

        /** So many bytes were passed over between the last record and the next. */
        void passedOver(long nanos, Sender from, long count);

        /** Whether it is worth asking about a record with so many bytes; each question costs. */
        boolean mayVerify(Sender from, int length);

        /** Whether a key fits the record. */
        boolean verifies(RawRecord record, long passedOver);
    }

    private final Sender from;
    private final Listener listener;
    private final ByteQueue queue = new ByteQueue();
    private State state = State.START;

    /** Whether what is no record at the start is foreign at once, and no prelude. */
    private boolean strict;

    private boolean hadRecords;
    private boolean overlong;
    private long firstNanos;
    private long lastNanos;

    /** Of bytes that are no records after the first that was. */
    private long passedOver;

    /** How many bytes have left the queue's front while lost, and the last place tried there. */
    private long place;

    private long triedPlace = -1;

    RecordStream(Sender from, Listener listener) {
        this.from = from;
        this.listener = listener;
    }

    void accept(long nanos, Bytes chunk) {
        if (chunk.isEmpty()) {
            return;
        }
        if (queue.size() == 0) {
            firstNanos = nanos;
        }
        lastNanos = nanos;
        queue.add(chunk);
        run();
    }

    private void run() {
        boolean goesOn = true;
        while (goesOn && queue.size() > 0) {
            goesOn =
                    switch (state) {
                        case START -> start();
                        case SEEKING -> seek();
                        case RECORDS -> cut();
                        case LOST -> find(false);
                        case FOREIGN -> {
                            plain(queue.size());
                            yield false;
                        }
                    };
        }
    }

    // -- each returns whether it may go on

    private boolean start() {
        Likeness record = Header.record(queue, 0);
        if (record == Likeness.YES) {
            begin(queue.at(0) == ContentType.HANDSHAKE.code() ? Sign.HANDSHAKE : Sign.OTHER);
            return true;
        }
        if (record == Likeness.SO_FAR) {
            return false;
        }
        Likeness ssl2 = from == Sender.CLIENT && !strict ? Header.ssl2Hello(queue) : Likeness.NO;
        return switch (ssl2) {
            case YES -> {
                plain(Header.ssl2Length(queue));
                strict = true;
                listener.began(from, Sign.SSL2_HELLO);
                yield true;
            }
            case SO_FAR -> false;
            case NO -> {
                overlong = Header.isOverlong(queue);
                state = strict || overlong ? State.FOREIGN : State.SEEKING;
                yield true;
            }
        };
    }

    private boolean seek() {
        int at = 0;
        Likeness hello = Likeness.NO;
        while (at < queue.size() && hello == Likeness.NO) {
            hello = Header.hello(queue, at, from);
            if (hello == Likeness.NO) {
                at++;
            }
        }
        plain(at);
        if (hello == Likeness.YES) {
            begin(Sign.HELLO);
        }
        return hello == Likeness.YES;
    }

    private boolean cut() {
        Likeness record = Header.record(queue, 0);
        if (record == Likeness.NO) {
            overlong = Header.isOverlong(queue);
            state = State.FOREIGN;
            return true;
        }
        if (record == Likeness.SO_FAR || queue.size() < Header.RECORD + queue.number(3, 2)) {
            return false;
        }
        RawRecord cut = peek(0, listener.nextNumber());
        queue.drop(Header.RECORD + cut.fragment().length());
        listener.record(cut);
        firstNanos = lastNanos;
        return true;
    }

    /**
     * Looks for the first place where a record surely begins.
     *
     * @param last whether nothing comes after these bytes
     */
    private boolean find(boolean last) {
        int at = 0;
        Likeness sure = Likeness.NO;
        while (at < queue.size() && sure == Likeness.NO) {
            sure = surely(at, last);
            if (sure == Likeness.NO) {
                at++;
            }
        }
        boolean hello = sure == Likeness.YES && Header.hello(queue, at, from) == Likeness.YES;
        passOver(at);
        if (sure != Likeness.YES) {
            return false;
        }
        if (hadRecords) {
            state = State.RECORDS;
            flushPassedOver();
        } else {
            begin(hello ? Sign.HELLO : Sign.CHAIN);
        }
        return true;
    }

    private Likeness surely(int at, boolean last) {
        Likeness record = Header.strictRecord(queue, at);
        if (record != Likeness.YES) {
            return last ? Likeness.NO : record;
        }
        if (Header.hello(queue, at, from) == Likeness.YES) {
            return Likeness.YES;
        }
        int next = at + Header.RECORD + queue.number(at + 3, 2);
        if (next > queue.size()) {
            return last ? Likeness.NO : Likeness.SO_FAR;
        }
        Likeness chained = Header.strictRecord(queue, next);
        if (chained == Likeness.YES || fits(at)) {
            return Likeness.YES;
        }
        return last ? Likeness.NO : chained;
    }

    /** Whether a key fits the record at {@code at}, asked once for each place. */
    private boolean fits(int at) {
        if (place + at <= triedPlace) {
            return false;
        }
        triedPlace = place + at;
        return listener.mayVerify(from, queue.number(at + 3, 2))
                && listener.verifies(peek(at, 0), passedOver + at);
    }

    private void begin(Sign sign) {
        state = State.RECORDS;
        listener.began(from, sign);
        hadRecords = true;
    }

    private RawRecord peek(int at, int number) {
        Bytes all = queue.peek(at, Header.RECORD + queue.number(at + 3, 2));
        return new RawRecord(
                number,
                firstNanos,
                lastNanos,
                from,
                new ContentType(all.at(0)),
                new ProtocolVersion((int) all.number(1, 2)),
                all.from(Header.RECORD));
    }

    private void plain(int count) {
        if (count > 0) {
            listener.plain(lastNanos, from, queue, count);
            firstNanos = lastNanos;
        }
    }

    private void passOver(int count) {
        if (count == 0) {
            return;
        }
        place += count;
        if (hadRecords) {
            passedOver += count;
            queue.drop(count);
            firstNanos = lastNanos;
        } else {
            plain(count);
        }
    }

    private void flushPassedOver() {
        if (passedOver > 0) {
            listener.passedOver(lastNanos, from, passedOver);
            passedOver = 0;
        }
    }

    // -- what the other direction or the capture makes of it

    /** Bytes are missing here; {@link #end} has been told before. */
    void lose() {
        if (state != State.FOREIGN) {
            state = State.LOST;
            place = 0;
            triedPlace = -1;
        }
    }

    /** Nothing more comes, or nothing that goes on here. What can only be a remnant stays. */
    void end() {
        if (state == State.LOST) {
            if (find(true)) {
                run();
            } else {
                passOver(queue.size());
            }
            flushPassedOver();
        } else if (state == State.SEEKING || (state == State.START && isPlainStart())) {
            plain(queue.size());
        }
    }

    private boolean isPlainStart() {
        return queue.size() > 0 && Header.record(queue, 0) == Likeness.NO;
    }

    /** The other side has begun with TLS: what comes from here on is a record, or foreign. */
    void expectRecords() {
        plain(queue.size());
        state = State.START;
        strict = true;
    }

    /** The other side has begun with TLS, and this one, that never did, says something else. */
    void declareForeign() {
        state = State.FOREIGN;
    }

    /** What comes first is a record, or foreign. */
    void beStrict() {
        strict = true;
    }

    /** Whether nothing is decided yet. */
    boolean isAtStart() {
        return state == State.START;
    }

    /** Whether a few bytes have come that may begin a record. */
    boolean isHeld() {
        return state == State.START && queue.size() > 0;
    }

    boolean isSeeking() {
        return state == State.SEEKING;
    }

    /** Whether it is lost and never had records. */
    boolean isLost() {
        return state == State.LOST && !hadRecords;
    }

    boolean isForeign() {
        return state == State.FOREIGN;
    }

    boolean hadRecords() {
        return hadRecords;
    }

    /** Whether the bytes that are no record begin with one that is too long; asked once. */
    boolean takeOverlong() {
        boolean was = overlong;
        overlong = false;
        return was;
    }

    /** Whether it waits for the rest of a record. */
    boolean holdsRemnant() {
        return (state == State.RECORDS || state == State.START) && queue.size() > 0;
    }

    long lastNanos() {
        return lastNanos;
    }

    Bytes takeRemnant() {
        return queue.takeAll();
    }
}
