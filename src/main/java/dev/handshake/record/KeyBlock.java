package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.record.Protection.BulkCipher;
import dev.handshake.record.Protection.Mode;
import dev.handshake.registry.ProtocolVersion;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one connection up to TLS 1.2, both directions (RFC 5246 §6.3, RFC 2246 §6.3).
 *
 * <pre>
 * client_write_MAC_key[SecurityParameters.mac_key_length]
 * server_write_MAC_key[SecurityParameters.mac_key_length]
 * client_write_key[SecurityParameters.enc_key_length]
 * server_write_key[SecurityParameters.enc_key_length]
 * client_write_IV[SecurityParameters.fixed_iv_length]
 * server_write_IV[SecurityParameters.fixed_iv_length]
 * </pre>
 */
record KeyBlock(Settled settled, Derivation derivation, Bytes block) {
    /**
     * What the hellos settled.
     *
     * @param truncatedHmac whether MACs are 80 bits long (RFC 6066 §7)
     */
    record Settled(
            ProtocolVersion version,
            Protection protection,
            Bytes clientRandom,
            Bytes serverRandom,
            boolean encryptThenMac,
            boolean truncatedHmac) {
        int macLength() {
            return protection.mac().map(Hash::length).orElse(0);
        }

        boolean hasExplicitIv() {
            return version.code() >= ProtocolVersion.TLS_1_1.code();
        }

        /** Bytes of what the key block has after the keys. */
        int ivLength() {
            return protection.mode() != Mode.CBC
                    ? protection.fixedNonceLength()
                    : hasExplicitIv() || protection.isExport() ? 0 : protection.blockLength();
        }
    }

    static KeyBlock of(Settled settled, Bytes mainSecret) {
        Derivation derivation = new Derivation(settled.version(), settled.protection().hash());
        int each = settled.macLength() + settled.protection().secretLength() + settled.ivLength();
        Bytes block =
                derivation.keyBlock(
                        mainSecret, settled.clientRandom(), settled.serverRandom(), 2 * each);
        return new KeyBlock(settled, derivation, block);
    }

    /** What {@code sender} writes with. */
    RecordCipher cipher(Sender sender) {
        Protection protection = settled.protection();
        int macLength = settled.macLength();
        int secretLength = protection.secretLength();
        int ivLength = settled.ivLength();
        int second = sender == Sender.SERVER ? 1 : 0;
        Bytes macKey = block.slice(second * macLength, macLength);
        Bytes key = block.slice(2 * macLength + second * secretLength, secretLength);
        Bytes iv = block.slice(2 * (macLength + secretLength) + second * ivLength, ivLength);
        if (protection.isExport()) {
            key = exportKey(sender, key);
        }
        return protection.mac().isEmpty()
                ? new AeadCipher12(
                        new Aead(protection, key), iv, protection.mode() == Mode.POLY1305)
                : withMac(sender, mac(protection.mac().get(), macKey), key, iv);
    }

    private RecordCipher withMac(Sender sender, RecordMac mac, Bytes key, Bytes iv) {
        Protection protection = settled.protection();
        if (protection.mode() == Mode.STREAM) {
            boolean plain = protection.cipher() == BulkCipher.NULL;
            return new StreamCipher(plain ? null : new Rc4(key), mac);
        }
        boolean exportIv = protection.isExport() && !settled.hasExplicitIv();
        String cipher = protection.cipher().javaName();
        return new CbcCipher(
                new CbcCipher.Form(
                        cipher + "/CBC/NoPadding",
                        protection.blockLength(),
                        settled.hasExplicitIv(),
                        isSsl3(),
                        settled.encryptThenMac()),
                new SecretKeySpec(key.toArray(), cipher),
                exportIv ? exportIv(sender) : iv,
                mac);
    }

    private RecordMac mac(Hash hash, Bytes key) {
        int length = settled.truncatedHmac() ? RecordMac.TRUNCATED : hash.length();
        return new RecordMac(isSsl3(), hash, key, length);
    }

    private Bytes exportKey(Sender sender, Bytes secret) {
        return derivation.exportKey(
                sender,
                secret,
                settled.clientRandom(),
                settled.serverRandom(),
                settled.protection().keyLength());
    }

    private Bytes exportIv(Sender sender) {
        return derivation.exportIv(
                sender,
                settled.clientRandom(),
                settled.serverRandom(),
                settled.protection().blockLength());
    }

    private boolean isSsl3() {
        return settled.version().equals(ProtocolVersion.SSL_3_0);
    }
}
