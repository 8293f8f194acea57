package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;

/**
 * The keys of one TLS 1.2 connection, both directions (RFC 5246 §6.3).
 *
 * <pre>
 * key_block = PRF(SecurityParameters.master_secret, "key expansion",
 *                 SecurityParameters.server_random + SecurityParameters.client_random);
 * </pre>
 */
record KeyBlock12(Protection protection, boolean encryptThenMac, Bytes block) {
    static KeyBlock12 of(
            Protection protection,
            boolean encryptThenMac,
            Bytes mainSecret,
            Bytes clientRandom,
            Bytes serverRandom) {
        int each = macLength(protection) + protection.keyLength() + protection.fixedNonceLength();
        Bytes block =
                KeySchedule.prf(
                        protection.hash(),
                        mainSecret,
                        "key expansion",
                        Bytes.concat(serverRandom, clientRandom),
                        2 * each);
        return new KeyBlock12(protection, encryptThenMac, block);
    }

    /** What {@code sender} writes with. */
    RecordCipher cipher(Sender sender) {
        int mac = macLength(protection);
        int key = protection.keyLength();
        int nonce = protection.fixedNonceLength();
        int second = sender == Sender.SERVER ? 1 : 0;
        Bytes macKey = block.slice(second * mac, mac);
        Bytes cipherKey = block.slice(2 * mac + second * key, key);
        Bytes fixedNonce = block.slice(2 * mac + 2 * key + second * nonce, nonce);
        return protection
                .mac()
                .<RecordCipher>map(hash ->
                        new CbcCipher12(protection, hash, macKey, cipherKey, encryptThenMac))
                .orElseGet(() -> new AeadCipher12(new Aead(protection, cipherKey), fixedNonce));
    }

    private static int macLength(Protection protection) {
        return protection.mac().map(Hash::length).orElse(0);
    }
}
