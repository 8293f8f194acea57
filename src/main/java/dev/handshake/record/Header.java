package dev.handshake.record;

import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.HandshakeType;

/**
 * What bytes in the middle of a stream can be the beginning of. Everything is asked of bytes that
 * may not all be there.
 */
final class Header {
    /** {@code ContentType type; ProtocolVersion version; uint16 length;}. */
    static final int RECORD = 5;

    /** A record's header, a handshake message's, and the version that a hello begins with. */
    private static final int HELLO = 11;

    private static final int HANDSHAKE_LENGTH_AT = 6;
    private static final int HELLO_VERSION_AT = 9;

    /** {@code struct { uint16 length; uint8 msg_type; Version version; uint16 lengths[3]; }}. */
    private static final int SSL2_HELLO = 11;

    private static final int SSL2_LONGEST = 1 << 12;
    private static final int MAJOR = 3;
    private static final int LAST_MINOR = 4;

    /** A hello has a version, a random and three lengths at least. */
    private static final int SHORTEST_HELLO = 38;

    private Header() {}

    enum Likeness {
        NO,
        /** As far as the bytes are there. */
        SO_FAR,
        YES
    }

    private static Likeness likeness(boolean fits, int there, int needed) {
        return !fits ? Likeness.NO : there < needed ? Likeness.SO_FAR : Likeness.YES;
    }

    /** Whether a record can begin at {@code at}: of any kind, with any minor version. */
    static Likeness record(ByteQueue queue, int at) {
        int there = queue.size() - at;
        boolean fits =
                isType(queue, at)
                        && (there < 2 || queue.at(at + 1) == MAJOR)
                        && (there < RECORD || queue.number(at + 3, 2) <= Limits.RECORD_PAYLOAD);
        return likeness(fits, there, RECORD);
    }

    /** The same, where it must not be taken for what it is not: in the middle of a stream. */
    static Likeness strictRecord(ByteQueue queue, int at) {
        int there = queue.size() - at;
        boolean fits =
                isType(queue, at)
                        && (there < 2 || queue.at(at + 1) == MAJOR)
                        && (there < 3 || queue.at(at + 2) <= LAST_MINOR)
                        && (there < RECORD || isLength(queue, at));
        return likeness(fits, there, RECORD);
    }

    private static boolean isType(ByteQueue queue, int at) {
        int there = queue.size() - at;
        return there < 1
                || (queue.at(at) >= ContentType.CHANGE_CIPHER_SPEC.code()
                        && queue.at(at) <= ContentType.HEARTBEAT.code());
    }

    /** Only data may be empty. */
    private static boolean isLength(ByteQueue queue, int at) {
        int length = queue.number(at + 3, 2);
        return length <= Limits.RECORD_PAYLOAD
                && (length > 0 || queue.at(at) == ContentType.APPLICATION_DATA.code());
    }

    /** Whether it is a record in all but its length, which is more than any version allows. */
    static boolean isOverlong(ByteQueue queue) {
        return queue.size() >= RECORD
                && isType(queue, 0)
                && queue.at(1) == MAJOR
                && queue.at(2) <= LAST_MINOR
                && queue.number(3, 2) > Limits.RECORD_PAYLOAD;
    }

    /** Whether the record at {@code at} begins with the hello of its sender. */
    static Likeness hello(ByteQueue queue, int at, Sender from) {
        int there = queue.size() - at;
        HandshakeType type =
                switch (from) {
                    case CLIENT -> HandshakeType.CLIENT_HELLO;
                    case SERVER -> HandshakeType.SERVER_HELLO;
                };
        boolean fits =
                (there < 1 || queue.at(at) == ContentType.HANDSHAKE.code())
                        && (there < 2 || queue.at(at + 1) == MAJOR)
                        && (there < 3 || queue.at(at + 2) <= LAST_MINOR)
                        && (there < RECORD
                                || (queue.number(at + 3, 2) >= HELLO - RECORD
                                        && isLength(queue, at)))
                        && (there <= RECORD || queue.at(at + RECORD) == type.code())
                        && (there < HELLO_VERSION_AT || isHelloLength(queue, at))
                        && (there <= HELLO_VERSION_AT
                                || queue.at(at + HELLO_VERSION_AT) == MAJOR
                                || isDraft(queue, at, from))
                        && (there < HELLO
                                || queue.at(at + HELLO_VERSION_AT + 1) <= LAST_MINOR
                                || isDraft(queue, at, from));
        return likeness(fits, there, HELLO);
    }

    private static boolean isHelloLength(ByteQueue queue, int at) {
        int length = queue.number(at + HANDSHAKE_LENGTH_AT, 3);
        return length >= SHORTEST_HELLO && length <= Limits.HANDSHAKE_MESSAGE;
    }

    /** Until draft 21 a ServerHello of TLS 1.3 began with the version that it chose. */
    private static boolean isDraft(ByteQueue queue, int at, Sender from) {
        return from == Sender.SERVER && queue.at(at + HELLO_VERSION_AT) == 0x7f;
    }

    /**
     * Whether the queue begins with a ClientHello in the form of SSL 2.0 (RFC 5246 App. E.2).
     *
     * <pre>
     * struct {
     *     uint8 V2CipherSpec[3]; ...
     *     uint16 msg_length;
     *     uint8 msg_type;
     *     Version version;
     *     uint16 cipher_spec_length;
     *     uint16 session_id_length;
     *     uint16 challenge_length;
     * } V2ClientHello;
     * </pre>
     */
    static Likeness ssl2Hello(ByteQueue queue) {
        int there = queue.size();
        boolean fits =
                (there < 1 || queue.at(0) >> 7 == 1)
                        && (there < 3 || queue.at(2) == HandshakeType.CLIENT_HELLO.code())
                        && (there < 4 || queue.at(3) == 0 || queue.at(3) == MAJOR)
                        && (there < 5 || (queue.at(3) == 0 ? queue.at(4) == 2 : queue.at(4) <= 4))
                        && (there < SSL2_HELLO || isSsl2Length(queue));
        return likeness(
                fits, there, there < 2 ? SSL2_HELLO : Math.max(SSL2_HELLO, ssl2Length(queue)));
    }

    /** Bytes of the whole message. */
    static int ssl2Length(ByteQueue queue) {
        return 2 + (queue.number(0, 2) & 0x7fff);
    }

    private static boolean isSsl2Length(ByteQueue queue) {
        int ciphers = queue.number(5, 2);
        return ciphers > 0
                && ciphers % 3 == 0
                && ssl2Length(queue) <= SSL2_LONGEST
                && ssl2Length(queue)
                        == SSL2_HELLO + ciphers + queue.number(7, 2) + queue.number(9, 2);
    }
}
