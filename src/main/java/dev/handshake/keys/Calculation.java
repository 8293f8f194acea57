package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.Hash;
import dev.handshake.record.KeySchedule;
import java.util.Locale;

/**
 * How a step's output is made of its inputs: here, and with public tools. Neither knows of the
 * other, so that one can be checked with the other.
 */
public sealed interface Calculation {
    Bytes result();

    /**
     * A line for a POSIX shell with OpenSSL 3.0 that prints the result in hexadecimal digits, with
     * colons, spaces or in capitals as the tool likes, behind {@code "= "} where it names what it
     * did.
     */
    String command();

    /** {@code HKDF-Extract} (RFC 5869 §2.2). */
    record Extract(Hash hash, Bytes salt, Bytes keyMaterial) implements Calculation {
        @Override
        public Bytes result() {
            return hash.hmac(salt, keyMaterial);
        }

        @Override
        public String command() {
            return Shell.kdf(
                    "HKDF",
                    hash.length(),
                    "digest:" + Shell.name(hash),
                    "mode:EXTRACT_ONLY",
                    "hexsalt:" + salt.hex(),
                    "hexkey:" + keyMaterial.hex());
        }
    }

    /**
     * {@code HKDF-Expand-Label} (RFC 9846 §7.1); with a hash as its context, {@code Derive-Secret}.
     *
     * @param prefix of the label
     */
    record ExpandLabel(
            Hash hash, String prefix, Bytes secret, String label, Bytes context, int length)
            implements Calculation {
        @Override
        public Bytes result() {
            return KeySchedule.expandLabel(hash, prefix, secret, label, context, length);
        }

        @Override
        public String command() {
            String[] options = {
                "digest:" + Shell.name(hash),
                "mode:EXPAND_ONLY",
                "hexkey:" + secret.hex(),
                "prefix:" + prefix,
                "label:" + label
            };
            return Shell.kdf(
                    "TLS13-KDF", length, context.isEmpty() ? options : with(options, context));
        }

        private static String[] with(String[] options, Bytes context) {
            String[] all = new String[options.length + 1];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = "hexdata:" + context.hex();
            return all;
        }
    }

    /** {@code PRF} of TLS 1.2 (RFC 5246 §5). */
    record Prf(Hash hash, Bytes secret, String label, Bytes seed, int length)
            implements Calculation {
        @Override
        public Bytes result() {
            return KeySchedule.prf(hash, secret, label, seed, length);
        }

        @Override
        public String command() {
            return prf(Shell.name(hash), secret, label, seed, length);
        }
    }

    /** {@code PRF} of TLS 1.0 and 1.1 (RFC 2246 §5). */
    record Prf10(Bytes secret, String label, Bytes seed, int length) implements Calculation {
        @Override
        public Bytes result() {
            return KeySchedule.prf10(secret, label, seed, length);
        }

        @Override
        public String command() {
            return prf("MD5-SHA1", secret, label, seed, length);
        }
    }

    private static String prf(String digest, Bytes secret, String label, Bytes seed, int length) {
        return Shell.kdf(
                "TLS1-PRF",
                length,
                "digest:" + digest,
                "hexsecret:" + secret.hex(),
                "seed:" + label,
                "hexseed:" + seed.hex());
    }

    /** SSL 3.0's way to make a secret or keys (RFC 6101 §6.1, §6.2.2). */
    record Ssl3(Bytes secret, Bytes seed, int length) implements Calculation {
        private static final int ROUND = 16;

        @Override
        public Bytes result() {
            return KeySchedule.ssl3(secret, seed, length);
        }

        @Override
        public String command() {
            StringBuilder letters = new StringBuilder();
            for (int round = 1; (round - 1) * ROUND < length; round++) {
                letters.append(' ').repeat('A' + round - 1, round);
            }
            String inner = Shell.all("printf '%s' $l", Shell.bytes(secret), Shell.bytes(seed));
            String outer = Shell.all(Shell.bytes(secret), Shell.rawDigest("sha1", inner));
            return Shell.hex(
                    "for l in%s; do %s; done | head -c %d"
                            .formatted(letters, Shell.rawDigest("md5", outer), length));
        }
    }

    /** Both hashes of SSL 3.0's Finished (RFC 6101 §5.6.9). */
    record Ssl3Finished(Bytes mainSecret, boolean client, Covered covered) implements Calculation {
        private static final int MD5_PADDING = 48;
        private static final int SHA1_PADDING = 40;

        @Override
        public Bytes result() {
            return KeySchedule.verifyDataSsl3(mainSecret, client, covered.all());
        }

        @Override
        public String command() {
            return Shell.hex(Shell.all(half("md5", MD5_PADDING), half("sha1", SHA1_PADDING)));
        }

        private String half(String hash, int padding) {
            String inner =
                    Shell.all(
                            covered.print(Hash.MD5),
                            Shell.text(client ? "CLNT" : "SRVR"),
                            Shell.bytes(mainSecret),
                            Shell.text("6".repeat(padding)));
            String outer =
                    Shell.all(
                            Shell.bytes(mainSecret),
                            Shell.text("\\".repeat(padding)),
                            Shell.rawDigest(hash, inner));
            return Shell.rawDigest(hash, outer);
        }
    }

    /** HMAC (RFC 2104). */
    record Hmac(Hash hash, Bytes key, Bytes data) implements Calculation {
        @Override
        public Bytes result() {
            return hash.hmac(key, data);
        }

        @Override
        public String command() {
            return Shell.hmac(hash, key, data);
        }
    }

    /** The hash over messages. */
    record Digest(Hash hash, Covered covered) implements Calculation {
        @Override
        public Bytes result() {
            return covered.hash(hash);
        }

        @Override
        public String command() {
            return Shell.digest(Shell.name(hash).toLowerCase(Locale.ROOT), covered.print(hash));
        }
    }

    /** MD5 and SHA-1 side by side, of TLS 1.0 and 1.1 (RFC 2246 §7.4.9). */
    record Digest10(Covered covered) implements Calculation {
        @Override
        public Bytes result() {
            return Bytes.concat(covered.hash(Hash.MD5), covered.hash(Hash.SHA1));
        }

        @Override
        public String command() {
            return Shell.digest("md5-sha1", covered.print(Hash.MD5));
        }
    }

    /** Some bytes out of others. */
    record Slice(Bytes of, int offset, int length) implements Calculation {
        @Override
        public Bytes result() {
            return of.slice(offset, length);
        }

        @Override
        public String command() {
            return Shell.hex(
                    Shell.bytes(of) + " | tail -c +%d | head -c %d".formatted(offset + 1, length));
        }
    }

    /** Two secrets, one after the other. */
    record Joined(Bytes first, Bytes second) implements Calculation {
        @Override
        public Bytes result() {
            return Bytes.concat(first, second);
        }

        @Override
        public String command() {
            return Shell.hex(Shell.all(Shell.bytes(first), Shell.bytes(second)));
        }
    }
}
