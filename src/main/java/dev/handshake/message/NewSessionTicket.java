package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.Carrier;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * NewSessionTicket of TLS 1.2 (RFC 5077 §3.3) and 1.3 (RFC 9846 §4.7.1).
 *
 * <pre>
 * struct {                                        /&#42; TLS 1.2 &#42;/
 *     uint32 ticket_lifetime_hint;
 *     opaque ticket&lt;0..2^16-1&gt;;
 * } NewSessionTicket;
 * struct {                                        /&#42; TLS 1.3 &#42;/
 *     uint32 ticket_lifetime;
 *     uint32 ticket_age_add;
 *     opaque ticket_nonce&lt;0..255&gt;;
 *     opaque ticket&lt;1..2^16-1&gt;;
 *     Extension extensions&lt;0..2^16-1&gt;;
 * } NewSessionTicket;
 * </pre>
 *
 * @param lifetime seconds
 * @param nonce empty in TLS 1.2 and in drafts of TLS 1.3 before 21
 * @param extensions empty in TLS 1.2
 */
public record NewSessionTicket(
        long lifetime, long ageAdd, Bytes nonce, Bytes ticket, List<Extension> extensions)
        implements HandshakeMessage, Extensions {
    /** The draft of TLS 1.3 that brought the nonce. */
    private static final int WITH_NONCE = 21;

    static NewSessionTicket read(FieldReader in, HandshakeContext context) {
        return context.isTls13()
                ? new NewSessionTicket(
                        in.number("ticket_lifetime", 4, Value.Seconds::new),
                        in.u32("ticket_age_add"),
                        context.isDraftBefore(WITH_NONCE)
                                ? Bytes.EMPTY
                                : in.opaqueVector("ticket_nonce", 1, 0),
                        in.opaqueVector("ticket", 2, 0),
                        Extension.readList(in, Carrier.NEW_SESSION_TICKET))
                : new NewSessionTicket(
                        in.number("ticket_lifetime_hint", 4, Value.Seconds::new),
                        0,
                        Bytes.EMPTY,
                        in.opaqueVector("ticket", 2, 0),
                        List.of());
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }
}
