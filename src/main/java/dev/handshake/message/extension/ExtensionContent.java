package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.ExtensionType;
import java.util.HashMap;
import java.util.Map;

/** Which class reads which extension. */
final class ExtensionContent {
    private static final Map<ExtensionType, Form> FORMS = forms();

    private interface Form {
        Extension read(FieldReader in, ExtensionType type, Carrier carrier);
    }

    /** A form that is the same whoever carries it. */
    private interface OneForm {
        Extension read(FieldReader in);
    }

    /** A form that depends on who carries it. */
    private interface CarriedForm {
        Extension read(FieldReader in, Carrier carrier);
    }

    /** A form that several extensions share. */
    private interface SharedForm {
        Extension read(FieldReader in, ExtensionType type);
    }

    private ExtensionContent() {}

    static Extension read(FieldReader in, ExtensionType type, Carrier carrier) {
        Form form = FORMS.get(type);
        return form == null ? UnknownExtension.read(in, type) : form.read(in, type, carrier);
    }

    private static Map<ExtensionType, Form> forms() {
        Map<ExtensionType, Form> forms = new HashMap<>();
        addHellos(forms);
        addTls12(forms);
        addTls13(forms);
        addLists(forms);
        addOpaque(forms);
        addMarkers(forms);
        return Map.copyOf(forms);
    }

    private static Form one(OneForm form) {
        return (in, _, _) -> form.read(in);
    }

    private static Form carried(CarriedForm form) {
        return (in, _, carrier) -> form.read(in, carrier);
    }

    private static Form shared(SharedForm form) {
        return (in, type, _) -> form.read(in, type);
    }

    private static void addHellos(Map<ExtensionType, Form> forms) {
        forms.put(ExtensionType.SERVER_NAME, carried(ServerName::read));
        forms.put(ExtensionType.STATUS_REQUEST, carried(StatusRequest::read));
        forms.put(ExtensionType.SUPPORTED_GROUPS, one(SupportedGroups::read));
        forms.put(ExtensionType.SIGNATURE_ALGORITHMS, one(SignatureAlgorithms::read));
        forms.put(ExtensionType.SIGNATURE_ALGORITHMS_CERT, one(SignatureAlgorithmsCert::read));
        forms.put(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, one(Alpn::read));
        forms.put(
                ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP,
                carried(SignedCertificateTimestamps::read));
        forms.put(ExtensionType.PADDING, one(Padding::read));
        forms.put(ExtensionType.SESSION_TICKET, one(SessionTicket::read));
        forms.put(ExtensionType.RECORD_SIZE_LIMIT, one(RecordSizeLimit::read));
        forms.put(ExtensionType.ENCRYPTED_CLIENT_HELLO, carried(EncryptedClientHello::read));
        forms.put(ExtensionType.QUIC_TRANSPORT_PARAMETERS, one(QuicTransportParameters::read));
        forms.put(ExtensionType.APPLICATION_SETTINGS, ApplicationSettings::read);
        forms.put(ExtensionType.APPLICATION_SETTINGS_OLD, ApplicationSettings::read);
    }

    private static void addTls12(Map<ExtensionType, Form> forms) {
        forms.put(ExtensionType.EC_POINT_FORMATS, one(EcPointFormats::read));
        forms.put(ExtensionType.ENCRYPT_THEN_MAC, (_, _, _) -> new EncryptThenMac());
        forms.put(ExtensionType.EXTENDED_MASTER_SECRET, (_, _, _) -> new ExtendedMasterSecret());
        forms.put(ExtensionType.RENEGOTIATION_INFO, one(RenegotiationInfo::read));
        forms.put(ExtensionType.TRUSTED_CA_KEYS, carried(TrustedCaKeys::read));
        forms.put(ExtensionType.USE_SRTP, one(UseSrtp::read));
        forms.put(ExtensionType.STATUS_REQUEST_V2, carried(StatusRequestV2::read));
        forms.put(ExtensionType.TOKEN_BINDING, one(TokenBinding::read));
        forms.put(ExtensionType.CACHED_INFO, carried(CachedInfo::read));
        forms.put(ExtensionType.NEXT_PROTOCOL_NEGOTIATION, one(NextProtocolNegotiation::read));
        forms.put(ExtensionType.DNSSEC_CHAIN, carried(DnssecChain::read));
        forms.put(ExtensionType.TRANSPARENCY_INFO, carried(TransparencyInfo::read));
    }

