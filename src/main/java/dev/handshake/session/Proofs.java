package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.message.Certificate;
import dev.handshake.message.CertificateStatus;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.Finished;
import dev.handshake.message.HelloRetryRequest;
import dev.handshake.message.OcspResponse;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.extension.SignedCertificateTimestamps;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.Secrets;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.verify.CertificateChecks;
import dev.handshake.verify.DowngradeCheck;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Finding;
import dev.handshake.verify.FinishedCheck;
import dev.handshake.verify.SignatureCheck;
import dev.handshake.verify.Transcript;
import dev.handshake.verify.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Follows the handshake message by message and proves what each makes provable. */
final class Proofs {
    private final Map<Verdict.Check, Verdict> verdicts = new EnumMap<>(Verdict.Check.class);
    private Transcript transcript = new Transcript();

    /** In the order in which they are shown. */
    List<Verdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    Optional<Verdict> verdict(Verdict.Check check) {
        return Optional.ofNullable(verdicts.get(check));
    }

    /** Another handshake begins in the same connection. */
    void restart() {
        transcript = new Transcript();
    }

    /** A message of the handshake could not be read. */
    void miss() {
        transcript.miss();
    }

    /**
     * The next message of the handshake.
     *
     * @param so the handshake, this message included
     * @param checks judges the server's certificate
     */
    void follow(MessageRead message, Handshake so, Secrets secrets, CertificateChecks checks) {
        Content content = message.content();
        if (content instanceof ServerHello hello && hello.isHelloRetryRequest()) {
            transcript.foldIntoMessageHash(Hash.of(hello.cipherSuite()));
        } else if (content instanceof HelloRetryRequest retry) {
            // What came before is hashed since draft 19, and only then the suite is told.
            Optional.ofNullable(retry.cipherSuite())
                    .ifPresent(suite -> transcript.foldIntoMessageHash(Hash.of(suite)));
        } else if (content instanceof ServerHello hello) {
            so.clientHello()
                    .ifPresent(offer -> put(DowngradeCheck.of(offer, hello), message.number()));
        } else if (message.type().isCertificate() && message.from() == Sender.SERVER) {
            message.certificate().ifPresent(it -> certificate(it, message.number(), so, checks));
        } else if (content instanceof CertificateStatus status) {
            status(status.response(), message.number(), so, checks);
        } else if (content instanceof ServerKeyExchange exchange) {
            serverKeyExchange(exchange, message.number(), so);
        } else if (content instanceof CertificateVerify proof) {
            certificateVerify(proof, message, so);
        } else if (content instanceof Finished finished) {
            finished(finished, message, so, secrets);
        }
        if (isCovered(message.type(), so)) {
            transcript.add(message.bytes());
        }
    }

    /** What comes after the handshake, or asks for one, is not in its transcript. */
    private static boolean isCovered(MessageType type, Handshake so) {
        boolean after =
                so.isTls13()
                        && (type == MessageType.NEW_SESSION_TICKET
                                || type == MessageType.KEY_UPDATE);
        return !after && type != MessageType.HELLO_REQUEST;
    }

    private void certificate(
            Certificate certificate, int number, Handshake so, CertificateChecks checks) {
        List<Bytes> chain = certificate.entries().stream().map(Certificate.Entry::der).toList();
        if (chain.isEmpty()) {
            return;
        }
        checks.chain(chain, so.sni()).forEach(finding -> put(finding, number));
        if (so.isTls13()) {
            Certificate.Entry leaf = certificate.entries().getFirst();
            OcspResponse staple =
                    leaf.extension(StatusRequest.class).map(StatusRequest::response).orElse(null);
            put(checks.ocsp(chain, Optional.ofNullable(staple)), number);
            int scts =
                    leaf.extension(SignedCertificateTimestamps.class)
                            .map(it -> it.scts().size())
                            .orElse(0);
            put(checks.sct(chain, scts), number);
        } else {
            put(checks.ocsp(chain, Optional.empty()), number);
            int scts =
                    so.serverHello()
                            .flatMap(it -> it.extension(SignedCertificateTimestamps.class))
                            .map(it -> it.scts().size())
                            .orElse(0);
            put(checks.sct(chain, scts), number);
        }
    }

    private void status(
            @Nullable OcspResponse response, int number, Handshake so, CertificateChecks checks) {
        so.certificate(Sender.SERVER)
                .map(it -> it.entries().stream().map(Certificate.Entry::der).toList())
                .filter(chain -> !chain.isEmpty())
                .ifPresent(chain -> put(checks.ocsp(chain, Optional.ofNullable(response)), number));
    }

    private void serverKeyExchange(ServerKeyExchange exchange, int number, Handshake so) {
        Optional<ClientHello> offer = so.clientHello();
        Optional<ServerHello> answer = so.serverHello();
        if (exchange.scheme() == null || offer.isEmpty() || answer.isEmpty()) {
            return;
        }
        Bytes signed =
                SignatureCheck.serverKeyExchange(
                        offer.get().random(), answer.get().random(), exchange.params());
        proof(
                Sender.SERVER,
                so,
                exchange.scheme(),
                Optional.of(signed),
                exchange.signature(),
                number);
    }

    private void certificateVerify(CertificateVerify proof, MessageRead message, Handshake so) {
        if (proof.algorithm() == null) {
            return;
        }
        Optional<Bytes> signed =
                !transcript.isWhole()
                        ? Optional.empty()
                        : so.isTls13()
                                ? so.suite()
                                        .map(suite ->
                                                SignatureCheck.certificateVerify13(
                                                        message.from(), Hash.of(suite), transcript))
                                : Optional.of(transcript.all());
        proof(message.from(), so, proof.algorithm(), signed, proof.signature(), message.number());
    }

    private void proof(
            Sender owner,
            Handshake so,
            SignatureScheme scheme,
            Optional<Bytes> signed,
            Bytes signature,
            int number) {
        Optional<MessageRead> certificate = so.certificateMessage(owner);
        so.certificate(owner)
                .flatMap(it -> it.entries().stream().findFirst())
                .ifPresent(entry ->
                        put(
                                SignatureCheck.of(owner, entry.der(), scheme, signed, signature),
                                certificate.map(MessageRead::number).orElse(number),
                                number));
    }

    private void finished(Finished finished, MessageRead message, Handshake so, Secrets secrets) {
        if (so.suite().isEmpty() || so.version().isEmpty() || so.clientHello().isEmpty()) {
            return;
        }
        Hash hash = Hash.of(so.suite().get());
        Bytes clientRandom = so.clientHello().get().random();
        Sender from = message.from();
        Finding finding =
                so.isTls13()
                        ? FinishedCheck.tls13(
                                from,
                                hash,
                                secrets.traffic(from, Epoch.HANDSHAKE, clientRandom),
                                transcript,
                                finished.verifyData())
                        : FinishedCheck.tls12(
                                from,
                                so.version().get(),
                                hash,
                                secrets.main(clientRandom),
                                transcript,
                                finished.verifyData());
        put(finding, message.number());
    }

    private void put(Finding finding, Integer... messages) {
        List<Evidence> evidence = Stream.of(messages).distinct().map(Evidence::whole).toList();
        verdicts.put(finding.check(), finding.restingOn(evidence));
    }
}
