package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TilingTest {
    /** As long as anything may take together; it takes a small part of this. */
    private static final Duration ENOUGH = Duration.ofMinutes(3);

    private static void check(Corpus.Sample sample) {
        try {
            Tiling.check(sample.read().fields(), sample.message());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(sample.origin() + ": " + sample.message().hex(), e);
        }
    }

    @Test
    void tilesEveryRecordedMessage() {
        List<Corpus.Sample> samples = Corpus.messages();
        samples.forEach(TilingTest::check);
        Set<HandshakeType> seen =
                samples.stream()
                        .map(sample -> new HandshakeType(sample.message().at(0)))
                        .collect(Collectors.toSet());
        assertThat(samples).hasSizeGreaterThan(700);
        assertThat(seen)
                .contains(
                        HandshakeType.CLIENT_HELLO,
                        HandshakeType.SERVER_HELLO,
                        HandshakeType.NEW_SESSION_TICKET,
                        HandshakeType.ENCRYPTED_EXTENSIONS,
                        HandshakeType.CERTIFICATE,
                        HandshakeType.SERVER_KEY_EXCHANGE,
                        HandshakeType.CERTIFICATE_REQUEST,
                        HandshakeType.SERVER_HELLO_DONE,
                        HandshakeType.CERTIFICATE_VERIFY,
                        HandshakeType.CLIENT_KEY_EXCHANGE,
                        HandshakeType.CERTIFICATE_STATUS,
                        HandshakeType.FINISHED);
    }

    @Test
    void tilesEveryHostileCertificate() {
        List<Path> files = Corpus.certificateFiles();
        assertThat(files).hasSizeGreaterThan(1_000);
        files.forEach(file -> check(Corpus.asCertificateMessage(file)));
    }

    @Test
    void tilesMessagesCutOffAnywhere() {
        Set<Bytes> seen = new HashSet<>();
        Assertions.assertTimeoutPreemptively(
                ENOUGH,
                () -> {
                    for (Corpus.Sample sample : Corpus.messages()) {
                        if (seen.add(sample.message()) && sample.message().length() < 1_500) {
                            for (int length = 0; length < sample.message().length(); length++) {
                                Corpus.Sample cut = sample.with(sample.message().slice(0, length));
                                check(cut);
                                assertThat(cut.read().content()).isNull();
                            }
                        }
                    }
                });
    }

    @Test
    void tilesMessagesWithFlippedBytes() {
        Random random = new Random(20261123);
        Assertions.assertTimeoutPreemptively(
                ENOUGH,
                () -> {
                    for (Corpus.Sample sample : Corpus.messages()) {
                        for (int i = 0; i < 25; i++) {
                            check(sample.with(flipped(sample.message(), random)));
                        }
                    }
                    for (Path file : Corpus.certificateFiles()) {
                        Corpus.Sample sample = Corpus.asCertificateMessage(file);
                        for (int i = 0; i < 10; i++) {
                            check(sample.with(flipped(sample.message(), random)));
                        }
                    }
                });
    }

    /** One to four bytes, beyond the header, become others. */
    private static Bytes flipped(Bytes message, Random random) {
        byte[] bytes = message.toArray();
        if (bytes.length > 4) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
            }
        }
        return Bytes.of(bytes);
    }

    @Test
    void readsTheSameQuietly() {
        Random random = new Random(7);
        for (Corpus.Sample sample : Corpus.messages()) {
            checkQuietly(sample);
            for (int i = 0; i < 10; i++) {
                checkQuietly(sample.with(flipped(sample.message(), random)));
            }
        }
    }

    private static void checkQuietly(Corpus.Sample sample) {
        Content loud = sample.read().content();
        Content quiet = Messages.quietly(sample.message(), sample.context());
        switch (loud) {
            case Certificate certificate ->
                    assertThat(((Certificate) Objects.requireNonNull(quiet)).entries())
                            .as(sample.origin())
                            .extracting(Certificate.Entry::der)
                            .containsExactlyElementsOf(
                                    certificate.entries().stream()
                                            .map(Certificate.Entry::der)
                                            .toList());
            case CertificateStatus status ->
                    assertThat(quiet).isEqualTo(new CertificateStatus(status.statusType(), null));
            case CertificateRequest request when !request.authorities().isEmpty() ->
                    assertThat(quiet).isInstanceOf(CertificateRequest.class);
            case null, default -> assertThat(quiet).as(sample.origin()).isEqualTo(loud);
        }
    }

    @Test
    void tilesNoise() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = (byte) random.nextInt(26);
                bytes[1] = 0;
                bytes[2] = 0;
                bytes[3] = (byte) (bytes.length - 4);
            }
            ProtocolVersion version = new ProtocolVersion(0x0300 + random.nextInt(5));
            String suite =
                    List.of(
                                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                                    "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
                                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                                    "TLS_DH_anon_WITH_AES_128_CBC_SHA",
                                    "TLS_PSK_WITH_AES_128_CBC_SHA")
                            .get(random.nextInt(5));
            check(new Corpus.Sample("noise", Bytes.of(bytes), Corpus.context(version, suite)));
        }
    }

    @Test
    void survivesDerNestedWithoutEnd() {
        Bytes der = Bytes.EMPTY;
        for (int i = 0; i < 3_000; i++) {
            der = Bytes.concat(tlv(der.length()), der);
        }
        Bytes nested = der;
        assertThatCode(() ->
                        Tiling.check(FieldReader.readAll(nested, "x", X509::read).fields(), nested))
                .doesNotThrowAnyException();
    }

    private static Bytes tlv(int length) {
        return Bytes.ofHex(
                length < 128
                        ? "30%02x".formatted(length)
                        : length < 256
                                ? "3081%02x".formatted(length)
                                : "3082%04x".formatted(length));
    }

    @Test
    void boundsTheFieldsOfOneMessage() {
        Bytes suites = Bytes.of(new byte[65_534]);
        Bytes body =
                Bytes.concat(
                        Bytes.ofHex("0303" + "00".repeat(32) + "00" + "fffe"),
                        suites,
                        Bytes.ofHex("0100"),
                        Bytes.ofHex("fffe"),
                        Bytes.of(new byte[65_534]));
        Corpus.Sample sample =
                new Corpus.Sample(
                        "suites",
                        Corpus.message(HandshakeType.CLIENT_HELLO, body),
                        Corpus.context(ProtocolVersion.TLS_1_2, null));
        Messages.Read read = sample.read();
        Tiling.check(read.fields(), sample.message());
        assertThat(read.fields().stream().flatMap(field -> field.walk()).count())
                .isBetween(30_000L, (long) FieldReader.MAX_FIELDS + 100);
    }
}
