package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How keys are made of secrets, in TLS 1.2 and 1.3. */
public final class KeySchedule {
    private KeySchedule() {}

    /**
     * {@code PRF(secret, label, seed)} of TLS 1.2 (RFC 5246 §5), {@code length} bytes of it.
     *
     * <pre>
     * P_hash(secret, seed) = HMAC_hash(secret, A(1) + seed) + HMAC_hash(secret, A(2) + seed) + ...
     * A(0) = seed, A(i) = HMAC_hash(secret, A(i-1))
     * </pre>
     */
    public static Bytes prf(Hash hash, Bytes secret, String label, Bytes seed, int length) {
        Bytes labelled = Bytes.concat(ascii(label), seed);
        List<Bytes> blocks = new ArrayList<>();
        Bytes a = labelled;
        for (int made = 0; made < length; made += hash.length()) {
            a = hash.hmac(secret, a);
            blocks.add(hash.hmac(secret, a, labelled));
        }
        return Bytes.concat(blocks.toArray(Bytes[]::new)).slice(0, length);
    }

    /**
     * {@code HKDF-Expand-Label(secret, label, context, length)} of TLS 1.3 (RFC 9846 §7.1).
     *
     * <pre>
     * struct {
     *     uint16 length = Length;
     *     opaque label&lt;7..255&gt; = "tls13 " + Label;
     *     opaque context&lt;0..255&gt; = Context;
     * } HkdfLabel;
     * </pre>
     */
    public static Bytes expandLabel(
            Hash hash, Bytes secret, String label, Bytes context, int length) {
        Bytes name = ascii("tls13 " + label);
        Bytes info =
                Bytes.concat(
                        Bytes.of(
                                new byte[] {
                                    (byte) (length >> 8), (byte) length, (byte) name.length()
                                }),
                        name,
                        Bytes.of(new byte[] {(byte) context.length()}),
                        context);
        List<Bytes> blocks = new ArrayList<>();
        Bytes block = Bytes.EMPTY;
        for (int made = 0; made < length; made += hash.length()) {
            byte[] counter = {(byte) (blocks.size() + 1)};
            block = hash.hmac(secret, block, info, Bytes.of(counter));
            blocks.add(block);
        }
        return Bytes.concat(blocks.toArray(Bytes[]::new)).slice(0, length);
    }

    /** The secret after a KeyUpdate (RFC 9846 §7.2). */
    public static Bytes nextTrafficSecret(Hash hash, Bytes secret) {
        return expandLabel(hash, secret, "traffic upd", Bytes.EMPTY, hash.length());
    }

    /** {@code verify_data} of TLS 1.2 (RFC 5246 §7.4.9): 12 bytes. */
    public static Bytes verifyData12(
            Hash hash, Bytes mainSecret, boolean client, Bytes transcriptHash) {
        String label = client ? "client finished" : "server finished";
        return prf(hash, mainSecret, label, transcriptHash, 12);
    }

    /**
     * {@code verify_data} of TLS 1.3 (RFC 9846 §4.5.3).
     *
     * @param baseSecret the sender's handshake traffic secret
     */
    public static Bytes verifyData13(Hash hash, Bytes baseSecret, Bytes transcriptHash) {
        Bytes key = expandLabel(hash, baseSecret, "finished", Bytes.EMPTY, hash.length());
        return hash.hmac(key, transcriptHash);
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
