package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.security.Key;
import javax.crypto.spec.IvParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * CBC with a MAC (RFC 5246 §6.2.3.2, RFC 2246 §6.2.3.2), the MAC inside the encryption or, with
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
final class CbcCipher implements RecordCipher {
    private static final byte[] NOTHING = {};

    private final Form form;
    private final Key key;
    private final RecordMac mac;

    /** The IV of the next record: before TLS 1.1 the last block of the one before. */
    private Bytes iv;

    /**
     * @param transformation of the cipher, as Java calls it
     * @param blockLength bytes of the cipher's block
     * @param explicitIv whether each record brings its own (from TLS 1.1 on)
     * @param looseness whether the padding's bytes may have any value (SSL 3.0)
     */
    record Form(
            String transformation,
            int blockLength,
            boolean explicitIv,
            boolean looseness,
            boolean encryptThenMac) {}

    /**
     * @param iv of the first record, if records do not bring theirs
     */
    CbcCipher(Form form, Key key, Bytes iv, RecordMac mac) {
        this.form = form;
        this.key = key;
        this.iv = iv;
        this.mac = mac;
    }

    @Override
    public @Nullable Bytes open(long sequence, RawRecord record) {
        return form.encryptThenMac()
                ? openMacOutside(sequence, record)
                : openMacInside(sequence, record);
    }

    @Override
    public void pass(RawRecord record) {
        if (form.explicitIv()) {
            return;
        }
        int encrypted = record.fragment().length() - (form.encryptThenMac() ? mac.length() : 0);
        if (encrypted >= form.blockLength()) {
            iv = record.fragment().slice(encrypted - form.blockLength(), form.blockLength());
        }
    }

    private @Nullable Bytes openMacOutside(long sequence, RawRecord record) {
        int length = record.fragment().length() - mac.length();
        if (length < 0) {
            return null;
        }
        Bytes encrypted = record.fragment().slice(0, length);
        if (!mac.verifies(sequence, record, encrypted, record.fragment().from(length))) {
            return null;
        }
        Bytes plain = decrypt(encrypted);
        return plain == null ? null : withoutPadding(plain);
    }

    private @Nullable Bytes openMacInside(long sequence, RawRecord record) {
        Bytes decrypted = decrypt(record.fragment());
        Bytes plain = decrypted == null ? null : withoutPadding(decrypted);
        if (plain == null || plain.length() < mac.length()) {
            return null;
        }
        int length = plain.length() - mac.length();
        Bytes content = plain.slice(0, length);
        return mac.verifies(sequence, record, content, plain.from(length)) ? content : null;
    }

    private @Nullable Bytes decrypt(Bytes encrypted) {
        int block = form.blockLength();
        int explicit = form.explicitIv() ? block : 0;
        int length = encrypted.length() - explicit;
        if (length < block || length % block != 0) {
            return null;
        }
        Bytes vector = form.explicitIv() ? encrypted.slice(0, block) : iv;
        byte[] plain =
                Ciphers.decrypt(
                        form.transformation(),
                        key,
                        new IvParameterSpec(vector.toArray()),
                        NOTHING,
                        encrypted.from(explicit));
        return plain == null ? null : Bytes.wrap(plain);
    }

    private @Nullable Bytes withoutPadding(Bytes plain) {
        int padding = plain.at(plain.length() - 1);
        int length = plain.length() - 1 - padding;
        if (length < 0) {
            return null;
        }
        for (int i = length; !form.looseness() && i < plain.length(); i++) {
            if (plain.at(i) != padding) {
                return null;
            }
        }
        return plain.slice(0, length);
    }
}
