package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.registry.ProtocolVersion;

/**
 * How SSL 3.0 (RFC 6101 §6), TLS 1.0 and 1.1 (RFC 2246 §8, §6.3) and TLS 1.2 (RFC 5246 §8, §6.3)
 * make secrets and keys.
 *
 * @param hash of TLS 1.2's PRF; those before have theirs
 */
record Derivation(ProtocolVersion version, Hash hash) {
    /** Bytes of a main secret. */
    static final int MAIN_SECRET = 48;

    /** {@code PRF(pre_master_secret, "master secret", ClientHello.random + ServerHello.random)}. */
    Bytes mainSecret(Bytes preMasterSecret, Bytes clientRandom, Bytes serverRandom) {
        Bytes randoms = Bytes.concat(clientRandom, serverRandom);
        return isSsl3()
                ? KeySchedule.ssl3(preMasterSecret, randoms, MAIN_SECRET)
                : prf(preMasterSecret, "master secret", randoms, MAIN_SECRET);
    }

    /**
     * {@code PRF(pre_master_secret, "extended master secret", session_hash)} (RFC 7627 §4).
     *
     * @param messages all handshake messages up to the ClientKeyExchange
     */
    Bytes extendedMainSecret(Bytes preMasterSecret, Bytes messages) {
        Bytes sessionHash =
                version.code() >= ProtocolVersion.TLS_1_2.code()
                        ? hash.of(messages)
                        : Bytes.concat(Hash.MD5.of(messages), Hash.SHA1.of(messages));
        return prf(preMasterSecret, "extended master secret", sessionHash, MAIN_SECRET);
    }

    /** {@code PRF(master_secret, "key expansion", server_random + client_random)}. */
    Bytes keyBlock(Bytes mainSecret, Bytes clientRandom, Bytes serverRandom, int length) {
        Bytes randoms = Bytes.concat(serverRandom, clientRandom);
        return isSsl3()
                ? KeySchedule.ssl3(mainSecret, randoms, length)
                : prf(mainSecret, "key expansion", randoms, length);
    }

    /** The key of an export suite (RFC 2246 §6.3.1, RFC 6101 §6.2.2). */
    Bytes exportKey(
            Sender sender, Bytes secret, Bytes clientRandom, Bytes serverRandom, int length) {
        if (isSsl3()) {
            return Hash.MD5.of(secret, own(sender, clientRandom, serverRandom)).slice(0, length);
        }
        String label =
                switch (sender) {
                    case CLIENT -> "client write key";
                    case SERVER -> "server write key";
                };
        return prf(secret, label, Bytes.concat(clientRandom, serverRandom), length);
    }

    /** The IV of an export suite: it hangs on nothing secret. */
    Bytes exportIv(Sender sender, Bytes clientRandom, Bytes serverRandom, int length) {
        if (isSsl3()) {
            return Hash.MD5.of(own(sender, clientRandom, serverRandom)).slice(0, length);
        }
        Bytes block =
                prf(Bytes.EMPTY, "IV block", Bytes.concat(clientRandom, serverRandom), 2 * length);
        return block.slice(sender == Sender.SERVER ? length : 0, length);
    }

    /** Both randoms, the sender's own first. */
    private static Bytes own(Sender sender, Bytes clientRandom, Bytes serverRandom) {
        return switch (sender) {
            case CLIENT -> Bytes.concat(clientRandom, serverRandom);
            case SERVER -> Bytes.concat(serverRandom, clientRandom);
        };
    }

    private Bytes prf(Bytes secret, String label, Bytes seed, int length) {
        return version.code() >= ProtocolVersion.TLS_1_2.code()
                ? KeySchedule.prf(hash, secret, label, seed, length)
                : KeySchedule.prf10(secret, label, seed, length);
    }

    private boolean isSsl3() {
        return version.equals(ProtocolVersion.SSL_3_0);
    }
}
