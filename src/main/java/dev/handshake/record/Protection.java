package dev.handshake.record;

import dev.handshake.registry.CipherSuite;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a cipher suite protects records, as its name says it.
 *
 * @param cipher the block or stream cipher
 * @param mode how it is used
 * @param keyLength bytes of its key
 * @param secretLength bytes of the key that are secret: fewer than all in an export suite (RFC 2246
 *     §6.3.1)
 * @param tagLength bytes of the AEAD's tag; 0 without one
 * @param mac the hash of the record's MAC; an AEAD has none
 * @param hash of the key schedule and the transcript, from TLS 1.2 on
 */
public record Protection(
        BulkCipher cipher,
        Mode mode,
        int keyLength,
        int secretLength,
        int tagLength,
        Optional<Hash> mac,
        Hash hash) {
    /** A cipher with the name that Java has for it, and the bytes of its block. */
    public enum BulkCipher {
        AES("AES", 16),
        CAMELLIA("CAMELLIA", 16),
        ARIA("ARIA", 16),
        SEED("SEED", 16),
        SM4("SM4", 16),
        IDEA("IDEA", 8),
        DES("DES", 8),
        TRIPLE_DES("DESede", 8),
        RC4("RC4", 0),
        CHACHA20("ChaCha20", 0),
        NULL("", 0);

        private final String javaName;
        private final int blockLength;

        BulkCipher(String javaName, int blockLength) {
            this.javaName = javaName;
            this.blockLength = blockLength;
        }

        String javaName() {
            return javaName;
        }
    }

    /** How the cipher is used. */
    public enum Mode {
        GCM,
        CCM,
        POLY1305,
        CBC,
        /** A stream cipher, or none, and a MAC (RFC 5246 §6.2.3.1). */
        STREAM
    }

    private static final Pattern NAME =
            Pattern.compile(
                    "TLS_(?:.*_WITH_)?(?:"
                            + "(?<block>AES|CAMELLIA|ARIA)_(?<bits>128|256)_"
                            + "(?<mode>GCM|CCM_8|CCM|CBC)"
                            + "|(?<aead>SM4)_(?<aeadmode>GCM|CCM)"
                            + "|(?<chacha>CHACHA20_POLY1305)"
                            + "|(?<cbc>3DES_EDE|DES|DES40|SEED|IDEA)_CBC(?<short>_40)?"
                            + "|(?<rc4>RC4_128|RC4_40)"
                            + "|(?<null>NULL))"
                            + "(?:_(?<hash>SHA|SHA256|SHA384|MD5|SM3))?");

    private static final Map<CipherSuite, Optional<Protection>> KNOWN = new ConcurrentHashMap<>();

    /** Empty for suites that this program cannot decrypt. */
    public static Optional<Protection> of(CipherSuite suite) {
        // Asked for with every record: the pattern is matched once for each of the 65,536 codes.
        return KNOWN.computeIfAbsent(suite, Protection::read);
    }

    private static Optional<Protection> read(CipherSuite suite) {
        Matcher name = NAME.matcher(suite.name());
        return name.matches() ? Optional.of(read(name)) : Optional.empty();
    }

    private static Protection read(Matcher name) {
        if (name.group("chacha") != null) {
            return aead(BulkCipher.CHACHA20, Mode.POLY1305, 32, 16, Hash.SHA256);
        }
        if (name.group("aead") != null) {
            return aead(BulkCipher.SM4, Mode.valueOf(name.group("aeadmode")), 16, 16, Hash.SM3);
        }
        if (name.group("rc4") != null) {
            int secret = name.group("rc4").equals("RC4_40") ? 5 : 16;
            return withMac(name, BulkCipher.RC4, Mode.STREAM, 16, secret);
        }
        if (name.group("null") != null) {
            return withMac(name, BulkCipher.NULL, Mode.STREAM, 0, 0);
        }
        if (name.group("cbc") != null) {
            boolean export = name.group("short") != null;
            return switch (name.group("cbc")) {
                case "3DES_EDE" -> withMac(name, BulkCipher.TRIPLE_DES, Mode.CBC, 24, 24);
                case "SEED" -> withMac(name, BulkCipher.SEED, Mode.CBC, 16, 16);
                case "IDEA" -> withMac(name, BulkCipher.IDEA, Mode.CBC, 16, 16);
                case "DES40" -> withMac(name, BulkCipher.DES, Mode.CBC, 8, 5);
                default -> withMac(name, BulkCipher.DES, Mode.CBC, 8, export ? 5 : 8);
            };
        }
        BulkCipher cipher = BulkCipher.valueOf(name.group("block"));
        int key = Integer.parseInt(name.group("bits")) / 8;
        return switch (name.group("mode")) {
            case "GCM" -> aead(cipher, Mode.GCM, key, 16, scheduleHash(name));
            case "CCM" -> aead(cipher, Mode.CCM, key, 16, scheduleHash(name));
            case "CCM_8" -> aead(cipher, Mode.CCM, key, 8, scheduleHash(name));
            default -> withMac(name, cipher, Mode.CBC, key, key);
        };
    }

    private static Protection aead(BulkCipher cipher, Mode mode, int key, int tag, Hash hash) {
        return new Protection(cipher, mode, key, key, tag, Optional.empty(), hash);
    }

    private static Protection withMac(
            Matcher name, BulkCipher cipher, Mode mode, int key, int secret) {
        Optional<Hash> mac =
                Optional.of(
                        switch (hash(name)) {
                            case "SHA384" -> Hash.SHA384;
                            case "SHA256" -> Hash.SHA256;
                            case "MD5" -> Hash.MD5;
                            default -> Hash.SHA1;
                        });
        return new Protection(cipher, mode, key, secret, 0, mac, scheduleHash(name));
    }

    private static Hash scheduleHash(Matcher name) {
        return hash(name).equals("SHA384") ? Hash.SHA384 : Hash.SHA256;
    }

    private static String hash(Matcher name) {
        String hash = name.group("hash");
        return hash == null ? "" : hash;
    }

    /** Whether the key is weakened for export. */
    boolean isExport() {
        return secretLength < keyLength;
    }

    /** Bytes of the nonce's part that comes out of TLS 1.2's key block. */
    int fixedNonceLength() {
        return switch (mode) {
            case GCM, CCM -> 4;
            case POLY1305 -> 12;
            case CBC, STREAM -> 0;
        };
    }

    /** Bytes of the cipher's block; 0 if it has none. */
    int blockLength() {
        return cipher.blockLength;
    }
}
