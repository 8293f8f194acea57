package dev.handshake.record;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * The hash functions of one thread. To look one up costs more than to hash a handshake with it, so
 * each is made once.
 */
final class HashFunctions {
    private static final ThreadLocal<HashFunctions> OF_THREAD =
            ThreadLocal.withInitial(HashFunctions::new);

    private final Map<Hash, MessageDigest> digests = new EnumMap<>(Hash.class);
    private final Map<Hash, Mac> macs = new EnumMap<>(Hash.class);

    private HashFunctions() {
        for (Hash hash : Hash.values()) {
            try {
                boolean java = hash != Hash.SM3;
                String digest = hash.title();
                String mac = hash.macName();
                digests.put(
                        hash,
                        java
                                ? MessageDigest.getInstance(digest)
                                : MessageDigest.getInstance(digest, Ciphers.BOUNCY_CASTLE));
                macs.put(
                        hash,
                        java ? Mac.getInstance(mac) : Mac.getInstance(mac, Ciphers.BOUNCY_CASTLE));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("in every Java, or in Bouncy Castle", e);
            }
        }
    }

    static MessageDigest digest(Hash hash) {
        return Objects.requireNonNull(OF_THREAD.get().digests.get(hash));
    }

    static Mac mac(Hash hash) {
        return Objects.requireNonNull(OF_THREAD.get().macs.get(hash));
    }
}
