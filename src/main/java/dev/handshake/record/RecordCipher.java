package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** The keys of one direction and epoch at work. */
sealed interface RecordCipher
        permits AeadCipher12, AeadCipher13, CbcCipher, StreamCipher, UnfitCipher {
    /**
     * Decrypts a record; changes nothing.
     *
     * @param sequence its number under these keys, from 0
     * @return the plaintext; null unless the tag or MAC verifies
     */
    @Nullable Bytes open(long sequence, RawRecord record);

    /** The record is over, read or not: what the next one depends on follows it. */
    default void pass(RawRecord record) {}

    /** {@code uint64 seq_num; ContentType type; ProtocolVersion version; uint16 length;}. */
    static byte[] header12(long sequence, RawRecord record, int length) {
        byte[] header = new byte[13];
        putLong(header, 0, sequence);
        header[8] = (byte) record.type().code();
        header[9] = (byte) (record.version().code() >> 8);
        header[10] = (byte) record.version().code();
        header[11] = (byte) (length >> 8);
        header[12] = (byte) length;
        return header;
    }

    /** The nonce of ChaCha20 and TLS 1.3: the IV, its last eight bytes XORed with the number. */
    static byte[] nonce(Bytes iv, long sequence) {
        byte[] nonce = iv.toArray();
        for (int i = 0; i < 8; i++) {
            nonce[nonce.length - 8 + i] ^= (byte) (sequence >> (56 - 8 * i));
        }
        return nonce;
    }

    private static void putLong(byte[] array, int at, long number) {
        for (int i = 0; i < 8; i++) {
            array[at + i] = (byte) (number >> (56 - 8 * i));
        }
    }
}
