package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientKeyExchange.KeyExchange;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Messages that are seldom sent today, put together from their structs by hand. */
class OtherMessagesTest {
    private static final ProtocolVersion DRAFT_18 = new ProtocolVersion(0x7f12);
    private static final ProtocolVersion DRAFT_21 = new ProtocolVersion(0x7f15);

    private static Content read(
            HandshakeType type, String body, ProtocolVersion version, String suite) {
        HandshakeContext context =
                new HandshakeContext(
                        Sender.SERVER, version, CipherSuite.named(suite).orElseThrow());
        Bytes message = Corpus.message(type, Bytes.ofHex(body));
        Messages.Read read = Messages.handshake(message, context);
        Tiling.check(read.fields(), message);
        return Objects.requireNonNull(read.content());
    }

    private static Content read(HandshakeType type, String body, ProtocolVersion version) {
        return read(type, body, version, "TLS_AES_128_GCM_SHA256");
    }

    private static ServerKeyExchange exchange(String suite, String body) {
        return exchange(suite, body, ProtocolVersion.TLS_1_0);
    }

    private static ServerKeyExchange exchange(String suite, String body, ProtocolVersion version) {
        return (ServerKeyExchange) read(HandshakeType.SERVER_KEY_EXCHANGE, body, version, suite);
    }

    private static Bytes hex(String digits) {
        return Bytes.ofHex(digits);
    }

