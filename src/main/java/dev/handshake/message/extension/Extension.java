package dev.handshake.message.extension;

import dev.handshake.registry.ExtensionType;

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
                UnknownExtension {
    ExtensionType type();
}
