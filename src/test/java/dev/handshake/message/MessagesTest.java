package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.message.ClientKeyExchange.KeyExchange;
import dev.handshake.message.extension.EncryptThenMac;
import dev.handshake.message.extension.ExtendedMasterSecret;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.Padding;
import dev.handshake.message.extension.RenegotiationInfo;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.message.extension.SignedCertificateTimestamps;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.message.extension.UnknownExtension;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
    private static final HandshakeContext TLS12 = Corpus.context(ProtocolVersion.TLS_1_2, null);
    private static final HandshakeContext TLS13 = Corpus.context(ProtocolVersion.TLS_1_3, null);

    private static Messages.Read read(HandshakeType type, String body, HandshakeContext context) {
        return readWhole(Corpus.message(type, Bytes.ofHex(body)), context);
    }

    private static Messages.Read readWhole(Bytes message, HandshakeContext context) {
        Messages.Read read = Messages.handshake(message, context);
        Tiling.check(read.fields(), message);
        return read;
    }

    private static HandshakeContext suite(ProtocolVersion version, String suite) {
        return Corpus.context(version, suite);
    }

    private static Stream<Field> walk(Messages.Read read) {
        return read.fields().stream().flatMap(Field::walk);
    }

    private static Field field(Messages.Read read, String key) {
        return walk(read).filter(field -> field.key().equals(key)).findFirst().orElseThrow();
    }

    private static List<Problem> problems(Messages.Read read) {
        return walk(read)
                .map(Field::value)
                .filter(Value.Malformed.class::isInstance)
                .map(value -> ((Value.Malformed) value).problem())
                .toList();
    }

    private static List<Extension> extensions(HandshakeType type, String hex) {
        String list = "%04x".formatted(hex.length() / 2) + hex;
        String body =
                type.equals(HandshakeType.CLIENT_HELLO)
                        ? "0303" + "00".repeat(32) + "00" + "0002c030" + "0100" + list
                        : type.equals(HandshakeType.SERVER_HELLO)
                                ? "0303" + "00".repeat(32) + "00" + "c030" + "00" + list
                                : list;
        Messages.Read read = read(type, body, TLS13);
        return switch (read.content()) {
            case ClientHello hello -> hello.extensions();
            case ServerHello hello -> hello.extensions();
            case EncryptedExtensions encrypted -> encrypted.extensions();
            case null -> throw new AssertionError(problems(read));
            default -> throw new AssertionError(read.content());
        };
    }

    @Test
    void readsEmptyMessages() {
        assertThat(read(HandshakeType.HELLO_REQUEST, "", TLS12).content())
                .isEqualTo(new HelloRequest());
        assertThat(read(HandshakeType.SERVER_HELLO_DONE, "", TLS12).content())
                .isEqualTo(new ServerHelloDone());
        assertThat(read(HandshakeType.END_OF_EARLY_DATA, "", TLS13).content())
                .isEqualTo(new EndOfEarlyData());
        assertThat(read(HandshakeType.SERVER_HELLO_DONE, "00", TLS12).content()).isNull();
    }

    @Test
    void readsKeyUpdate() {
        assertThat(read(HandshakeType.KEY_UPDATE, "01", TLS13).content())
                .isEqualTo(new KeyUpdate(true));
        assertThat(read(HandshakeType.KEY_UPDATE, "00", TLS13).content())
                .isEqualTo(new KeyUpdate(false));
    }

    @Test
    void keepsMessagesThatItDoesNotKnow() {
        assertThat(read(HandshakeType.MESSAGE_HASH, "010203", TLS12).content())
                .isEqualTo(new UnknownHandshake(HandshakeType.MESSAGE_HASH, Bytes.ofHex("010203")));
    }

    @Test
    void readsNewSessionTicketOfBothVersions() {
        assertThat(
                        read(HandshakeType.NEW_SESSION_TICKET, "00001c20" + "0003aabbcc", TLS12)
                                .content())
                .isEqualTo(
                        new NewSessionTicket(
                                7200, 0, Bytes.EMPTY, Bytes.ofHex("aabbcc"), List.of()));
        Messages.Read tls13 =
                read(
                        HandshakeType.NEW_SESSION_TICKET,
                        "00001c20" + "ffffffff" + "0101" + "0003aabbcc" + "0008002a000400004000",
                        TLS13);
        assertThat(tls13.content())
                .isEqualTo(
                        new NewSessionTicket(
                                7200,
                                0xffffffffL,
                                Bytes.ofHex("01"),
                                Bytes.ofHex("aabbcc"),
                                List.of(new dev.handshake.message.extension.EarlyData(16384))));
        assertThat(field(tls13, "ticket_lifetime").value()).isEqualTo(new Value.Seconds(7200));
    }

    @Test
    void readsCertificateRequestOfBothVersions() {
        String name = "3013" + "3111" + "300f" + "0603550403" + "0c08" + "4c61622c20526f6f";
        CertificateRequest tls12 =
                Corpus.content(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "020140" + "000404030804" + "0017" + "0015" + name,
                                TLS12),
                        CertificateRequest.class);
        assertThat(tls12.certificateTypes()).containsExactly(1, 64);
        assertThat(tls12.signatureAlgorithms())
                .containsExactly(
                        SignatureScheme.ECDSA_SECP256R1_SHA256,
                        SignatureScheme.RSA_PSS_RSAE_SHA256);
        assertThat(tls12.authorities()).containsExactly("CN=Lab\\, Roo");
        CertificateRequest tls13 =
                Corpus.content(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "00" + "0008" + "000d000400020403",
                                TLS13),
                        CertificateRequest.class);
        assertThat(tls13.extensions()).hasSize(1);
        CertificateRequest tls10 =
                Corpus.content(
                        read(
                                HandshakeType.CERTIFICATE_REQUEST,
                                "020140" + "0000",
                                Corpus.context(ProtocolVersion.TLS_1_0, null)),
                        CertificateRequest.class);
        assertThat(tls10.signatureAlgorithms()).isEmpty();
    }

    @Test
    void readsDraftsOfTls13AsTls13() {
        Messages.Read read =
                read(
                        HandshakeType.CERTIFICATE,
                        "00" + "000000",
                        Corpus.context(new ProtocolVersion(0x7f1c), null));
        assertThat(read.content()).isEqualTo(new Certificate(Bytes.EMPTY, List.of()));
    }

    @Test
    void readsSignaturesWithoutAlgorithmBeforeTls12() {
        HandshakeContext tls10 = suite(ProtocolVersion.TLS_1_0, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA");
        assertThat(read(HandshakeType.CERTIFICATE_VERIFY, "0002aabb", tls10).content())
                .isEqualTo(new CertificateVerify(null, Bytes.ofHex("aabb")));
        ServerKeyExchange exchange =
                Corpus.content(
                        read(
                                HandshakeType.SERVER_KEY_EXCHANGE,
                                "000207ff" + "000102" + "00020123" + "0002aabb",
                                tls10),
                        ServerKeyExchange.class);
        assertThat(exchange.primeBits()).isEqualTo(11);
        assertThat(exchange.publicValue().hex()).isEqualTo("0123");
        assertThat(exchange.params().hex()).isEqualTo("000207ff00010200020123");
        assertThat(exchange.scheme()).isNull();
        assertThat(exchange.signature().hex()).isEqualTo("aabb");
    }

    @Test
    void readsUnsignedKeyExchangeOfAnonymousSuites() {
        ServerKeyExchange exchange =
                Corpus.content(
                        read(
                                HandshakeType.SERVER_KEY_EXCHANGE,
                                "000207ff" + "000102" + "00020123",
                                suite(ProtocolVersion.TLS_1_2, "TLS_DH_anon_WITH_AES_128_CBC_SHA")),
                        ServerKeyExchange.class);
        assertThat(exchange.scheme()).isNull();
        assertThat(exchange.signature().isEmpty()).isTrue();
    }

    @Test
    void readsCurvesThatAreSpelledOut() {
        ServerKeyExchange explicit =
                Corpus.content(
                        read(
                                HandshakeType.SERVER_KEY_EXCHANGE,
                                "01"
                                        + "0117"
                                        + "0101"
                                        + "0102"
                                        + "020304"
                                        + "0105"
                                        + "0101"
                                        + "020304"
                                        + "0401"
                                        + "0002cafe",
                                suite(
                                        ProtocolVersion.TLS_1_2,
                                        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA")),
                        ServerKeyExchange.class);
        assertThat(explicit.group()).isNull();
        assertThat(explicit.params().hex())
                .isEqualTo("01" + "0117" + "0101" + "0102" + "020304" + "0105" + "0101" + "020304");
        assertThat(explicit.publicValue().hex()).isEqualTo("0304");
        assertThat(explicit.signature().hex()).isEqualTo("cafe");
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_128_CBC_SHA, RSA, 0002aabb",
        "TLS_DHE_RSA_WITH_AES_128_CBC_SHA, DHE, 0002aabb",
        "TLS_DH_anon_WITH_AES_128_CBC_SHA, DHE, 0002aabb",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE, 02aabb",
        "TLS_ECDH_anon_WITH_AES_128_CBC_SHA, ECDHE, 02aabb",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5, RSA, 0002aabb",
        "TLS_DH_RSA_WITH_AES_128_CBC_SHA, OTHER, 0002aabb",
        "TLS_ECDH_RSA_WITH_AES_128_CBC_SHA, OTHER, 02aabb",
        "TLS_SRP_SHA_RSA_WITH_AES_128_CBC_SHA, OTHER, 0002aabb",
        "TLS_KRB5_WITH_3DES_EDE_CBC_SHA, OTHER, aabb",
        "TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC, OTHER, aabb",
        "TLS_ECJPAKE_WITH_AES_128_CCM_8, OTHER, aabb",
        "TLS_AES_128_GCM_SHA256, OTHER, aabb",
    })
    void readsClientKeyExchangeAsTheSuiteSays(String suite, KeyExchange kind, String body) {
        assertThat(
                        read(
                                        HandshakeType.CLIENT_KEY_EXCHANGE,
                                        body,
                                        suite(ProtocolVersion.TLS_1_2, suite))
                                .content())
                .isEqualTo(new ClientKeyExchange(kind, Bytes.ofHex("aabb")));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_PSK_WITH_AES_128_CBC_SHA, OTHER, 000161, 61",
        "TLS_RSA_PSK_WITH_AES_128_CBC_SHA, RSA, 0001610002aabb, aabb",
        "TLS_DHE_PSK_WITH_AES_128_CBC_SHA, DHE, 0001610002aabb, aabb",
        "TLS_PSK_DHE_WITH_AES_128_CCM_8, DHE, 0001610002aabb, aabb",
        "TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA, ECDHE, 00016102aabb, aabb",
    })
    void readsThePskIdentityBeforeTheRest(
            String suite, KeyExchange kind, String body, String exchange) {
        assertThat(
                        read(
                                        HandshakeType.CLIENT_KEY_EXCHANGE,
                                        body,
                                        suite(ProtocolVersion.TLS_1_2, suite))
                                .content())
                .isEqualTo(new ClientKeyExchange(kind, Bytes.ofHex(exchange), Bytes.ofHex("61")));
    }

    @Test
    void readsHellosWithoutExtensions() {
        Messages.Read read =
                read(
                        HandshakeType.CLIENT_HELLO,
                        "0303" + "00".repeat(32) + "00" + "0002002f" + "0100",
                        TLS12);
        assertThat(Corpus.content(read, ClientHello.class).extensions()).isEmpty();
    }

    @Test
    void rejectsTruncatedSessionId() {
        Bytes message =
                Bytes.concat(
                        Bytes.ofHex("0100002a0303" + "00".repeat(32)), Bytes.ofHex("20" + "aabb"));
        Messages.Read read = readWhole(message, TLS12);
        assertThat(read.content()).isNull();
        assertThat(problems(read))
                .containsExactly(
                        new Problem(
                                Problem.Kind.TRUNCATED,
                                "client_hello / legacy_session_id",
                                39,
                                32,
                                2));
    }

    @Test
    void readsAMessageThatClaimsMoreThanCameAsFarAsItGoes() {
        Messages.Read read = readWhole(Bytes.ofHex("14000020" + "aabb"), TLS12);
        assertThat(read.content()).isNull();
        assertThat(field(read, "verify_data").value())
                .isEqualTo(new Value.Opaque(Bytes.ofHex("aabb")));
        assertThat(problems(read))
                .containsExactly(new Problem(Problem.Kind.TRUNCATED, "finished", 6, 32, 2));
    }

    @Test
    void marksBytesAfterTheMessage() {
        Messages.Read read = readWhole(Bytes.ofHex("14000001" + "aabb"), TLS12);
        assertThat(problems(read))
                .containsExactly(new Problem(Problem.Kind.TRAILING_BYTES, "finished", 5, 0, 1));
    }

    @Test
    void readsNothingAtAll() {
        Messages.Read read = readWhole(Bytes.EMPTY, TLS12);
        assertThat(read.content()).isNull();
        assertThat(problems(read)).hasSize(1);
    }

    @Test
    void keepsTheRestOfAHelloWhenOneExtensionIsBroken() {
        List<Extension> extensions =
                extensions(
                        HandshakeType.CLIENT_HELLO,
                        "00170000" + "000a0003000300" + "00160000" + "ff01000100");
        assertThat(extensions)
                .containsExactly(
                        new ExtendedMasterSecret(),
                        new UnknownExtension(ExtensionType.SUPPORTED_GROUPS, Bytes.ofHex("000300")),
                        new EncryptThenMac(),
                        new RenegotiationInfo(Bytes.EMPTY));
    }

    @Test
    void saysWhichExtensionIsBroken() {
        Messages.Read read =
                read(HandshakeType.ENCRYPTED_EXTENSIONS, "0007" + "000a0003000300", TLS13);
        assertThat(problems(read))
                .containsExactly(
                        new Problem(
                                Problem.Kind.TRUNCATED,
                                "encrypted_extensions / extensions / supported_groups"
                                        + " / extension_data / named_group_list",
                                12,
                                3,
                                1));
    }

    @Test
    void namesExtensionFieldsByTheirExtension() {
        Messages.Read read =
                read(
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        "000c" + "00170000" + "1a1a0000" + "99990000",
                        TLS13);
        Field list = field(read, "extensions");
        assertThat(list.value()).isEqualTo(new Value.Items(3));
        assertThat(list.fields())
                .extracting(Field::key)
                .containsExactly("length", "extended_master_secret", "extension", "extension");
        assertThat(list.fields().get(2).value()).isEqualTo(new Value.Coded(null, 0x1a1a, 2, true));
        assertThat(list.fields().get(1).fields())
                .extracting(Field::key)
                .containsExactly("extension_type", "extension_data");
    }

    @Test
    void readsExtensionsAsTheirCarrierSays() {
        assertThat(extensions(HandshakeType.SERVER_HELLO, "00000000"))
                .containsExactly(new ServerName(""));
        assertThat(extensions(HandshakeType.SERVER_HELLO, "00050000"))
                .containsExactly(new StatusRequest(0, null));
        assertThat(extensions(HandshakeType.CLIENT_HELLO, "00050005" + "0100000000"))
                .containsExactly(new StatusRequest(1, null));
        assertThat(extensions(HandshakeType.CLIENT_HELLO, "00120000"))
                .containsExactly(new SignedCertificateTimestamps(List.of()));
        assertThat(extensions(HandshakeType.SERVER_HELLO, "00120006" + "00040002aabb"))
                .containsExactly(new SignedCertificateTimestamps(List.of(Bytes.ofHex("aabb"))));
        assertThat(extensions(HandshakeType.CLIENT_HELLO, "00230000" + "00230002aabb"))
                .containsExactly(
                        new SessionTicket(Bytes.EMPTY), new SessionTicket(Bytes.ofHex("aabb")));
        assertThat(extensions(HandshakeType.CLIENT_HELLO, "00150003000000"))
                .containsExactly(new Padding(3));
    }

    @Test
    void showsHostNamesThatAreNoText() {
        assertThat(extensions(HandshakeType.CLIENT_HELLO, "00000007" + "0005000002ff41"))
                .containsExactly(new ServerName("\ufffdA"));
    }

    @Test
    void readsAlertsAndTheOthers() {
        assertThat(Messages.changeCipherSpec(Bytes.ofHex("01")).content())
                .isEqualTo(new ChangeCipherSpec());
        assertThat(Messages.changeCipherSpec(Bytes.ofHex("02")).content()).isNull();
        assertThat(Messages.changeCipherSpec(Bytes.EMPTY).content()).isNull();
        assertThat(Messages.alert(Bytes.ofHex("0100")).content())
                .isInstanceOfSatisfying(
                        Alert.class, alert -> assertThat(alert.isCloseNotify()).isTrue());
        assertThat(Messages.alert(Bytes.ofHex("02")).content()).isNull();
        assertThat(Messages.applicationData(Bytes.EMPTY).content())
                .isEqualTo(new ApplicationData(Bytes.EMPTY));
    }

    @Test
    void keepsAChainWhoseCertificateIsBroken() {
        Certificate chain =
                Corpus.content(
                        read(HandshakeType.CERTIFICATE, "000006" + "000003" + "300130", TLS12),
                        Certificate.class);
        assertThat(chain.entries()).hasSize(1);
        assertThat(chain.entries().getFirst().certificate()).isNull();
        assertThat(chain.entries().getFirst().der().hex()).isEqualTo("300130");
    }
}
