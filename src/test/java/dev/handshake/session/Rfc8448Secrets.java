package dev.handshake.session;

import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The traffic secrets of an RFC 8448 trace, worked out from what went into it: the client's private
 * key (the last 32 bytes of its random numbers), the server's key share, the PSK, and the messages
 * in the clear. After RFC 9846 §7.1, with the JDK's HMAC and key agreement; the program's own key
 * schedule has no part in it.
 */
final class Rfc8448Secrets {
    private static final Bytes ZEROS = Bytes.of(new byte[32]);

    private final Bytes clientHello;
    private final Bytes early;
    private final Bytes main;
    private final Bytes toServerHello;
    private final Bytes flight;
    private final Bytes handshake;
    private final Bytes psk;
    private final Bytes shared;

    /**
     * @param psk 32 zero bytes where there is none
     * @param hellos all hellos, without their record headers
     * @param flight what the server sent after its hello, up to its Finished
     */
    Rfc8448Secrets(Vectors trace, Bytes psk, List<Bytes> hellos, Bytes flight)
            throws GeneralSecurityException {
        Bytes pool = trace.bytes("Client_RNG_Pool");
        Bytes privateKey = pool.from(pool.length() - 32);
        clientHello = hellos.getFirst();
        early = extract(ZEROS, psk);
        this.psk = psk;
        shared = agree(privateKey, hellos.getLast());
        handshake = extract(derive(early, "derived", Bytes.EMPTY), shared);
        main = extract(derive(handshake, "derived", Bytes.EMPTY), ZEROS);
        toServerHello = transcript(hellos);
        this.flight = flight;
    }

    /** What both sides begin with: what they agreed on, and the key that they had before. */
    List<Secret> beginnings() {
        Bytes random = clientHello.slice(6, 32);
        Secret agreed = new Secret(Secret.SHARED_SECRET, random, shared);
        return psk.equals(ZEROS)
                ? List.of(agreed)
                : List.of(agreed, new Secret(Secret.PRE_SHARED_KEY, random, psk));
    }

    List<Secret> all() throws GeneralSecurityException {
        Bytes toServerFinished = Bytes.concat(toServerHello, flight);
        Bytes random = clientHello.slice(6, 32);
        return List.of(
                new Secret(
                        "CLIENT_EARLY_TRAFFIC_SECRET",
                        random,
                        derive(early, "c e traffic", clientHello)),
                new Secret(
                        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                        random,
                        derive(handshake, "c hs traffic", toServerHello)),
                new Secret(
                        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                        random,
                        derive(handshake, "s hs traffic", toServerHello)),
                new Secret(
                        "CLIENT_TRAFFIC_SECRET_0",
                        random,
                        derive(main, "c ap traffic", toServerFinished)),
                new Secret(
                        "SERVER_TRAFFIC_SECRET_0",
                        random,
                        derive(main, "s ap traffic", toServerFinished)));
    }

    /** The server's first flight in one record, under its handshake keys (AES-128-GCM, §5.2). */
    Bytes sealedFlight() throws GeneralSecurityException {
        Bytes secret = derive(handshake, "s hs traffic", toServerHello);
        Bytes header = Bytes.ofHex("170303%04x".formatted(flight.length() + 1 + 16));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(expand(secret, "key", Bytes.EMPTY, 16).toArray(), "AES"),
                new GCMParameterSpec(128, expand(secret, "iv", Bytes.EMPTY, 12).toArray()));
        cipher.updateAAD(header.toArray());
        byte[] inner = Bytes.concat(flight, Bytes.ofHex("16")).toArray();
        return Bytes.concat(header, Bytes.of(cipher.doFinal(inner)));
    }

    /** After a HelloRetryRequest the first ClientHello is replaced by its hash (§4.1.1). */
    private static Bytes transcript(List<Bytes> hellos) throws GeneralSecurityException {
        List<Bytes> all = new ArrayList<>(hellos);
        if (hellos.size() == 4) {
            all.set(0, Bytes.concat(Bytes.ofHex("fe000020"), hash(hellos.getFirst())));
        }
        return Bytes.concat(all.toArray(Bytes[]::new));
    }

    private static Bytes agree(Bytes privateKey, Bytes serverHello)
            throws GeneralSecurityException {
        String hex = serverHello.hex();
        int x25519 = hex.indexOf("00330024001d0020");
        return x25519 >= 0
                ? x25519(privateKey, Bytes.ofHex(hex.substring(x25519 + 16, x25519 + 80)))
                : p256(privateKey, Bytes.ofHex(hex.substring(hex.indexOf("0017004104") + 10)));
    }

    private static Bytes x25519(Bytes privateKey, Bytes publicKey) throws GeneralSecurityException {
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = (byte) publicKey.at(31 - i);
        }
        KeyFactory keys = KeyFactory.getInstance("X25519");
        return agree(
                "X25519",
                keys.generatePrivate(
                        new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey.toArray())),
                keys.generatePublic(
                        new XECPublicKeySpec(
                                NamedParameterSpec.X25519, new BigInteger(1, reversed))));
    }

    private static Bytes p256(Bytes privateKey, Bytes point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
        KeyFactory keys = KeyFactory.getInstance("EC");
        return agree(
                "ECDH",
                keys.generatePrivate(
                        new ECPrivateKeySpec(new BigInteger(privateKey.hex(), 16), parameters)),
                keys.generatePublic(
                        new ECPublicKeySpec(
                                new ECPoint(
                                        new BigInteger(point.slice(0, 32).hex(), 16),
                                        new BigInteger(point.slice(32, 32).hex(), 16)),
                                parameters)));
    }

    private static Bytes agree(String algorithm, Key ours, Key theirs)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
        agreement.init(ours);
        agreement.doPhase(theirs, true);
        return Bytes.of(agreement.generateSecret());
    }

    private static Bytes derive(Bytes secret, String label, Bytes messages)
            throws GeneralSecurityException {
        return expand(secret, label, hash(messages), 32);
    }

    /** HKDF-Expand-Label of up to one block. */
    private static Bytes expand(Bytes secret, String label, Bytes context, int length)
            throws GeneralSecurityException {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        Bytes info =
                Bytes.concat(
                        Bytes.ofHex("%04x%02x".formatted(length, name.length)),
                        Bytes.of(name),
                        Bytes.ofHex("%02x".formatted(context.length())),
                        context,
                        Bytes.ofHex("01"));
        return hmac(secret, info).slice(0, length);
    }

    private static Bytes extract(Bytes salt, Bytes keyMaterial) throws GeneralSecurityException {
        return hmac(salt, keyMaterial);
    }

    private static Bytes hmac(Bytes key, Bytes data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
        return Bytes.of(mac.doFinal(data.toArray()));
    }

    private static Bytes hash(Bytes data) throws GeneralSecurityException {
        return Bytes.of(MessageDigest.getInstance("SHA-256").digest(data.toArray()));
    }
}
