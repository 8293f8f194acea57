package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * AEAD of TLS 1.2 (RFC 5246 §6.2.3.3; nonces: RFC 5288 §3, RFC 6655 §3, RFC 7905 §2).
 *
 * <pre>
 * struct {
 *     opaque nonce_explicit[SecurityParameters.record_iv_length];
 *     aead-ciphered struct { opaque content[TLSCompressed.length]; };
 * } GenericAEADCipher;
 * </pre>
 *
 * @param implicit whether the nonce is the fixed part and the number, and none is sent (ChaCha20)
 */
record AeadCipher12(Aead aead, Bytes fixedNonce, boolean implicit) implements RecordCipher {
    /** Bytes of the nonce that are sent. */
    static final int EXPLICIT = 8;

    @Override
    public @Nullable Bytes open(long sequence, RawRecord record) {
        Bytes fragment = record.fragment();
        int explicit = implicit ? 0 : EXPLICIT;
        int length = fragment.length() - explicit - aead.tagLength();
        if (length < 0) {
            return null;
        }
        byte[] nonce =
                implicit
                        ? RecordCipher.nonce(fixedNonce, sequence)
                        : Bytes.concat(fixedNonce, fragment.slice(0, explicit)).toArray();
        return aead.open(
                nonce, RecordCipher.header12(sequence, record, length), fragment.from(explicit));
    }
}
