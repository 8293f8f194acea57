package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Optional;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * CBC with HMAC of TLS 1.2 (RFC 5246 §6.2.3.2), the MAC inside the encryption or, with
 * encrypt_then_mac (RFC 7366 §3), around it.
 *
 * <pre>
 * struct {
 *     opaque IV[SecurityParameters.record_iv_length];
 *     block-ciphered struct {
 *         opaque content[TLSCompressed.length];
 *         opaque MAC[SecurityParameters.mac_length];
 *         uint8 padding[GenericBlockCipher.padding_length];
 *         uint8 padding_length;
 *     };
 * } GenericBlockCipher;
 * </pre>
 */
record CbcCipher12(Protection protection, Hash mac, Bytes macKey, Bytes key, boolean encryptThenMac)
        implements RecordCipher {
    @Override
    public Optional<Bytes> open(long sequence, RawRecord record) {
        return encryptThenMac ? openMacOutside(sequence, record) : openMacInside(sequence, record);
    }

    private Optional<Bytes> openMacOutside(long sequence, RawRecord record) {
        int length = record.fragment().length() - mac.length();
        if (length < 0) {
            return Optional.empty();
        }
        Bytes encrypted = record.fragment().slice(0, length);
        return verifies(sequence, record, encrypted, record.fragment().from(length))
                ? decrypt(encrypted).flatMap(CbcCipher12::withoutPadding)
                : Optional.empty();
    }

    private Optional<Bytes> openMacInside(long sequence, RawRecord record) {
        return decrypt(record.fragment())
                .flatMap(CbcCipher12::withoutPadding)
                .filter(plain -> plain.length() >= mac.length())
                .filter(plain ->
                        verifies(
                                sequence,
                                record,
                                content(plain),
                                plain.from(plain.length() - mac.length())))
                .map(this::content);
    }

    private Bytes content(Bytes withMac) {
        return withMac.slice(0, withMac.length() - mac.length());
    }

    private boolean verifies(long sequence, RawRecord record, Bytes covered, Bytes sent) {
        Bytes header = RecordCipher.header12(sequence, record, covered.length());
        return mac.hmac(macKey, header, covered).equals(sent);
    }

    private Optional<Bytes> decrypt(Bytes fragment) {
        int block = protection.blockLength();
        if (fragment.length() < 2 * block || fragment.length() % block != 0) {
            return Optional.empty();
        }
        return RecordCipher.decrypt(
                protection.cipher() + "/CBC/NoPadding",
                new SecretKeySpec(key.toArray(), protection.cipher()),
                new IvParameterSpec(fragment.slice(0, block).toArray()),
                Bytes.EMPTY,
                fragment.from(block));
    }

    private static Optional<Bytes> withoutPadding(Bytes plain) {
        int padding = plain.at(plain.length() - 1);
        int length = plain.length() - 1 - padding;
        for (int i = Math.max(0, length); i < plain.length(); i++) {
            if (plain.at(i) != padding) {
                return Optional.empty();
            }
        }
        return length < 0 ? Optional.empty() : Optional.of(plain.slice(0, length));
    }
}
