package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CipherSuite;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hash function of TLS, alone and as an HMAC (RFC 2104). */
public enum Hash {
    MD5("MD5", "HmacMD5", 16),
    SHA1("SHA-1", "HmacSHA1", 20),
    SHA256("SHA-256", "HmacSHA256", 32),
    SHA384("SHA-384", "HmacSHA384", 48),
    SM3("SM3", "HmacSM3", 32);

    private final String digest;
    private final String mac;
    private final int length;

    Hash(String digest, String mac, int length) {
        this.digest = digest;
        this.mac = mac;
        this.length = length;
    }

    /** The hash of the suite's key schedule and transcript, in TLS 1.2 and 1.3. */
    public static Hash of(CipherSuite suite) {
        return Protection.of(suite)
                .map(Protection::hash)
                .orElseGet(() -> suite.name().endsWith("SHA384") ? SHA384 : SHA256);
    }

    /** {@code SHA-256}: what it is called. */
    public String title() {
        return digest;
    }

    /** Bytes of its output. */
    public int length() {
        return length;
    }

    /** The hash of all parts, one after the other. */
    public Bytes of(Bytes... parts) {
        MessageDigest function = HashFunctions.digest(this);
        for (Bytes part : parts) {
            function.update(part.toArray());
        }
        return Bytes.wrap(function.digest());
    }

    /** The HMAC of all parts, one after the other. */
    public Bytes hmac(Bytes key, Bytes... parts) {
        Mac function = keyed(key);
        for (Bytes part : parts) {
            function.update(part.toArray());
        }
        return Bytes.wrap(function.doFinal());
    }

    /**
     * This thread's HMAC function with the key; it can be used until the next call in the same
     * thread.
     */
    Mac keyed(Bytes key) {
        try {
            Mac function = HashFunctions.mac(this);
            // HMAC pads a short key with zeros, and Java refuses an empty one.
            byte[] bytes = key.isEmpty() ? new byte[1] : key.toArray();
            function.init(new SecretKeySpec(bytes, mac));
            return function;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mac + " takes every key", e);
        }
    }

    String macName() {
        return mac;
    }
}
