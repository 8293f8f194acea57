package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Optional;

/**
 * AEAD of TLS 1.2 (RFC 5246 §6.2.3.3; nonces: RFC 5288 §3, RFC 6655 §3, RFC 7905 §2).
 *
 * <pre>
 * struct {
 *     opaque nonce_explicit[SecurityParameters.record_iv_length];
 *     aead-ciphered struct { opaque content[TLSCompressed.length]; };
 * } GenericAEADCipher;
 * </pre>
 */
record AeadCipher12(Aead aead, Bytes fixedNonce) implements RecordCipher {
    private static final int EXPLICIT = 8;

    @Override
    public Optional<Bytes> open(long sequence, RawRecord record) {
        Bytes fragment = record.fragment();
        boolean implicit = aead.protection().mode() == Protection.Mode.POLY1305;
        int explicit = implicit ? 0 : EXPLICIT;
        int length = fragment.length() - explicit - aead.protection().tagLength();
        if (length < 0) {
            return Optional.empty();
        }
        byte[] nonce =
                implicit
                        ? RecordCipher.nonce(fixedNonce, sequence)
                        : Bytes.concat(fixedNonce, fragment.slice(0, explicit)).toArray();
        return aead.open(
                nonce, RecordCipher.header12(sequence, record, length), fragment.from(explicit));
    }
}
