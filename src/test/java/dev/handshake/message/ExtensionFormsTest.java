package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.ApplicationSettings;
import dev.handshake.message.extension.CachedInfo;
import dev.handshake.message.extension.CodeList;
import dev.handshake.message.extension.DelegatedCredential;
import dev.handshake.message.extension.DnssecChain;
import dev.handshake.message.extension.EchConfig;
import dev.handshake.message.extension.EncryptedClientHello;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.HpkeSuite;
import dev.handshake.message.extension.Marker;
import dev.handshake.message.extension.NextProtocolNegotiation;
import dev.handshake.message.extension.OidFilters;
import dev.handshake.message.extension.OpaqueContent;
import dev.handshake.message.extension.QuicTransportParameters;
import dev.handshake.message.extension.RecordSizeLimit;
import dev.handshake.message.extension.StatusRequestV2;
import dev.handshake.message.extension.TicketPinning;
import dev.handshake.message.extension.TicketRequest;
import dev.handshake.message.extension.TokenBinding;
import dev.handshake.message.extension.TransparencyInfo;
import dev.handshake.message.extension.TrustedCaKeys;
import dev.handshake.message.extension.UnknownExtension;
import dev.handshake.message.extension.UseSrtp;
import dev.handshake.registry.CertificateStatusType;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.HpkeAead;
import dev.handshake.registry.HpkeKdf;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.registry.SrtpProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each content is put together from the struct of its RFC, by hand. */
class ExtensionFormsTest {
    private static final HandshakeContext TLS13 = Corpus.context(ProtocolVersion.TLS_1_3, null);
    private static final String SHA1 = "11".repeat(20);

    private static String u16(int length) {
        return "%04x".formatted(length);
    }

    private static String extensions(int type, String content) {
        String extension = u16(type) + u16(content.length() / 2) + content;
        return u16(extension.length() / 2) + extension;
    }

    private static Extension read(HandshakeType carrier, String body) {
        Bytes message = Corpus.message(carrier, Bytes.ofHex(body));
        Messages.Read read = Messages.handshake(message, TLS13);
        Tiling.check(read.fields(), message);
        Extensions content =
                read.content() instanceof Certificate certificate
                        ? certificate.entries().getFirst()
                        : (Extensions) Objects.requireNonNull(read.content());
        return content.extensions().getFirst();
    }

    private static Extension client(int type, String content) {
        return read(
                HandshakeType.CLIENT_HELLO,
                "0303" + "00".repeat(32) + "00" + "00021301" + "0100" + extensions(type, content));
    }

    private static Extension encrypted(int type, String content) {
        return read(HandshakeType.ENCRYPTED_EXTENSIONS, extensions(type, content));
    }

    private static Extension server(int type, String content) {
        return read(
                HandshakeType.SERVER_HELLO,
                "0303" + "00".repeat(32) + "00" + "1301" + "00" + extensions(type, content));
    }

    private static Extension retry(int type, String content) {
        return read(
                HandshakeType.SERVER_HELLO,
                "0303"
                        + ServerHello.HELLO_RETRY_REQUEST_RANDOM.hex()
                        + "00"
                        + "1301"
                        + "00"
                        + extensions(type, content));
    }

    private static Extension entry(int type, String content) {
        String entry = "000002" + "3000" + extensions(type, content);
        return read(HandshakeType.CERTIFICATE, "00" + "%06x".formatted(entry.length() / 2) + entry);
    }

