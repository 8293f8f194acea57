package dev.handshake.record;

import dev.handshake.bytes.ByteSpan;
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
public record KeyBlock(Settled settled, Derivation derivation, Bytes block) {
    /** The parts of one direction. */
    public enum Part {
        MAC_KEY,
        KEY,
        IV
    }

    /**
     * What the hellos settled.
     *
     * @param truncatedHmac whether MACs are 80 bits long (RFC 6066 §7)
     */
    public record Settled(
            ProtocolVersion version,
            Protection protection,
            Bytes clientRandom,
            Bytes serverRandom,
            boolean encryptThenMac,
            boolean truncatedHmac) {
        private int macLength() {
            return protection.mac().map(Hash::length).orElse(0);
        }

        private boolean hasExplicitIv() {
            return version.code() >= ProtocolVersion.TLS_1_1.code();
        }

        /** Bytes of the whole block. */
        public int length() {
            return 2 * (macLength() + protection.secretLength() + ivLength());
        }

        /** Where a direction's part stands in the block; of length 0 where it has none. */
        public ByteSpan span(Part part, Sender sender) {
            int length =
                    switch (part) {
                        case MAC_KEY -> macLength();
                        case KEY -> protection.secretLength();
                        case IV -> ivLength();
                    };
            int start =
                    switch (part) {
                        case MAC_KEY -> 0;
                        case KEY -> 2 * macLength();
                        case IV -> 2 * (macLength() + protection.secretLength());
                    };
            return new ByteSpan(start + (sender == Sender.SERVER ? length : 0), length);
        }

        /** Whether the keys are made of parts of the block once more (RFC 2246 §6.3.1). */
        public boolean isExport() {
            return protection.isExport();
        }

        /** Bytes of what the key block has after the keys. */
        private int ivLength() {
            return protection.mode() != Mode.CBC
                    ? protection.fixedNonceLength()
                    : hasExplicitIv() || protection.isExport() ? 0 : protection.blockLength();
        }
    }

    public static KeyBlock of(Settled settled, Bytes mainSecret) {
        Derivation derivation = new Derivation(settled.version(), settled.protection().hash());
        Bytes block =
                derivation.keyBlock(
                        mainSecret,
                        settled.clientRandom(),
                        settled.serverRandom(),
                        settled.length());
        return new KeyBlock(settled, derivation, block);
    }

    /** What the records of a direction are protected with; empty where it has no such part. */
    public Bytes part(Part part, Sender sender) {
        Bytes own = block.slice(settled.span(part, sender));
        boolean exportIv = settled.isExport() && !settled.hasExplicitIv();
        return switch (part) {
            case MAC_KEY -> own;
            case KEY -> settled.isExport() ? exportKey(sender, own) : own;
            case IV -> exportIv ? exportIv(sender) : own;
        };
    }

    /** What {@code sender} writes with. */
    RecordCipher cipher(Sender sender) {
        Protection protection = settled.protection();
        Bytes key = part(Part.KEY, sender);
        Bytes iv = part(Part.IV, sender);
        return protection.mac().isEmpty()
                ? new AeadCipher12(
                        new Aead(protection, key), iv, protection.mode() == Mode.POLY1305)
                : withMac(mac(protection.mac().get(), part(Part.MAC_KEY, sender)), key, iv);
    }

    private RecordCipher withMac(RecordMac mac, Bytes key, Bytes iv) {
        Protection protection = settled.protection();
        if (protection.mode() == Mode.STREAM) {
            boolean plain = protection.cipher() == BulkCipher.NULL;
            return new StreamCipher(plain ? null : new Rc4(key), mac);
        }
        String cipher = protection.cipher().javaName();
        return new CbcCipher(
                new CbcCipher.Form(
                        cipher + "/CBC/NoPadding",
                        protection.blockLength(),
                        settled.hasExplicitIv(),
                        isSsl3(),
                        settled.encryptThenMac()),
                new SecretKeySpec(key.toArray(), cipher),
                iv,
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
