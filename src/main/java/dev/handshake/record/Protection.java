package dev.handshake.record;

import dev.handshake.registry.CipherSuite;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cipher suite protects records, as its name says it.
 *
 * @param cipher the block or stream cipher, as Java calls it
 * @param mode how it is used
 * @param keyLength bytes of its key
 * @param tagLength bytes of the AEAD's tag; 0 with CBC
 * @param mac the hash of the record's HMAC; only CBC has one
 * @param hash of the key schedule and the transcript
 */
public record Protection(
        String cipher, Mode mode, int keyLength, int tagLength, Optional<Hash> mac, Hash hash) {
    /** How the cipher is used. */
    public enum Mode {
        GCM,
        CCM,
        POLY1305,
        CBC
    }

    private static final Pattern NAME =
            Pattern.compile(
                    "TLS_(?:.*_WITH_)?(?:"
                            + "(?<block>AES|CAMELLIA|ARIA)_(?<bits>128|256)_"
                            + "(?<mode>GCM|CCM_8|CCM|CBC)"
                            + "|(?<chacha>CHACHA20_POLY1305)"
                            + "|(?<des>3DES_EDE_CBC))"
                            + "(?:_(?<hash>SHA|SHA256|SHA384))?");

    /** Empty for suites that this program cannot decrypt. */
    public static Optional<Protection> of(CipherSuite suite) {
        Matcher name = NAME.matcher(suite.name());
        if (!name.matches()) {
            return Optional.empty();
        }
        Hash hash = Hash.of(suite);
        if (name.group("chacha") != null) {
            return Optional.of(
                    new Protection(
                            "ChaCha20", Mode.POLY1305, 32, 16, Optional.empty(), Hash.SHA256));
        }
        if (name.group("des") != null) {
            return Optional.of(new Protection("DESede", Mode.CBC, 24, 0, mac(name), hash));
        }
        String cipher = name.group("block");
        int keyLength = Integer.parseInt(name.group("bits")) / 8;
        return Optional.of(
                switch (name.group("mode").toUpperCase(Locale.ROOT)) {
                    case "GCM" ->
                            new Protection(cipher, Mode.GCM, keyLength, 16, Optional.empty(), hash);
                    case "CCM" ->
                            new Protection(cipher, Mode.CCM, keyLength, 16, Optional.empty(), hash);
                    case "CCM_8" ->
                            new Protection(cipher, Mode.CCM, keyLength, 8, Optional.empty(), hash);
                    default -> new Protection(cipher, Mode.CBC, keyLength, 0, mac(name), hash);
                });
    }

    private static Optional<Hash> mac(Matcher name) {
        String hash = name.group("hash");
        return Optional.of(
                switch (hash == null ? "SHA" : hash) {
                    case "SHA384" -> Hash.SHA384;
                    case "SHA256" -> Hash.SHA256;
                    default -> Hash.SHA1;
                });
    }

    /** Bytes of the nonce's part that comes out of TLS 1.2's key block. */
    int fixedNonceLength() {
        return switch (mode) {
            case GCM, CCM -> 4;
            case POLY1305 -> 12;
            case CBC -> 0;
        };
    }

    /** Bytes of the cipher's block. */
    int blockLength() {
        return cipher.equals("DESede") ? 8 : 16;
    }
}
