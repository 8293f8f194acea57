package dev.handshake.record;

import dev.handshake.bytes.Bytes;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * The MAC of a record before AEAD.
 *
 * @param ssl3 whether it is the one of SSL 3.0 (RFC 6101 §5.2.3.1), which knows no HMAC yet, rather
 *     than of TLS (RFC 2246 §6.2.3.1)
 * @param length bytes of it that are sent: all, or 10 with truncated_hmac (RFC 6066 §7)
 */
record RecordMac(boolean ssl3, Hash hash, Bytes key, int length) {
    /** RFC 6066 §7: {@code The length of the MAC is 80 bits}. */
    static final int TRUNCATED = 10;

    private static final int VERSION_AT = 9;
    private static final int LENGTH_AT = 11;

    /**
     * Whether it is the MAC of these bytes.
     *
     * @param covered content, or ciphertext where the MAC is around the encryption
     */
    boolean verifies(long sequence, RawRecord record, Bytes covered, Bytes sent) {
        byte[] header = RecordCipher.header12(sequence, record, covered.length());
        return (ssl3 ? ssl3(header, covered) : hmac(header, covered)).slice(0, length).equals(sent);
    }

    private Bytes hmac(byte[] header, Bytes covered) {
        Mac mac = hash.keyed(key);
        mac.update(header);
        mac.update(covered.toArray());
        return Bytes.wrap(mac.doFinal());
    }

    /**
     * <pre>
     * hash(MAC_write_secret + pad_2 +
     *      hash(MAC_write_secret + pad_1 + seq_num + SSLCompressed.type +
     *           SSLCompressed.length + SSLCompressed.fragment));
     * </pre>
     */
    private Bytes ssl3(byte[] header, Bytes covered) {
        Bytes all = Bytes.wrap(header);
        Bytes inner =
                hash.of(key, padding(0x36), all.slice(0, VERSION_AT), all.from(LENGTH_AT), covered);
        return hash.of(key, padding(0x5c), inner);
    }

    private Bytes padding(int value) {
        byte[] padding = new byte[hash == Hash.MD5 ? 48 : 40];
        Arrays.fill(padding, (byte) value);
        return Bytes.wrap(padding);
    }
}
