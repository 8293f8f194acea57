package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Optional;

/**
 * AEAD of TLS 1.3 (RFC 9846 §5.2, §5.3): the record's own header is authenticated, and the nonce is
 * never sent.
 */
record AeadCipher13(Aead aead, Bytes iv) implements RecordCipher {
    /** The keys that a traffic secret makes (RFC 9846 §7.3). */
    static AeadCipher13 of(Protection protection, Bytes trafficSecret) {
        Hash hash = protection.hash();
        Bytes key =
                KeySchedule.expandLabel(
                        hash, trafficSecret, "key", Bytes.EMPTY, protection.keyLength());
        Bytes iv = KeySchedule.expandLabel(hash, trafficSecret, "iv", Bytes.EMPTY, 12);
        return new AeadCipher13(new Aead(protection, key), iv);
    }

    @Override
    public Optional<Bytes> open(long sequence, RawRecord record) {
        int length = record.fragment().length();
        Bytes header =
                Bytes.of(
                        new byte[] {
                            (byte) record.type().code(),
                            (byte) (record.version().code() >> 8),
                            (byte) record.version().code(),
                            (byte) (length >> 8),
                            (byte) length
                        });
        return aead.open(RecordCipher.nonce(iv, sequence), header, record.fragment());
    }
}
