package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Limits;
import dev.handshake.registry.CompressionAlgorithm;
import dev.handshake.registry.HandshakeType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CompressedCertificate (RFC 8879 §4): a Certificate message's body, compressed.
 *
 * <pre>
 * struct {
 *     CertificateCompressionAlgorithm algorithm;
 *     uint24 uncompressed_length;
 *     opaque compressed_certificate_message&lt;1..2^24-1&gt;;
 * } CompressedCertificate;
 * </pre>
 *
 * @param uncompressedLength as it was declared
 * @param compressedLength of {@code compressed_certificate_message}
 * @param certificate what came out; null where it does not decompress to what was declared, or was
 *     read quietly
 */
public record CompressedCertificate(
        CompressionAlgorithm algorithm,
        int uncompressedLength,
        int compressedLength,
        @Nullable Certificate certificate)
        implements HandshakeMessage {
    static CompressedCertificate read(FieldReader in, HandshakeContext context) {
        CompressionAlgorithm algorithm = in.code16("algorithm", CompressionAlgorithm::new);
        int length = in.u24("uncompressed_length");
        return in.vector(
                "compressed_certificate_message",
                3,
                1,
                body -> {
                    int compressed = body.remaining();
                    Optional<Certificate> certificate =
                            body.detail(
                                    compressed,
                                    bytes -> readBody(bytes, algorithm, length, context));
                    return new CompressedCertificate(
                            algorithm,
                            length,
                            compressed,
                            certificate == null ? null : certificate.orElse(null));
                },
                _ -> new Value.Struct());
    }

    private static Optional<Certificate> readBody(
            FieldReader in, CompressionAlgorithm algorithm, int length, HandshakeContext context) {
        if (!Decompression.knows(algorithm)) {
            in.rest("opaque");
            return Optional.empty();
        }
        // One byte more than declared, to see that it ends there.
        int most = Math.min(length + 1, Limits.HANDSHAKE_MESSAGE);
        Decompression read = Decompression.read(algorithm, in.peekRest(), most);
        Bytes body = read.bytes();
        if (!read.whole() || body.length() != length) {
            throw in.malformed(Problem.Kind.NOT_DECOMPRESSED, "", length, body.length());
        }
        return Optional.ofNullable(
                in.decoded(
                        "decompressed",
                        in.remaining(),
                        body,
                        certificate -> Certificate.read(certificate, context)));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.COMPRESSED_CERTIFICATE;
    }
}
