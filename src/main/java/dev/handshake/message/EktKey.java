package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;

/**
 * EKTKey (RFC 8870 §5.2.2).
 *
 * <pre>
 * struct {
 *     opaque ekt_key_value&lt;1..256&gt;;
 *     opaque srtp_master_salt&lt;1..256&gt;;
 *     uint16 ekt_spi;
 *     uint24 ekt_ttl;
 * } EKTKey;
 * </pre>
 *
 * @param lifetime seconds
 */
public record EktKey(Bytes value, Bytes masterSalt, int spi, long lifetime)
        implements HandshakeMessage {
    static EktKey read(FieldReader in) {
        return new EktKey(
                in.opaqueVector("ekt_key_value", 2, 1),
                in.opaqueVector("srtp_master_salt", 2, 1),
                in.u16("ekt_spi"),
                in.number("ekt_ttl", 3, Value.Seconds::new));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.EKT_KEY;
    }
}