    private static void addTls13(Map<ExtensionType, Form> forms) {
        forms.put(ExtensionType.PRE_SHARED_KEY, carried(PreSharedKey::read));
        forms.put(ExtensionType.EARLY_DATA, EarlyData::read);
        forms.put(ExtensionType.TICKET_EARLY_DATA_INFO, EarlyData::read);
        forms.put(ExtensionType.SUPPORTED_VERSIONS, carried(SupportedVersions::read));
        forms.put(ExtensionType.COOKIE, one(Cookie::read));
        forms.put(ExtensionType.PSK_KEY_EXCHANGE_MODES, one(PskKeyExchangeModes::read));
        forms.put(ExtensionType.CERTIFICATE_AUTHORITIES, one(CertificateAuthorities::read));
        forms.put(ExtensionType.OID_FILTERS, one(OidFilters::read));
        forms.put(ExtensionType.KEY_SHARE, KeyShare::read);
        forms.put(ExtensionType.KEY_SHARE_DRAFTS, KeyShare::read);
        forms.put(ExtensionType.TICKET_PINNING, carried(TicketPinning::read));
        forms.put(ExtensionType.TICKET_REQUEST, carried(TicketRequest::read));
        forms.put(
                ExtensionType.DELEGATED_CREDENTIAL,
                (in, type, carrier) ->
                        carrier == Carrier.CERTIFICATE
                                ? DelegatedCredential.read(in)
                                : CodeList.signatureSchemes(in, type));
    }

    private static void addLists(Map<ExtensionType, Form> forms) {
        forms.put(ExtensionType.MAX_FRAGMENT_LENGTH, shared(CodeList::fragmentLength));
        forms.put(ExtensionType.HEARTBEAT, shared(CodeList::heartbeatMode));
        forms.put(ExtensionType.USER_MAPPING, shared(CodeList::userMappingTypes));
        forms.put(ExtensionType.CLIENT_AUTHZ, shared(CodeList::authorizationFormats));
        forms.put(ExtensionType.SERVER_AUTHZ, shared(CodeList::authorizationFormats));
        forms.put(ExtensionType.CERT_TYPE, CodeList::certificateTypes);
        forms.put(ExtensionType.CLIENT_CERTIFICATE_TYPE, CodeList::certificateTypes);
        forms.put(ExtensionType.SERVER_CERTIFICATE_TYPE, CodeList::certificateTypes);
        forms.put(ExtensionType.COMPRESS_CERTIFICATE, shared(CodeList::compressionAlgorithms));
        forms.put(ExtensionType.SUPPORTED_EKT_CIPHERS, CodeList::ektCiphers);
        forms.put(ExtensionType.ECH_OUTER_EXTENSIONS, shared(CodeList::extensionTypes));
    }

    private static void addOpaque(Map<ExtensionType, Form> forms) {
        forms.put(ExtensionType.SRP, opaque("srp_I", 1));
        forms.put(ExtensionType.CONNECTION_ID, opaque("cid", 0));
        forms.put(ExtensionType.CONNECTION_ID_DEPRECATED, opaque("cid", 0));
        forms.put(ExtensionType.EXTERNAL_ID_HASH, opaque("binding_hash", 0));
        forms.put(ExtensionType.EXTERNAL_SESSION_ID, opaque("session_id", 1));
        forms.put(ExtensionType.TLS_FLAGS, opaque("flags", 0));
    }

    private static Form opaque(String key, int least) {
        return (in, type, _) -> OpaqueContent.read(in, type, key, least);
    }

    private static void addMarkers(Map<ExtensionType, Form> forms) {
        Form marker = (_, type, _) -> new Marker(type);
        forms.put(ExtensionType.CLIENT_CERTIFICATE_URL, marker);
        forms.put(ExtensionType.TRUNCATED_HMAC, marker);
        forms.put(ExtensionType.TLS_LTS, marker);
        forms.put(ExtensionType.TLS_CERT_WITH_EXTERN_PSK, marker);
        forms.put(ExtensionType.POST_HANDSHAKE_AUTH, marker);
        forms.put(ExtensionType.RRC, marker);
        forms.put(ExtensionType.CHANNEL_ID, marker);
        forms.put(ExtensionType.CHANNEL_ID_OLD, marker);
    }
}
