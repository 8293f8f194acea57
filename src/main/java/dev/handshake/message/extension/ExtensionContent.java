package dev.handshake.message.extension;

import static java.util.Map.entry;

import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.ExtensionType;
import java.util.Map;

/** Which class reads which extension. */
final class ExtensionContent {
    private static final Map<ExtensionType, Form> FORMS =
            Map.ofEntries(
                    entry(ExtensionType.SERVER_NAME, ServerName::read),
                    entry(ExtensionType.STATUS_REQUEST, StatusRequest::read),
                    entry(ExtensionType.SUPPORTED_GROUPS, (in, _) -> SupportedGroups.read(in)),
                    entry(ExtensionType.EC_POINT_FORMATS, (in, _) -> EcPointFormats.read(in)),
                    entry(
                            ExtensionType.SIGNATURE_ALGORITHMS,
                            (in, _) -> SignatureAlgorithms.read(in)),
                    entry(
                            ExtensionType.SIGNATURE_ALGORITHMS_CERT,
                            (in, _) -> SignatureAlgorithmsCert.read(in)),
                    entry(
                            ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                            (in, _) -> Alpn.read(in)),
                    entry(
                            ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
                            SignedCertificateTimestamps::read),
                    entry(ExtensionType.PADDING, (in, _) -> Padding.read(in)),
                    entry(ExtensionType.ENCRYPT_THEN_MAC, (_, _) -> new EncryptThenMac()),
                    entry(
                            ExtensionType.EXTENDED_MASTER_SECRET,
                            (_, _) -> new ExtendedMasterSecret()),
                    entry(ExtensionType.SESSION_TICKET, (in, _) -> SessionTicket.read(in)),
                    entry(ExtensionType.PRE_SHARED_KEY, PreSharedKey::read),
                    entry(ExtensionType.EARLY_DATA, EarlyData::read),
                    entry(ExtensionType.SUPPORTED_VERSIONS, SupportedVersions::read),
                    entry(ExtensionType.COOKIE, (in, _) -> Cookie.read(in)),
                    entry(
                            ExtensionType.PSK_KEY_EXCHANGE_MODES,
                            (in, _) -> PskKeyExchangeModes.read(in)),
                    entry(ExtensionType.KEY_SHARE, KeyShare::read),
                    entry(ExtensionType.RENEGOTIATION_INFO, (in, _) -> RenegotiationInfo.read(in)));

    private interface Form {
        Extension read(FieldReader in, Carrier carrier);
    }

    private ExtensionContent() {}

    static Extension read(FieldReader in, ExtensionType type, Carrier carrier) {
        Form form = FORMS.get(type);
        return form == null ? UnknownExtension.read(in, type) : form.read(in, carrier);
    }
}
