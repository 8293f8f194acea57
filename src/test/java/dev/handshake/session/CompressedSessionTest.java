package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Sender;
import dev.handshake.message.Certificate;
import dev.handshake.message.CompressedCertificate;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate that came compressed proves what a plain one does. */
class CompressedSessionTest {
    /** The lengths are those that BoringSSL told when it made the messages. */
    @ParameterizedTest
    @CsvSource({"zstd, 3, 1320", "brotli, 2, 1301", "zlib, 1, 1347"})
    void readsTheChainThatTheServerWasGiven(String algorithm, int code, int compressed)
            throws Exception {
        Session session = CompressedRecording.session(algorithm);
        MessageRead message = session.first(MessageType.COMPRESSED_CERTIFICATE).orElseThrow();
        CompressedCertificate content =
                (CompressedCertificate) Objects.requireNonNull(message.content());
        assertThat(content.algorithm().code()).isEqualTo(code);
        assertThat(content.uncompressedLength()).isEqualTo(1600);
        assertThat(content.compressedLength()).isEqualTo(compressed);
        assertThat(message.certificate().orElseThrow().entries())
                .extracting(Certificate.Entry::der)
                .containsExactlyElementsOf(CompressedRecording.chain());
    }

    /** BoringSSL went on after each of them, so each holds. */
    @ParameterizedTest
    @ValueSource(strings = {"zstd", "brotli", "zlib"})
    void provesWhatThePeersProved(String algorithm) throws Exception {
        Session session = CompressedRecording.session(algorithm);
        for (Verdict.Check check :
                List.of(
                        Verdict.Check.CHAIN,
                        Verdict.Check.HOSTNAME,
                        Verdict.Check.VALIDITY,
                        Verdict.Check.SERVER_SIGNATURE,
                        Verdict.Check.CLIENT_SIGNATURE,
                        Verdict.Check.SERVER_FINISHED,
                        Verdict.Check.CLIENT_FINISHED)) {
            assertThat(session.verdict(check).map(Verdict::result))
                    .as(check.name())
                    .hasValue(Verdict.Result.PASS);
        }
        int certificate = session.first(MessageType.COMPRESSED_CERTIFICATE).orElseThrow().number();
        assertThat(session.verdict(Verdict.Check.SERVER_SIGNATURE).orElseThrow().messages())
                .contains(certificate);
        assertThat(session.verdict(Verdict.Check.OCSP).map(Verdict::result))
                .hasValue(Verdict.Result.ABSENT);
        assertThat(session.verdict(Verdict.Check.SCT).map(Verdict::result))
                .hasValue(Verdict.Result.ABSENT);
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.COMPLETED);
        assertThat(session.negotiated().clientCertificate()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zstd", "brotli", "zlib"})
    void missesNoCertificate(String algorithm) throws Exception {
        assertThat(CompressedRecording.session(algorithm).messages())
                .filteredOn(MessageRead::isAbsent)
                .extracting(MessageRead::type)
                .doesNotContain(
                        MessageType.CERTIFICATE,
                        MessageType.CERTIFICATE_VERIFY,
                        MessageType.CERTIFICATE_REQUEST);
    }

    /** The chain of the recording, sent to a client by a client: either side may compress. */
    @ParameterizedTest
    @ValueSource(strings = {"zstd", "brotli", "zlib"})
    void takesTheClientsCompressedCertificate(String algorithm) throws Exception {
        MessageRead message =
                CompressedRecording.session(algorithm)
                        .first(MessageType.COMPRESSED_CERTIFICATE)
                        .orElseThrow();
        Handshake handshake = new Handshake();
        handshake.add(
                new MessageRead(
                        1,
                        message.nanos(),
                        Sender.CLIENT,
                        message.type(),
                        message.provenance(),
                        message.epoch(),
                        message.bytes(),
                        message.fields(),
                        message.content(),
                        null));
        assertThat(handshake.negotiated().clientCertificate()).isTrue();
        assertThat(handshake.certificate(Sender.CLIENT).orElseThrow().entries().getFirst().der())
                .isEqualTo(CompressedRecording.chain().getFirst());
        assertThat(handshake.certificate(Sender.SERVER)).isEmpty();
    }
}