    private static Bytes hex(String digits) {
        return Bytes.ofHex(digits);
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "26", "33", "49", "61", "30031", "30032"})
    void readsMarkers(int type) {
        assertThat(client(type, "")).isEqualTo(new Marker(new ExtensionType(type)));
        assertThat(client(type, "00"))
                .isEqualTo(new UnknownExtension(new ExtensionType(type), hex("00")));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 02, 1024",
        "15, 01, peer_allowed_to_send",
        "6, 0140, upn_domain_hint",
        "7, 020001, x509_attr_cert saml_assertion",
        "8, 0142, dtcp_authorization",
        "9, 0100, X509",
        "19, 0102, RawPublicKey",
        "20, 020200, RawPublicKey X509",
        "27, 06000200010003, brotli zlib zstd",
        "34, 000404030804, ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256",
        "39, 020001, AESKW128 AESKW256",
        "64768, 04000a0033, supported_groups key_share",
    })
    void readsListsOfCodes(int type, String content, String names) {
        assertThat(((CodeList) client(type, content)).codes())
                .extracting(Value.Coded::name)
                .containsExactly(names.split(" "));
    }

    @Test
    void readsTheOneThatAServerChose() {
        assertThat(((CodeList) encrypted(20, "02")).value())
                .isEqualTo(Value.Coded.octet("RawPublicKey", 2));
    }

    @Test
    void readsOpaqueOnes() {
        assertThat(client(12, "03616263"))
                .isEqualTo(new OpaqueContent(ExtensionType.SRP, hex("616263")));
        assertThat(client(54, "00"))
                .isEqualTo(new OpaqueContent(ExtensionType.CONNECTION_ID, Bytes.EMPTY));
        assertThat(client(62, "0201ff"))
                .isEqualTo(new OpaqueContent(ExtensionType.TLS_FLAGS, hex("01ff")));
    }

    @Test
    void readsLimitsAndCounts() {
        assertThat(client(28, "4001")).isEqualTo(new RecordSizeLimit(16385));
        assertThat(client(58, "0102")).isEqualTo(new TicketRequest(1, 2));
        assertThat(encrypted(58, "03")).isEqualTo(new TicketRequest(3, -1));
    }

    @Test
    void readsTrustedCaKeys() {
        String name = "300d310b3009060355040613024b52"; // C=KR
        String list = "00" + "01" + SHA1 + "02" + "000f" + name + "03" + SHA1;
        assertThat(client(3, u16(list.length() / 2) + list))
                .isEqualTo(new TrustedCaKeys(List.of("", SHA1, "C=KR", SHA1)));
        assertThat(server(3, "")).isEqualTo(new TrustedCaKeys(List.of()));
    }

    @Test
    void readsSrtpAndTokenBindingAndCachedInfo() {
        assertThat(client(14, "00040007000100"))
                .isEqualTo(
                        new UseSrtp(List.of(new SrtpProfile(7), new SrtpProfile(1)), Bytes.EMPTY));
        assertThat(client(24, "0100" + "020200")).isEqualTo(new TokenBinding(1, 0, List.of(2, 0)));
        assertThat(client(25, "0006" + "0102aabb" + "0200")).isInstanceOf(UnknownExtension.class);
        assertThat(client(25, "0007" + "0102aabb" + "0201cc"))
                .isEqualTo(new CachedInfo(List.of(1, 2), List.of(hex("aabb"), hex("cc"))));
        assertThat(server(25, "0001" + "01")).isEqualTo(new CachedInfo(List.of(1), List.of()));
    }

    @Test
    void readsStatusRequestsOfTheSecondVersion() {
        String ocsp = "00000000";
        assertThat(client(17, "000e" + "02" + "0004" + ocsp + "01" + "0004" + ocsp))
                .isEqualTo(
                        new StatusRequestV2(
                                List.of(
                                        CertificateStatusType.OCSP_MULTI,
                                        CertificateStatusType.OCSP)));
    }

    @Test
    void readsTicketPinningAndDnssecAndTransparency() {
        assertThat(client(32, "0002aabb"))
                .isEqualTo(new TicketPinning(Bytes.EMPTY, hex("aabb"), -1));
        assertThat(encrypted(32, "01cc" + "0002aabb" + "00000e10"))
                .isEqualTo(new TicketPinning(hex("cc"), hex("aabb"), 3600));
        assertThat(client(59, "01bb")).isEqualTo(new DnssecChain(443, 0, Bytes.EMPTY));
        assertThat(entry(59, "0018" + "0002aabb")).isEqualTo(new DnssecChain(0, 24, hex("aabb")));
        assertThat(entry(52, "0008" + "0003" + "0102ff" + "0001" + "ff"))
                .isInstanceOf(UnknownExtension.class);
        assertThat(entry(52, "0005" + "0003" + "0102ff"))
                .isEqualTo(new TransparencyInfo(List.of(0x0102)));
    }

    @Test
    void readsADelegatedCredential() {
        String key = "302a300506032b6570032100" + "22".repeat(32);
        assertThat(entry(34, "00093a80" + "0807" + "00002c" + key + "0403" + "0002cafe"))
                .isEqualTo(
                        new DelegatedCredential(
                                604_800,
                                SignatureScheme.ED25519,
                                hex(key),
                                SignatureScheme.ECDSA_SECP256R1_SHA256,
                                hex("cafe")));
    }

    @Test
    void readsOidFilters() {
        // extKeyUsage: clientAuth
        String filter = "05" + "0603551d25" + "000c" + "300a06082b06010505070302";
        assertThat(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "00" + extensions(48, u16(filter.length() / 2) + filter)))
                .isEqualTo(new OidFilters(List.of(hex("0603551d25"))));
    }

    /** The numbers are those of RFC 9000 §A.1. */
    @Test
    void readsQuicParameters() {
        String numbers =
                "c2197c5eff14e88c"
                        + "00"
                        + "9d7f3e7d"
                        + "01"
                        + "aa"
                        + "7bbd"
                        + "00"
                        + "25"
                        + "4002"
                        + "bbcc";
        assertThat(client(57, numbers))
                .isEqualTo(
                        new QuicTransportParameters(
                                List.of(151_288_809_941_952_652L, 494_878_333L, 15_293L, 37L)));
        assertThat(client(57, "0105aa")).isInstanceOf(UnknownExtension.class);
    }

    @Test
    void readsWhatCameBeforeAlpnAndBesideIt() {
        assertThat(client(13172, "")).isEqualTo(new NextProtocolNegotiation(List.of()));
        assertThat(server(13172, "026832" + "08687474702f312e31"))
                .isEqualTo(new NextProtocolNegotiation(List.of("h2", "http/1.1")));
        assertThat(client(17513, "0003026832"))
                .isEqualTo(
                        new ApplicationSettings(
                                new ExtensionType(17513), List.of("h2"), Bytes.EMPTY));
        assertThat(encrypted(17613, "aabb"))
                .isEqualTo(
                        new ApplicationSettings(new ExtensionType(17613), List.of(), hex("aabb")));
    }

    @Test
    void readsAnOuterEncryptedHello() {
        assertThat(client(0xfe0d, "00" + "0001" + "0003" + "2a" + "0002aabb" + "0003ccddee"))
                .isEqualTo(
                        new EncryptedClientHello(
                                new HpkeSuite(new HpkeKdf(1), new HpkeAead(3)),
                                42,
                                hex("aabb"),
                                hex("ccddee"),
                                List.of()));
        assertThat(client(0xfe0d, "01"))
                .isEqualTo(new EncryptedClientHello(null, -1, Bytes.EMPTY, Bytes.EMPTY, List.of()));
        assertThat(retry(0xfe0d, "0102030405060708")).isInstanceOf(EncryptedClientHello.class);
    }

    @Test
    void readsTheConfigurationsToRetryWith() {
        String contents =
                "07" + "0020" + "0002aabb" + "0004" + "00010001" + "40" + "03612e62" + "0000";
        String config = "fe0d" + u16(contents.length() / 2) + contents;
        String other = "0001" + "0001" + "ff";
        assertThat(encrypted(0xfe0d, u16((config + other).length() / 2) + config + other))
                .isEqualTo(
                        new EncryptedClientHello(
                                null,
                                -1,
                                Bytes.EMPTY,
                                Bytes.EMPTY,
                                List.of(new EchConfig(0xfe0d, "a.b"), new EchConfig(1, ""))));
    }

    @Test
    void readsTheMembersOfSignedCertificateTimestamps() {
        String sct =
                "00" + "ab".repeat(32) + "0000019aaf2d1234" + "0000" + "0403" + "0002" + "cafe";
        String body =
                "0303"
                        + "00".repeat(32)
                        + "00"
                        + "1301"
                        + "00"
                        + extensions(18, u16(sct.length() / 2 + 2) + u16(sct.length() / 2) + sct);
        Bytes message = Corpus.message(HandshakeType.SERVER_HELLO, hex(body));
        List<Field> fields = new ArrayList<>();
        Messages.handshake(message, TLS13)
                .fields()
                .forEach(field -> field.walk().forEach(fields::add));
        assertThat(value(fields, "log_id")).isEqualTo(new Value.Opaque(hex("ab".repeat(32))));
        assertThat(value(fields, "timestamp"))
                .isEqualTo(new Value.Time(Instant.ofEpochMilli(0x19aaf2d1234L)));
        assertThat(value(fields, "algorithm"))
                .isEqualTo(Value.Coded.of(SignatureScheme.ECDSA_SECP256R1_SHA256));
    }

    private static Value value(List<Field> fields, String key) {
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
