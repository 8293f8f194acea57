package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;

/**
 * Finished (RFC 5246 §7.4.9, RFC 9846 §4.5.3; RFC 6101 §5.6.9).
 *
 * <pre>
 * struct {
 *     opaque verify_data[Hash.length];
 * } Finished;
 * struct {                                        /&#42; SSL 3.0 &#42;/
 *     opaque md5_hash[16];
 *     opaque sha_hash[20];
 * } Finished;
 * </pre>
 *
 * @param verifyData in SSL 3.0 both hashes
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
    private static final int MD5_LENGTH = 16;
    private static final int SHA1_LENGTH = 20;

    static Finished read(FieldReader in, HandshakeContext context) {
        return new Finished(
                context.isSsl3()
                        ? Bytes.concat(
                                in.opaque("md5_hash", MD5_LENGTH),
                                in.opaque("sha_hash", SHA1_LENGTH))
                        : in.rest("verify_data"));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }
}
