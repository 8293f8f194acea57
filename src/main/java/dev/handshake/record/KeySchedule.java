package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;

/** How keys are made of secrets, in TLS 1.2 and 1.3. */
public final class KeySchedule {
    /** What labels begin with in TLS 1.3 (RFC 9846 §7.1). */
    public static final String TLS_1_3 = "tls13 ";

    /** The first draft whose labels begin as they do today. */
    private static final int FIRST_WITH_LABELS = 20;

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
        byte[] labelled = Bytes.concat(ascii(label), seed).toArray();
        byte[] made = new byte[length];
        Mac mac = hash.keyed(secret);
        byte[] a = labelled;
        for (int at = 0; at < length; at += hash.length()) {
            a = mac.doFinal(a);
            mac.update(a);
            byte[] block = mac.doFinal(labelled);
            System.arraycopy(block, 0, made, at, Math.min(block.length, length - at));
        }
        return Bytes.wrap(made);
    }

    /**
     * {@code PRF(secret, label, seed)} of TLS 1.0 and 1.1 (RFC 2246 §5, RFC 4346 §5), {@code
     * length} bytes of it. The two halves share the middle byte of a secret of odd length.
     *
     * <pre>
     * PRF(secret, label, seed) = P_MD5(S1, label + seed) XOR P_SHA-1(S2, label + seed);
     * </pre>
     */
    public static Bytes prf10(Bytes secret, String label, Bytes seed, int length) {
        int half = (secret.length() + 1) / 2;
        byte[] made = prf(Hash.MD5, secret.slice(0, half), label, seed, length).toArray();
        Bytes other = prf(Hash.SHA1, secret.from(secret.length() - half), label, seed, length);
        for (int i = 0; i < length; i++) {
            made[i] ^= (byte) other.at(i);
        }
        return Bytes.wrap(made);
    }

    /**
     * How SSL 3.0 makes the main secret and keys of a secret (RFC 6101 §6.1, §6.2.2), {@code
     * length} bytes, 416 at most.
     *
     * <pre>
     * MD5(secret + SHA('A' + secret + seed)) + MD5(secret + SHA('BB' + secret + seed)) + ...
     * </pre>
     */
    public static Bytes ssl3(Bytes secret, Bytes seed, int length) {
        List<Bytes> blocks = new ArrayList<>();
        for (int made = 0; made < length; made += Hash.MD5.length()) {
            int round = blocks.size() + 1;
            Bytes letters = ascii(String.valueOf((char) ('A' + round - 1)).repeat(round));
            blocks.add(Hash.MD5.of(secret, Hash.SHA1.of(letters, secret, seed)));
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
        return expandLabel(hash, TLS_1_3, secret, label, context, length);
    }

    /** The same with the {@linkplain #labelPrefix prefix} of its time. */
    public static Bytes expandLabel(
            Hash hash, String prefix, Bytes secret, String label, Bytes context, int length) {
        return expand(hash.keyed(secret), prefix, label, context, length);
    }

    /** What labels begin with: in the drafts of TLS 1.3 up to 19 they had another beginning. */
    public static String labelPrefix(ProtocolVersion version) {
        return hasTodaysLabels(version) ? TLS_1_3 : "TLS 1.3, ";
    }

    /** Whether the labels of a version of TLS 1.3 are those of the RFC. */
    public static boolean hasTodaysLabels(ProtocolVersion version) {
        return version.draft() == 0 || version.draft() >= FIRST_WITH_LABELS;
    }

    /** The label of a KeyUpdate, which was shortened together with the prefix. */
    public static String updateLabel(ProtocolVersion version) {
        return hasTodaysLabels(version) ? "traffic upd" : "application traffic secret";
    }

    /**
     * {@link #expandLabel} with a key that is there already.
     *
     * @param mac an HMAC with the secret as its key
     */
    static Bytes expand(Mac mac, String prefix, String label, Bytes context, int length) {
        Bytes name = ascii(prefix + label);
        byte[] info = new byte[4 + name.length() + context.length()];
        info[0] = (byte) (length >> 8);
        info[1] = (byte) length;
        info[2] = (byte) name.length();
        name.copyTo(info, 3);
        info[3 + name.length()] = (byte) context.length();
        context.copyTo(info, 4 + name.length());
        byte[] made = new byte[length];
        byte[] block = new byte[0];
        byte counter = 0;
        for (int at = 0; at < length; at += block.length) {
            mac.update(block);
            mac.update(info);
            mac.update(++counter);
            block = mac.doFinal();
            System.arraycopy(block, 0, made, at, Math.min(block.length, length - at));
        }
        return Bytes.wrap(made);
    }

    /** {@code verify_data} of TLS 1.2 (RFC 5246 §7.4.9): 12 bytes. */
    public static Bytes verifyData12(
            Hash hash, Bytes mainSecret, boolean client, Bytes transcriptHash) {
        String label = client ? "client finished" : "server finished";
        return prf(hash, mainSecret, label, transcriptHash, 12);
    }

    /** {@code verify_data} of TLS 1.0 and 1.1 (RFC 2246 §7.4.9, RFC 4346 §7.4.9): 12 bytes. */
    public static Bytes verifyData10(
            Bytes mainSecret, boolean client, Bytes transcriptMd5, Bytes transcriptSha1) {
        String label = client ? "client finished" : "server finished";
        return prf10(mainSecret, label, Bytes.concat(transcriptMd5, transcriptSha1), 12);
    }

    /**
     * {@code md5_hash} and {@code sha_hash} of SSL 3.0's Finished, joined (RFC 6101 §5.6.9).
     *
     * <pre>
     * MD5(master_secret + pad2 + MD5(handshake_messages + Sender + master_secret + pad1));
     * enum { client(0x434C4E54), server(0x53525652) } Sender;
     * </pre>
     *
     * @param messages all handshake messages before this Finished
     */
    public static Bytes verifyDataSsl3(Bytes mainSecret, boolean client, Bytes messages) {
        Bytes sender = ascii(client ? "CLNT" : "SRVR");
        return Bytes.concat(
                finishedSsl3(Hash.MD5, 48, mainSecret, sender, messages),
                finishedSsl3(Hash.SHA1, 40, mainSecret, sender, messages));
    }

    private static Bytes finishedSsl3(
            Hash hash, int padding, Bytes mainSecret, Bytes sender, Bytes messages) {
        Bytes pad1 = ascii("6".repeat(padding)); // 0x36
        Bytes pad2 = ascii("\\".repeat(padding)); // 0x5c
        return hash.of(mainSecret, pad2, hash.of(messages, sender, mainSecret, pad1));
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
