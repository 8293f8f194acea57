package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;

/**
 * dnssec_chain (RFC 9102 §2.1).
 *
 * <pre>
 * struct {
 *     select (Handshake.msg_type) {
 *         case client_hello: uint16 PortNumber;
 *         case server_hello: /&#42; and in TLS 1.3 certificate &#42;/
 *             uint16 ExtSupportLifetime;
 *             opaque AuthenticationChain&lt;1..2^16-1&gt;;
 *     };
 * } DnssecChainExtension;
 * </pre>
 *
 * @param port 0 in an answer
 * @param lifetime hours; 0 from a client
 * @param chain resource records of DNS; empty from a client
 */
public record DnssecChain(int port, int lifetime, Bytes chain) implements Extension {
    static DnssecChain read(FieldReader in, Carrier carrier) {
        return carrier == Carrier.CLIENT_HELLO
                ? new DnssecChain(in.u16("port_number"), 0, Bytes.EMPTY)
                : new DnssecChain(
                        0,
                        in.u16("ext_support_lifetime"),
                        in.hasRemaining()
                                ? in.opaqueVector("authentication_chain", 2, 0)
                                : Bytes.EMPTY);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.DNSSEC_CHAIN;
    }

    @Override
    public Value value() {
        return port > 0 ? new Value.Unsigned(port) : new Value.Opaque(chain);
    }
}
