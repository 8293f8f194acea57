package dev.handshake.proof;

import dev.handshake.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One side's records, opened with keys from elsewhere and the JDK's ciphers. */
record Unsealed(List<Bytes> records) {
    private static final int HEADER = 5;
    private static final int TAG = 16;
    private static final int EXPLICIT = 8;
    private static final int BLOCK = 16;

    /** The records in what one side sent. */
    static Unsealed of(Bytes stream) {
        List<Bytes> records = new ArrayList<>();
        for (int at = 0; at + HEADER <= stream.length(); ) {
            int length = HEADER + (int) stream.number(at + 3, 2);
            records.add(stream.slice(at, Math.min(length, stream.length() - at)));
            at += length;
        }
        return new Unsealed(records);
    }

    /**
     * Whether the keys of TLS 1.3 open a record of this side, the first under them (RFC 9846 §5.2).
     */
    boolean opens13(Bytes key, Bytes iv, boolean chacha) {
        return records.stream()
                .filter(record -> record.at(0) == 23)
                .anyMatch(record ->
                        opens(key, iv, chacha, record.slice(0, HEADER), record.from(HEADER)));
    }

    /** Whether the keys of TLS 1.2 open what follows the ChangeCipherSpec (RFC 5246 §6.2.3.3). */
    boolean opens12(Bytes key, Bytes iv, boolean chacha) {
        Bytes record = afterChange();
        Bytes sealed = record.from(HEADER + (chacha ? 0 : EXPLICIT));
        Bytes nonce = chacha ? iv : Bytes.concat(iv, record.slice(HEADER, EXPLICIT));
        return opens(key, nonce, chacha, covered(record, sealed.length() - TAG), sealed);
    }

    /** The header as MACs cover it: number 0, type, version, length. */
    private static Bytes covered(Bytes record, int length) {
        return Bytes.concat(
                Bytes.ofHex("0000000000000000"),
                record.slice(0, 3),
                Bytes.ofHex("%04x".formatted(length)));
    }

    private Bytes afterChange() {
        for (int i = 0; i + 1 < records.size(); i++) {
            if (records.get(i).at(0) == 20) {
                return records.get(i + 1);
            }
        }
        throw new AssertionError("no ChangeCipherSpec");
    }

    private static boolean opens(
            Bytes key, Bytes nonce, boolean chacha, Bytes covered, Bytes sealed) {
        try {
            Cipher cipher = Cipher.getInstance(chacha ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key.toArray(), chacha ? "ChaCha20" : "AES"),
                    chacha
                            ? new IvParameterSpec(nonce.toArray())
                            : new GCMParameterSpec(8 * TAG, nonce.toArray()));
            cipher.updateAAD(covered.toArray());
            cipher.doFinal(sealed.toArray());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Whether AES-CBC keys open what follows the ChangeCipherSpec (RFC 5246 §6.2.3.2, RFC 7366).
     *
     * @param iv empty where the record brings its own
     */
    boolean opensCbc(Bytes macKey, Bytes key, Bytes iv, String mac, boolean encryptThenMac)
            throws GeneralSecurityException {
        Bytes record = afterChange();
        Mac function = Mac.getInstance(mac);
        function.init(new SecretKeySpec(macKey.toArray(), mac));
        int macLength = function.getMacLength();
        Bytes fragment = record.from(HEADER);
        Bytes sealed = encryptThenMac ? fragment.slice(0, fragment.length() - macLength) : fragment;
        Bytes start = iv.isEmpty() ? sealed.slice(0, BLOCK) : iv;
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key.toArray(), "AES"),
                new IvParameterSpec(start.toArray()));
        Bytes plain = Bytes.wrap(cipher.doFinal(sealed.from(iv.isEmpty() ? BLOCK : 0).toArray()));
        int padding = plain.at(plain.length() - 1) + 1;
        Bytes content = plain.slice(0, plain.length() - padding);
        Bytes expected;
        if (encryptThenMac) {
            expected = fragment.from(fragment.length() - macLength);
            function.update(covered(record, sealed.length()).toArray());
            function.update(sealed.toArray());
        } else {
            expected = content.from(content.length() - macLength);
            content = content.slice(0, content.length() - macLength);
            function.update(covered(record, content.length()).toArray());
            function.update(content.toArray());
        }
        // A Finished: type 20, and as long as it says.
        return expected.equals(Bytes.wrap(function.doFinal()))
                && content.at(0) == 20
                && content.number(1, 3) == content.length() - 4;
    }
}
