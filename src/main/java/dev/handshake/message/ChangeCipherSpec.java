package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;

/**
 * ChangeCipherSpec: a protocol of its own, not a handshake message (RFC 5246 §7.1; RFC 9846 §5).
 *
 * <pre>
 * struct {
 *     enum { change_cipher_spec(1), (255) } type;
 * } ChangeCipherSpec;
 * </pre>
 */
public record ChangeCipherSpec() implements Content {
    private static final Bytes ONE = Bytes.ofHex("01");

    static ChangeCipherSpec read(FieldReader in) {
        if (in.hasRemaining() && !in.peek(1).equals(ONE)) {
            throw in.badValue("type", in.peek(1).at(0));
        }
        in.number("type", 1, type -> Value.Coded.octet("change_cipher_spec", type));
        return new ChangeCipherSpec();
    }
}
