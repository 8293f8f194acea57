package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import java.util.List;

/**
 * An extension (RFC 9846 §4.3).
 *
 * <pre>
 * struct {
 *     ExtensionType extension_type;
 *     opaque extension_data&lt;0..2^16-1&gt;;
 * } Extension;
 * </pre>
 */
public sealed interface Extension
        permits ServerName,
                StatusRequest,
                SupportedGroups,
                EcPointFormats,
                SignatureAlgorithms,
                SignatureAlgorithmsCert,
                Alpn,
                SignedCertificateTimestamps,
                Padding,
                ExtendedMasterSecret,
                EncryptThenMac,
                SessionTicket,
                PreSharedKey,
                EarlyData,
                SupportedVersions,
                Cookie,
                PskKeyExchangeModes,
                KeyShare,
                RenegotiationInfo,
                Marker,
                CodeList,
                OpaqueContent,
                RecordSizeLimit,
                TrustedCaKeys,
                UseSrtp,
                StatusRequestV2,
                TokenBinding,
                CachedInfo,
                TicketPinning,
                DelegatedCredential,
                CertificateAuthorities,
                OidFilters,
                TransparencyInfo,
                QuicTransportParameters,
                TicketRequest,
                DnssecChain,
                EncryptedClientHello,
                NextProtocolNegotiation,
                ApplicationSettings,
                UnknownExtension {
    ExtensionType type();

    /** What it says in a line, as the value of its field. */
    Value value();

    /** {@code Extension extensions<0..2^16-1>}. */
    static List<Extension> readList(FieldReader in, Carrier carrier) {
        if (in.isQuiet() && in.isShort()) {
            return DeferredExtensions.readList(in, carrier);
        }
        return in.list("extensions", 2, 0, extension -> read(extension, carrier));
    }

    private static Extension read(FieldReader in, Carrier carrier) {
        return in.group(
                key(in),
                extension -> {
                    ExtensionType type = extension.code16("extension_type", ExtensionType::new);
                    return extension.vector(
                            "extension_data",
                            2,
                            0,
                            data -> readData(data, type, carrier),
                            Extension::value);
                },
                Extension::value);
    }

    /** The extension's own name is the key of its field; {@code extension} where it has none. */
    private static String key(FieldReader in) {
        Bytes code = in.peek(2);
        if (code.length() < 2) {
            return "extension";
        }
        ExtensionType type = new ExtensionType((int) code.number(0, 2));
        return type.known() ? type.name() : "extension";
    }

    /** A content that does not fit spoils nothing but itself. */
    static Extension readData(FieldReader in, ExtensionType type, Carrier carrier) {
        Bytes data = in.peekRest();
        Extension read =
                in.recovering(
                        data.length(), content -> ExtensionContent.read(content, type, carrier));
        return read == null ? new UnknownExtension(type, data) : read;
    }
}
