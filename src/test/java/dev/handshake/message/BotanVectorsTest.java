package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.Cookie;
import dev.handshake.message.extension.Extension;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.SignatureAlgorithmsCert;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.message.extension.UnknownExtension;
import dev.handshake.registry.CertificateStatusType;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Messages and extensions with what they must read as, or that they must not be read. */
class BotanVectorsTest {
    private static final String RANDOM = "00".repeat(32);

    private static boolean isBad(Corpus.Vector vector) {
        return !vector.values().getOrDefault("Exception", "").isEmpty();
    }

    private static Messages.Read read(Corpus.Vector vector, HandshakeType type) {
        Bytes message = Corpus.message(type, vector.bytes("Buffer"));
        Messages.Read read =
                Messages.handshake(message, Corpus.context(ProtocolVersion.TLS_1_2, null));
        Tiling.check(read.fields(), message);
        return read;
    }

    private static String hex(List<Extension> extensions) {
        return extensions.stream()
                .map(extension -> extension.type().code())
                .sorted()
                .map("%04X"::formatted)
                .collect(Collectors.joining());
    }

    /** Botan adds a renegotiation_info where the signalling suite stands for it (RFC 5746 §3.3). */
    private static String withSignal(ClientHello hello) {
        String extensions = hex(hello.extensions());
        return hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)
                        && !extensions.contains("FF01")
                ? extensions + "FF01"
                : extensions;
    }

    private static int highest(ClientHello hello) {
        return hello.extension(SupportedVersions.class).stream()
                .flatMap(versions -> versions.versions().stream())
                .mapToInt(ProtocolVersion::code)
                .max()
                .orElse(hello.legacyVersion().code());
    }

    @Test
    void readsClientHellos() {
        int good = 0;
        for (String file : List.of("tls", "tls_13")) {
            for (Corpus.Vector vector :
                    Corpus.vectors("corpus/vectors/" + file + "/client_hello.vec")) {
                Messages.Read read = read(vector, HandshakeType.CLIENT_HELLO);
                if (!isBad(vector)) {
                    ClientHello hello = Corpus.content(read, ClientHello.class);
                    good++;
                    int version =
                            file.equals("tls") ? hello.legacyVersion().code() : highest(hello);
                    assertThat("%04x".formatted(version))
                            .isEqualTo(vector.values().get("Protocol"));
                    if (file.equals("tls")) {
                        assertThat(withSignal(hello))
                                .isEqualTo(vector.values().get("AdditionalData"));
                    } else {
                        assertThat(
                                        hello.cipherSuites().stream()
                                                .map(suite -> "%04X".formatted(suite.code()))
                                                .collect(Collectors.joining()))
                                .isEqualTo(vector.values().get("Ciphersuite"));
                        assertThat(hex(hello.extensions()))
                                .isEqualTo(vector.values().get("AdditionalData"));
                    }
                }
            }
        }
        assertThat(good).isGreaterThanOrEqualTo(8);
    }

    @Test
    void readsServerHellos() {
        int good = 0;
        for (String file : List.of("tls", "tls_13")) {
            for (Corpus.Vector vector :
                    Corpus.vectors("corpus/vectors/" + file + "/server_hello.vec")) {
                Messages.Read read = read(vector, HandshakeType.SERVER_HELLO);
                if (isBad(vector)) {
                    assertThat(read.content()).as("%s", vector).isNull();
                } else {
                    ServerHello hello = Corpus.content(read, ServerHello.class);
                    good++;
                    assertThat("%04X".formatted(hello.cipherSuite().code()))
                            .isEqualTo(vector.values().get("Ciphersuite"));
                    assertThat(hex(hello.extensions()))
                            .isEqualTo(vector.values().get("AdditionalData"));
                    String type = vector.values().getOrDefault("Message_Type", "server_hello_12");
                    assertThat(hello.isHelloRetryRequest())
                            .isEqualTo(type.equals("hello_retry_request"));
                    assertThat("%04x".formatted(hello.version().code()))
                            .isEqualTo(vector.values().get("Protocol"));
                }
            }
        }
        assertThat(good).isGreaterThanOrEqualTo(5);
    }

    @Test
    void readsSmallMessagesAndRejectsBrokenOnes() {
        check("hello_request", HandshakeType.HELLO_REQUEST);
        check("cert_verify", HandshakeType.CERTIFICATE_VERIFY);
        check("new_session_ticket", HandshakeType.NEW_SESSION_TICKET);
        check("cert_status", HandshakeType.CERTIFICATE_STATUS);
    }

    private static void check(String file, HandshakeType type) {
        for (Corpus.Vector vector : Corpus.vectors("corpus/vectors/tls/" + file + ".vec")) {
            // A status of another type than ocsp is opaque to us, and an error to Botan.
            boolean other =
                    type.equals(HandshakeType.CERTIFICATE_STATUS)
                            && vector.bytes("Buffer").at(0) != CertificateStatusType.OCSP.code();
            assertThat(read(vector, type).content() == null || other)
                    .as("%s", vector)
                    .isEqualTo(isBad(vector));
        }
    }

    @Test
    void readsTheNameOfAnOcspResponder() {
        List<Corpus.Vector> good =
                Corpus.vectors("corpus/vectors/tls/cert_status.vec").stream()
                        .filter(vector -> vector.values().containsKey("Name"))
                        .toList();
        assertThat(good).isNotEmpty();
        for (Corpus.Vector vector : good) {
            CertificateStatus status =
                    Corpus.content(
                            read(vector, HandshakeType.CERTIFICATE_STATUS),
                            CertificateStatus.class);
            OcspResponse response = Objects.requireNonNull(status.response());
            assertThat(response.certStatus()).isEqualTo("good");
            assertThat(response.responder()).contains("CN=" + vector.values().get("Name"));
        }
    }

    @Test
    void readsAlerts() {
        for (Corpus.Vector vector : Corpus.vectors("corpus/vectors/tls/alert.vec")) {
            Messages.Read read = Messages.alert(vector.bytes("Buffer"));
            Tiling.check(read.fields(), vector.bytes("Buffer"));
            if (!isBad(vector)) {
                Alert alert = Corpus.content(read, Alert.class);
                assertThat("%02x%02x".formatted(alert.level().code(), alert.description().code()))
                        .isEqualTo(vector.bytes("Buffer").hex());
            }
        }
    }

    @Test
    void readsAlpn() {
        extensions(
                "alpn",
                ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION,
                Alpn.class,
                alpn -> String.join(",", alpn.protocols()));
    }

    @Test
    void readsCookies() {
        extensions("cookie", ExtensionType.COOKIE, Cookie.class, cookie -> cookie.cookie().hex());
    }

    @Test
    void readsSignatureAlgorithmsCert() {
        extensions(
                "signature_algorithms_cert",
                ExtensionType.SIGNATURE_ALGORITHMS_CERT,
                SignatureAlgorithmsCert.class,
                algorithms ->
                        algorithms.algorithms().stream()
                                .map(scheme -> "%04X".formatted(scheme.code()))
                                .collect(Collectors.joining()));
    }

    @Test
    void readsSupportedGroups() {
        extensions(
                "supported_groups",
                ExtensionType.SUPPORTED_GROUPS,
                SupportedGroups.class,
                groups ->
                        groups.groups().stream()
                                .map(group -> "%04X".formatted(group.code()))
                                .collect(Collectors.joining()));
    }

    @Test
    void readsSupportedVersions() {
        extensions(
                "supported_versions",
                ExtensionType.SUPPORTED_VERSIONS,
                SupportedVersions.class,
                versions ->
                        versions.versions().stream()
                                .map(version -> "%04X".formatted(version.code()))
                                .collect(Collectors.joining(", ")));
    }

    @Test
    void readsKeyShares() {
        Function<KeyShare, String> hex =
                share ->
                        share.shares().stream()
                                .map(entry ->
                                        "%04x%04x"
                                                        .formatted(
                                                                entry.group().code(),
                                                                entry.keyExchange().length())
                                                + entry.keyExchange().hex())
                                .collect(Collectors.joining());
        extensions(
                "key_share_CH",
                ExtensionType.KEY_SHARE,
                KeyShare.class,
                share -> "%04x".formatted(hex.apply(share).length() / 2) + hex.apply(share));
        extensions("key_share_SH", ExtensionType.KEY_SHARE, KeyShare.class, hex);
        extensions(
                "key_share_HRR",
                ExtensionType.KEY_SHARE,
                KeyShare.class,
                share ->
                        share.selectedGroup() == null
                                ? ""
                                : "%04x".formatted(share.selectedGroup().code()));
    }

    /** Puts each content into a hello and reads it there. */
    private static <E extends Extension> void extensions(
            String file, ExtensionType type, Class<E> kind, Function<E, String> content) {
        List<Corpus.Vector> vectors =
                Corpus.vectors("corpus/vectors/tls_extensions/parsing/" + file + ".vec");
        assertThat(vectors).isNotEmpty();
        for (Corpus.Vector vector : vectors) {
            List<Extension> read = inHello(file, type, vector.bytes("Buffer"));
            assertThat(read).as("%s", vector).hasSize(2);
            assertThat(read.get(1).type()).isEqualTo(ExtensionType.EXTENDED_MASTER_SECRET);
            if (isBad(vector)) {
                assertThat(read.get(0))
                        .as("%s", vector)
                        .isEqualTo(new UnknownExtension(type, vector.bytes("Buffer")));
            } else {
                assertThat(content.apply(kind.cast(read.get(0))))
                        .as("%s", vector)
                        .isEqualToIgnoringCase(vector.values().get("Expected_Content"));
            }
        }
    }

    private static List<Extension> inHello(String file, ExtensionType type, Bytes content) {
        Bytes extensions =
                Bytes.concat(
                        Bytes.ofHex("%04x%04x".formatted(type.code(), content.length())),
                        content,
                        Bytes.ofHex("00170000"));
        Bytes list = Bytes.concat(Bytes.ofHex("%04x".formatted(extensions.length())), extensions);
        boolean client = !file.endsWith("_SH") && !file.endsWith("_HRR");
        String random =
                file.endsWith("_HRR") ? ServerHello.HELLO_RETRY_REQUEST_RANDOM.hex() : RANDOM;
        String start = "0303" + random + "00" + (client ? "0002" + "1301" + "0100" : "1301" + "00");
        Bytes message =
                Corpus.message(
                        client ? HandshakeType.CLIENT_HELLO : HandshakeType.SERVER_HELLO,
                        Bytes.concat(Bytes.ofHex(start), list));
        Messages.Read read =
                Messages.handshake(message, Corpus.context(ProtocolVersion.TLS_1_3, null));
        Tiling.check(read.fields(), message);
        return client
                ? Corpus.content(read, ClientHello.class).extensions()
                : Corpus.content(read, ServerHello.class).extensions();
    }
}
