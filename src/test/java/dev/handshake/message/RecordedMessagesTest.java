package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.EarlyData;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.PskKeyExchangeModes;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.SignedCertificateTimestamps;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real messages, against what their publishers say of them. */
class RecordedMessagesTest {
    /** Clients that were made to send a host_name of no bytes, which RFC 6066 §3 rules out. */
    private static final Pattern EMPTY_HOST_NAME = Pattern.compile("UTLS.*setclienthello");

    private static <C extends Content> C one(
            List<Corpus.Sample> samples, String origin, Class<C> kind) {
        return samples.stream()
                .filter(sample -> sample.origin().endsWith(origin))
                .map(Corpus.Sample::read)
                .map(Messages.Read::content)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static <C extends Content> Stream<C> all(List<Corpus.Sample> samples, Class<C> kind) {
        return samples.stream()
                .map(Corpus.Sample::read)
                .map(Messages.Read::content)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    @Test
    void readsEveryGoodMessageToItsEnd() {
        Stream.of(Corpus.illustrated(), Corpus.rfc8448(), Corpus.flows())
                .flatMap(List::stream)
                .filter(sample -> !EMPTY_HOST_NAME.matcher(sample.origin()).find())
                .forEach(sample -> {
                    Messages.Read read = sample.read();
                    assertThat(read.content())
                            .as("%s %s", sample.origin(), sample.message().hex())
                            .isNotNull()
                            .isNotInstanceOf(UnknownHandshake.class);
                    assertThat(
                                    read.fields().stream()
                                            .flatMap(Field::walk)
                                            .filter(field ->
                                                    field.value() instanceof Value.Malformed))
                            .as("%s %s", sample.origin(), sample.message().hex())
                            .isEmpty();
                });
    }

    @Test
    void readsTheIllustratedTls12Connection() {
        List<Corpus.Sample> samples = Corpus.illustrated();
        ClientHello hello = one(samples, "tls12/caps/clienthello", ClientHello.class);
        assertThat(hello.random().hex())
                .isEqualTo("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        assertThat(hello.cipherSuites()).hasSize(16).contains(new CipherSuite(0x000a));
        assertThat(hello.extension(ServerName.class))
                .contains(new ServerName("example.ulfheim.net"));

        ServerHello answer = one(samples, "tls12/caps/serverhello", ServerHello.class);
        assertThat(answer.version()).isEqualTo(ProtocolVersion.TLS_1_2);
        assertThat(answer.cipherSuite().name()).isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");

        ServerKeyExchange exchange =
                one(samples, "tls12/caps/serverkeyexchange", ServerKeyExchange.class);
        assertThat(exchange.group()).isEqualTo(NamedGroup.X25519);
        assertThat(exchange.scheme()).isEqualTo(SignatureScheme.RSA_PKCS1_SHA256);
        assertThat(exchange.publicValue().hex())
                .isEqualTo("9fd7ad6dcff4298dd3f96d5b1b2af910a0535b1488d7f8fabb349a982880b615");
        assertThat(exchange.params().hex()).isEqualTo("03001d20" + exchange.publicValue().hex());
        assertThat(exchange.signature().length()).isEqualTo(256);

        ClientKeyExchange public_ =
                one(samples, "tls12/caps/clientkeyexchange", ClientKeyExchange.class);
        assertThat(public_.keyExchange()).isEqualTo(ClientKeyExchange.KeyExchange.ECDHE);
        assertThat(public_.exchange().hex())
                .isEqualTo("358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254");
    }

    @Test
    void readsTheIllustratedTls13Connection() {
        List<Corpus.Sample> samples = Corpus.illustrated();
        ClientHello hello = one(samples, "tls13/caps/clienthello", ClientHello.class);
        assertThat(hello.extension(SupportedVersions.class).orElseThrow().versions())
                .containsExactly(ProtocolVersion.TLS_1_3);
        assertThat(hello.extension(PskKeyExchangeModes.class).orElseThrow().modes())
                .containsExactly(1);
        KeyShare.Entry share = hello.extension(KeyShare.class).orElseThrow().shares().getFirst();
        assertThat(share.keyExchange().hex())
                .isEqualTo("358072d6365880d1aeea329adf9121383851ed21a28e3b75e965d0d2cd166254");

        ServerHello answer = one(samples, "tls13/caps/serverhello", ServerHello.class);
        assertThat(answer.version()).isEqualTo(ProtocolVersion.TLS_1_3);
        assertThat(answer.cipherSuite()).isEqualTo(CipherSuite.TLS_AES_256_GCM_SHA384);

        Certificate chain = one(samples, "servercert", Certificate.class);
        X509 certificate = Objects.requireNonNull(chain.entries().getFirst().certificate());
        assertThat(certificate.subject()).isEqualTo("CN=example.ulfheim.net,C=US");
        assertThat(certificate.issuer()).isEqualTo("O=Example CA,C=US");
        assertThat(certificate.issuerCommonName()).isEqualTo("O=Example CA,C=US");
        assertThat(certificate.commonName()).isEqualTo("example.ulfheim.net");
        assertThat(certificate.serialNumber()).isEqualTo(0x155a92adc2048f90L);
        assertThat(certificate.notBefore()).isEqualTo(Instant.parse("2018-10-05T01:38:17Z"));
        assertThat(certificate.notAfter()).isEqualTo(Instant.parse("2019-10-05T01:38:17Z"));
        assertThat(certificate.keyAlgorithm()).isEqualTo("RSA");
        assertThat(certificate.keySize()).isEqualTo(2048);
        assertThat(certificate.signatureAlgorithm()).isEqualTo("sha256WithRSAEncryption");
        assertThat(certificate.isAuthority()).isFalse();

        CertificateVerify proof = one(samples, "servercertverify", CertificateVerify.class);
        assertThat(proof.algorithm()).isEqualTo(SignatureScheme.RSA_PSS_RSAE_SHA256);
        assertThat(one(samples, "serverfinished", Finished.class).verifyData().length())
                .isEqualTo(48);
        NewSessionTicket ticket = one(samples, "serverticket1", NewSessionTicket.class);
        assertThat(ticket.nonce().hex()).isEqualTo("0000000000000000");
        assertThat(ticket.ticket().length()).isEqualTo(192);
    }

    @Test
    void readsTheResumptionOfRfc8448() {
        List<Corpus.Sample> samples = Corpus.rfc8448();
        List<PreSharedKey> keys =
                all(samples, ClientHello.class)
                        .flatMap(hello -> hello.extension(PreSharedKey.class).stream())
                        .toList();
        assertThat(keys).isNotEmpty();
        assertThat(keys.getFirst().identities().getFirst().hex()).startsWith("2c035d829359ee5f");
        assertThat(keys.getFirst().binders().getFirst().hex())
                .isEqualTo("3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d");
        assertThat(
                        all(samples, ServerHello.class)
                                .flatMap(hello -> hello.extension(PreSharedKey.class).stream()))
                .contains(new PreSharedKey(List.of(), List.of(), 0));
        assertThat(
                        all(samples, EncryptedExtensions.class)
                                .flatMap(it -> it.extension(EarlyData.class).stream()))
                .contains(new EarlyData(-1));
        assertThat(all(samples, ServerHello.class).filter(ServerHello::isHelloRetryRequest))
                .isNotEmpty()
                .allSatisfy(retry ->
                        assertThat(retry.extension(KeyShare.class).orElseThrow().selectedGroup())
                                .isEqualTo(NamedGroup.SECP256R1));
    }

    @Test
    void readsWhatGoRecorded() {
        List<Corpus.Sample> samples = Corpus.flows();
        assertThat(
                        all(samples, ServerHello.class)
                                .flatMap(hello -> hello.extension(Alpn.class).stream())
                                .flatMap(alpn -> alpn.protocols().stream()))
                .contains("proto1");
        assertThat(
                        all(samples, ServerHello.class)
                                .flatMap(hello ->
                                        hello
                                                .extension(SignedCertificateTimestamps.class)
                                                .stream()))
                .isNotEmpty();
        assertThat(all(samples, CertificateRequest.class).map(CertificateRequest::certificateTypes))
                .contains(List.of(1, 2, 64), List.of(1, 64));
        assertThat(all(samples, ServerKeyExchange.class).map(ServerKeyExchange::group))
                .contains(NamedGroup.X25519, NamedGroup.SECP256R1);
        assertThat(all(samples, ClientKeyExchange.class).map(ClientKeyExchange::keyExchange))
                .contains(ClientKeyExchange.KeyExchange.RSA, ClientKeyExchange.KeyExchange.ECDHE);
        assertThat(
                        all(samples, ClientHello.class)
                                .flatMap(hello -> hello.extension(StatusRequest.class).stream()))
                .contains(new StatusRequest(1, null));
    }
}
