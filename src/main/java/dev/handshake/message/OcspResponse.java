package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a stapled OCSP response says (RFC 6960 §4.2.1), about its first certificate.
 *
 * @param responseStatus {@code successful}, {@code tryLater} …
 * @param certStatus {@code good}, {@code revoked}, {@code unknown}; null where the response is not
 *     successful, like all that follows
 * @param responder the responder's name as RFC 4514 text, or its key hash in hexadecimal digits
 */
public record OcspResponse(
        Bytes der,
        String responseStatus,
        @Nullable String certStatus,
        @Nullable BigInteger serialNumber,
        @Nullable Instant producedAt,
        @Nullable Instant thisUpdate,
        @Nullable Instant nextUpdate,
        @Nullable Instant revocationTime,
        @Nullable String responder) {}
