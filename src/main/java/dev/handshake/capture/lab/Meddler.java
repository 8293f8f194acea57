package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ContentType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Somebody in the middle of one connection, who has no keys but can change bytes. */
final class Meddler {
    private static final int HEADER = 5;
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int CLIENT_HELLO = 1;
    private static final short TLS_1_3 = 0x0304;
    private static final short TLS_1_2 = 0x0303;

    private final Recipe.Middle middle;
    private boolean encrypted;
    private boolean done;

    Meddler(Recipe.Middle middle) {
        this.middle = middle;
    }

    /** What becomes of a record, header included. Both directions ask, each on its own thread. */
    synchronized Bytes meddle(Sender from, Bytes record) {
        return switch (middle) {
            case NOBODY -> record;
            case TAKES_TLS13_AWAY -> from == Sender.CLIENT ? withoutTls13(record) : record;
            case FLIPS_A_BIT -> from == Sender.SERVER ? withAnotherBit(record) : record;
        };
    }

    /** In each version a server says ChangeCipherSpec before the first record that it encrypts. */
    private Bytes withAnotherBit(Bytes record) {
        boolean change = record.at(0) == ContentType.CHANGE_CIPHER_SPEC.code();
        if (change || !encrypted || done) {
            encrypted |= change;
            return record;
        }
        done = true;
        byte[] bytes = record.toArray();
        bytes[HEADER + (bytes.length - HEADER) / 2] ^= 1;
        return Bytes.of(bytes);
    }

    /** Where a Client Hello offers TLS 1.3, 1.2 stands instead. */
    private static Bytes withoutTls13(Bytes record) {
        if (record.at(0) != ContentType.HANDSHAKE.code()
                || record.length() <= HEADER
                || record.at(HEADER) != CLIENT_HELLO) {
            return record;
        }
        ByteBuffer hello = ByteBuffer.wrap(record.toArray());
        try {
            hello.position(HEADER + 4 + VERSION_AND_RANDOM);
            skip(hello, hello.get() & 0xff); // legacy_session_id
            skip(hello, hello.getShort() & 0xffff); // cipher_suites
            skip(hello, hello.get() & 0xff); // legacy_compression_methods
            hello.getShort();
            while (hello.hasRemaining()) {
                int type = hello.getShort() & 0xffff;
                int length = hello.getShort() & 0xffff;
                if (type == SUPPORTED_VERSIONS) {
                    replace(hello, length);
                } else {
                    skip(hello, length);
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // It is no Client Hello, or continues in another record: it passes as it is.
            return record;
        }
        return Bytes.of(hello.array());
    }

    private static void replace(ByteBuffer hello, int length) {
        int end = hello.position() + length;
        hello.get();
        while (hello.position() < end) {
            int at = hello.position();
            if (hello.getShort() == TLS_1_3) {
                hello.putShort(at, TLS_1_2);
            }
        }
    }

    private static void skip(ByteBuffer hello, int bytes) {
        hello.position(hello.position() + bytes);
    }
}
