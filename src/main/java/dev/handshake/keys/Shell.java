package dev.handshake.keys;

import dev.handshake.bytes.Bytes;
import dev.handshake.record.Hash;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** Lines for a POSIX shell with OpenSSL 3.0 or later. */
final class Shell {
    private static final String AS_HEX = " | od -An -v -tx1";

    private Shell() {}

    /** Prints bytes as they are. */
    static String bytes(Bytes... parts) {
        String base64 = Base64.getEncoder().encodeToString(Bytes.concat(parts).toArray());
        return "printf '%s' " + base64 + " | openssl base64 -d -A";
    }

    /** Prints text as it is; no quotes in it. */
    static String text(String text) {
        return "printf '%s' '" + text + "'";
    }

    /** Prints what the commands print, one after the other. */
    static String all(String... commands) {
        return commands.length == 1
                ? commands[0]
                : Arrays.stream(commands).collect(Collectors.joining("; ", "{ ", "; }"));
    }

    /** In hexadecimal digits what a command prints. */
    static String hex(String command) {
        return command + AS_HEX;
    }

    /** {@code openssl kdf} with options {@code name:value}. */
    static String kdf(String function, int length, String... options) {
        return Arrays.stream(options)
                .map(option -> " -kdfopt " + quoted(option))
                .collect(Collectors.joining("", "openssl kdf -keylen " + length, " " + function));
    }

    /** The hash of what a command prints. */
    static String digest(String name, String of) {
        return of + " | openssl dgst -" + name;
    }

    static String rawDigest(String name, String of) {
        return digest(name, of) + " -binary";
    }

    static String hmac(Hash hash, Bytes key, Bytes data) {
        return bytes(data)
                + " | openssl mac -digest "
                + name(hash)
                + " -macopt hexkey:"
                + key.hex()
                + " HMAC";
    }

    /** What OpenSSL calls it. */
    static String name(Hash hash) {
        return switch (hash) {
            case MD5 -> "MD5";
            case SHA1 -> "SHA1";
            case SHA256 -> "SHA256";
            case SHA384 -> "SHA384";
            case SM3 -> "SM3";
        };
    }

    private static String quoted(String option) {
        return option.indexOf(' ') < 0 ? option : "'" + option + "'";
    }
}
