package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ProtocolVersion;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * AEAD of TLS 1.3 (RFC 9846 §5.2, §5.3): the record's own header is authenticated, and the nonce is
 * never sent.
 *
 * @param headerCovered false in drafts before 25: nothing was authenticated but the content
 */
record AeadCipher13(Aead aead, Bytes iv, boolean headerCovered) implements RecordCipher {
    private static final int IV = 12;
    private static final byte[] NOTHING = {};

    /** The first draft that authenticates the record's header. */
    private static final int FIRST_WITH_HEADER = 25;

    /** The keys that a traffic secret makes (RFC 9846 §7.3). */
    static AeadCipher13 of(Protection protection, ProtocolVersion version, Bytes trafficSecret) {
        Mac mac = protection.hash().keyed(trafficSecret);
        String prefix = KeySchedule.labelPrefix(version);
        Bytes key = KeySchedule.expand(mac, prefix, "key", Bytes.EMPTY, protection.keyLength());
        Bytes iv = KeySchedule.expand(mac, prefix, "iv", Bytes.EMPTY, IV);
        return new AeadCipher13(new Aead(protection, key), iv, isLater(version, FIRST_WITH_HEADER));
    }

    /** The secret after a KeyUpdate (RFC 9846 §7.2). */
    static Bytes nextSecret(Hash hash, ProtocolVersion version, Bytes secret) {
        return KeySchedule.expandLabel(
                hash,
                KeySchedule.labelPrefix(version),
                secret,
                KeySchedule.updateLabel(version),
                Bytes.EMPTY,
                hash.length());
    }

    private static boolean isLater(ProtocolVersion version, int draft) {
        return version.draft() == 0 || version.draft() >= draft;
    }

    @Override
    public @Nullable Bytes open(long sequence, RawRecord record) {
        byte[] covered = NOTHING;
        if (headerCovered) {
            int length = record.fragment().length();
            covered =
                    new byte[] {
                        (byte) record.type().code(),
                        (byte) (record.version().code() >> 8),
                        (byte) record.version().code(),
                        (byte) (length >> 8),
                        (byte) length
                    };
        }
        return aead.open(RecordCipher.nonce(iv, sequence), covered, record.fragment());
    }
}
