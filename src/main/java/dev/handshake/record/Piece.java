package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import org.jspecify.annotations.Nullable;

/** What the bytes of a connection fall into, in the order in which their last bytes came. */
public sealed interface Piece {
    Sender from();

    /** When its last byte came, in nanoseconds since the capture's start. */
    long nanos();

    /**
     * A record, read as far as its keys are known.
     *
     * @param epoch the keys that protect it; null where that cannot be told
     * @param type what it carries: for a decrypted record of TLS 1.3 the inner type
     * @param content its plaintext; the fragment as it stood on the wire where it stays encrypted
     * @param hindrance why it stays encrypted; null where it does not
     */
    record Opened(
            RawRecord raw,
            @Nullable Epoch epoch,
            boolean decrypted,
            ContentType type,
            Bytes content,
            @Nullable Hindrance hindrance)
            implements Piece {
        @Override
        public Sender from() {
            return raw.from();
        }

        @Override
        public long nanos() {
            return raw.nanos();
        }
    }

    /**
     * Bytes that are no TLS record; nothing after them in their direction is one.
     *
     * @param bytes what is kept of them: {@link Limits#PRELUDE} at most
     * @param length how many they are
     * @param atStart whether they are the first bytes of their direction, but for a prelude
     */
    record Foreign(long nanos, Sender from, Bytes bytes, long length, boolean atStart)
            implements Piece {}

    /**
     * What both sides exchange before they begin with TLS: plain text (STARTTLS, CONNECT), or a
     * ClientHello in the form of SSL 2.0 (RFC 5246 App. E.2).
     *
     * @param bytes what is kept of them: all, unless one side said more than {@link Limits#PRELUDE}
     * @param length how many they are
     */
    record Prelude(long nanos, Sender from, Bytes bytes, long length) implements Piece {}

    /**
     * Bytes that the capture does not have, or that lie between a place where reading had to stop
     * and the next record that is surely one.
     *
     * @param length how many; -1 where that is not known
     */
    record Missing(long nanos, Sender from, long length) implements Piece {}

    /**
     * The beginning of a record whose end never came, or is not waited for because the record is
     * longer than TLS allows.
     *
     * @param epoch the keys that would protect it; null where that cannot be told
     * @param bytes all there is, record header included
     */
    record Remnant(long nanos, Sender from, @Nullable Epoch epoch, Bytes bytes) implements Piece {}

    /** Why a protected record cannot be read. */
    enum Hindrance {
        /** The secret is not known. */
        NO_SECRET,
        /** The secret is known, but the tag or MAC does not fit: it is another session's. */
        NOT_VERIFIED,
        /** This program does not know how to decrypt this cipher suite. */
        SUITE,
        /** This program does not know the key schedule of this protocol version. */
        VERSION
    }
}