    @Test
    void readsTheMessagesOfExtensions() {
        String hash = "22".repeat(20);
        assertThat(
                        read(
                                HandshakeType.CERTIFICATE_URL,
                                "00" + "0018" + "0001" + "61" + "01" + hash,
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(new CertificateUrl(0, List.of("a")));
        assertThat(
                        read(
                                HandshakeType.SUPPLEMENTAL_DATA,
                                "000006" + "4002" + "0002" + "aabb",
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(
                        new SupplementalData(
                                List.of(new SupplementalData.Entry(16386, hex("aabb")))));
        assertThat(
                        read(
                                HandshakeType.EKT_KEY,
                                "0001aa" + "0002bbcc" + "0007" + "000e10",
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(new EktKey(hex("aa"), hex("bbcc"), 7, 3600));
        assertThat(
                        read(
                                HandshakeType.NEXT_PROTOCOL,
                                "026832" + "03000000",
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(new NextProtocol("h2"));
        assertThat(
                        read(
                                HandshakeType.CLIENT_CERTIFICATE_REQUEST,
                                "01aa" + "0000",
                                ProtocolVersion.TLS_1_3))
                .isEqualTo(new ClientCertificateRequest(hex("aa"), List.of()));
    }

    @Test
    void readsSeveralStatuses() {
        assertThat(
                        read(
                                HandshakeType.CERTIFICATE_STATUS,
                                "02" + "000006" + "000000" + "000000",
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(new CertificateStatus(2, null));
    }

    @Test
    void readsSsl3() {
        String hashes = "11".repeat(16) + "22".repeat(20);
        assertThat(read(HandshakeType.FINISHED, hashes, ProtocolVersion.SSL_3_0))
                .isEqualTo(new Finished(hex(hashes)));
        assertThat(
                        read(
                                HandshakeType.CLIENT_KEY_EXCHANGE,
                                "aabbcc",
                                ProtocolVersion.SSL_3_0,
                                "TLS_RSA_WITH_RC4_128_MD5"))
                .isEqualTo(new ClientKeyExchange(KeyExchange.RSA, hex("aabbcc")));
        assertThat(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "020102" + "0000",
                                ProtocolVersion.SSL_3_0))
                .isEqualTo(
                        new CertificateRequest(
                                Bytes.EMPTY, List.of(1, 2), List.of(), List.of(), List.of()));
    }

    @Test
    void readsExportableRsa() {
        ServerKeyExchange exchange =
                exchange("TLS_RSA_EXPORT_WITH_RC4_40_MD5", "0002c001" + "000103" + "0002cafe");
        assertThat(exchange.params()).isEqualTo(hex("0002c001000103"));
        assertThat(exchange.publicValue()).isEqualTo(hex("c001"));
        assertThat(exchange.scheme()).isNull();
        assertThat(exchange.signature()).isEqualTo(hex("cafe"));
    }

    @Test
    void readsHintsOfPresharedKeys() {
        assertThat(exchange("TLS_PSK_WITH_AES_128_CBC_SHA", "000168").signature().isEmpty())
                .isTrue();
        ServerKeyExchange ecdhe =
                exchange("TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA", "000168" + "03001d" + "02aabb");
        assertThat(ecdhe.group()).isEqualTo(NamedGroup.X25519);
        assertThat(ecdhe.publicValue()).isEqualTo(hex("aabb"));
        assertThat(ecdhe.signature().isEmpty()).isTrue();
        ServerKeyExchange dhe =
                exchange(
                        "TLS_DHE_PSK_WITH_AES_128_CBC_SHA",
                        "0000" + "000117" + "000102" + "0002aabb");
        assertThat(dhe.primeBits()).isEqualTo(5);
        assertThat(dhe.publicValue()).isEqualTo(hex("aabb"));
    }

    @Test
    void readsSrpSignedOrNot() {
        String params = "0002aabb" + "000102" + "01cc" + "0002ddee";
        ServerKeyExchange bare = exchange("TLS_SRP_SHA_WITH_AES_128_CBC_SHA", params);
        assertThat(bare.publicValue()).isEqualTo(hex("ddee"));
        assertThat(bare.signature().isEmpty()).isTrue();
        ServerKeyExchange signed =
                exchange(
                        "TLS_SRP_SHA_RSA_WITH_AES_128_CBC_SHA",
                        params + "0201" + "0002cafe",
                        ProtocolVersion.TLS_1_2);
        assertThat(signed.params()).isEqualTo(hex(params));
        assertThat(signed.scheme()).isEqualTo(SignatureScheme.RSA_PKCS1_SHA1);
        assertThat(signed.signature()).isEqualTo(hex("cafe"));
    }

    @Test
    void readsTheBasisOfABinaryCurve() {
        String params =
                "02" + "00a3" + "01" + "0107" + "0101" + "0102" + "020304" + "0105" + "0102"
                        + "020304";
        ServerKeyExchange exchange =
                exchange("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", params + "0002cafe");
        assertThat(exchange.group()).isNull();
        assertThat(exchange.params()).isEqualTo(hex(params));
    }

    @Test
    void readsDraftsOfTls13() {
        String none = "0000";
        assertThat(read(HandshakeType.HELLO_RETRY_REQUEST, "7f12" + none, ProtocolVersion.TLS_1_2))
                .isEqualTo(new HelloRetryRequest(DRAFT_18, null, List.of()));
        assertThat(
                        read(
                                HandshakeType.HELLO_RETRY_REQUEST,
                                "7f15" + "1301" + none,
                                ProtocolVersion.TLS_1_2))
                .isEqualTo(
                        new HelloRetryRequest(
                                DRAFT_21, CipherSuite.TLS_AES_128_GCM_SHA256, List.of()));
        assertThat(
                        read(
                                HandshakeType.NEW_SESSION_TICKET,
                                "00000e10"
                                        + "00000001"
                                        + "0001aa"
                                        + "0008"
                                        + "002e0004"
                                        + "00004000",
                                DRAFT_18))
                .isEqualTo(
                        new NewSessionTicket(
                                3600,
                                1,
                                Bytes.EMPTY,
                                hex("aa"),
                                List.of(
                                        new EarlyData(
                                                ExtensionType.TICKET_EARLY_DATA_INFO, 16384))));
        assertThat(
                        read(
                                HandshakeType.NEW_SESSION_TICKET,
                                "00000e10" + "00000001" + "0100" + "0001aa" + none,
                                DRAFT_21))
                .isEqualTo(new NewSessionTicket(3600, 1, hex("00"), hex("aa"), List.of()));
        assertThat(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "00" + "00020804" + none + none,
                                DRAFT_18))
                .isEqualTo(
                        new CertificateRequest(
                                Bytes.EMPTY,
                                List.of(),
                                List.of(SignatureScheme.RSA_PSS_RSAE_SHA256),
                                List.of(),
                                List.of()));
    }

    @Test
    void numbersDrafts() {
        assertThat(new ProtocolVersion(0x7f1c)).hasToString("TLS 1.3 (draft 28) (0x7f1c)");
        assertThat(new ProtocolVersion(0x7f1c).isTls13()).isTrue();
        assertThat(new ProtocolVersion(0xfb17).draft()).isEqualTo(23);
        assertThat(new ProtocolVersion(0xfb17).isTls13()).isTrue();
        assertThat(ProtocolVersion.TLS_1_3.draft()).isZero();
        assertThat(ProtocolVersion.TLS_1_2.isTls13()).isFalse();
        assertThat(new ProtocolVersion(0x7a7a).isTls13()).isFalse();
        assertThat(new ProtocolVersion(0xfafa).isTls13()).isFalse();
    }
}
