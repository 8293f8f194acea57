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
import dev.handshake.message.extension.DelegatedCredential;
import dev.handshake.message.extension.ExtendedMasterSecret;
import dev.handshake.message.extension.SignedCertificateTimestamps;
import dev.handshake.message.extension.StatusRequest;
import dev.handshake.message.extension.StatusRequestV2;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.Secrets;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import dev.handshake.verify.Absences;
import dev.handshake.verify.CertificateChecks;
import dev.handshake.verify.DowngradeCheck;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Finding;
import dev.handshake.verify.FinishedCheck;
import dev.handshake.verify.MasterSecretCheck;
import dev.handshake.verify.Role;
import dev.handshake.verify.ServerProof;
import dev.handshake.verify.SignatureCheck;
import dev.handshake.verify.Transcript;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the handshake message by message and proves what each makes provable. */
final class Proofs {
    private static final String EXTENDED_MASTER_SECRET = "extended_master_secret";
    private static final String RANDOM = "random";
    private static final String SIGNATURE = "signature";
    private static final String SUPPORTED_VERSIONS = "supported_versions";
    private static final String LEGACY_VERSION = "legacy_version";

    private final Map<Verdict.Check, Verdict> verdicts = new EnumMap<>(Verdict.Check.class);
    private List<Role> roles = List.of();
    private Transcript transcript = new Transcript();

    /** The messages in the transcript, whole. */
    private final List<Evidence> covered = new ArrayList<>();

    /** In the order in which they are shown. */
    List<Verdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    Optional<Verdict> verdict(Verdict.Check check) {
        return Optional.ofNullable(verdicts.get(check));
    }

    /** What each certificate of the server is there for, as sent. */
    List<Role> roles() {
        return roles;
    }

    /** Another handshake begins in the same connection. */
    void restart() {
        transcript = new Transcript();
        covered.clear();
    }

    /** A message of the handshake could not be read. */
    void miss() {
        transcript.miss();
    }

    /**
     * Any message, also one that is no handshake message or could not be read.
     *
     * @param so the handshake, this message included
     */
    void notice(MessageRead message, Handshake so) {
        boolean goesOn =
                message.from() == Sender.SERVER
                        && (message.type() == MessageType.CHANGE_CIPHER_SPEC
                                || message.type() == MessageType.NEW_SESSION_TICKET);
        if (goesOn && so.isResumed12()) {
            put(
                    Absences.resumed(),
                    Basis.join(
                            Basis.whole(so.find(Sender.SERVER, MessageType.SERVER_HELLO)),
                            Basis.whole(message)));
        }
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
            serverHello(hello, message, so);
        } else if (message.type().isCertificate() && message.from() == Sender.SERVER) {
            message.certificate().ifPresent(it -> certificate(it, message, so, checks));
        } else if (content instanceof CertificateStatus status) {
            status(status.response(), message, so, checks);
        } else if (content instanceof ServerKeyExchange exchange) {
            notStapled(so, checks);
            serverKeyExchange(exchange, message, so);
        } else if (message.type() == MessageType.SERVER_HELLO_DONE) {
            notStapled(so, checks);
        } else if (content instanceof CertificateVerify proof) {
            certificateVerify(proof, message, so);
        } else if (content instanceof Finished finished) {
            finished(finished, message, so, secrets);
        }
        if (isCovered(message.type(), so)) {
            transcript.add(message.bytes());
            covered.add(Evidence.whole(message.number()));
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

    // -- the hellos

    private void serverHello(ServerHello hello, MessageRead message, Handshake so) {
        Optional<MessageRead> offer = so.find(Sender.CLIENT, MessageType.CLIENT_HELLO);
        List<Evidence> versions =
                Basis.join(
                        Basis.at(offer, SUPPORTED_VERSIONS, LEGACY_VERSION),
                        Basis.at(message, SUPPORTED_VERSIONS, LEGACY_VERSION));
        so.clientHello()
                .ifPresent(it ->
                        put(
                                DowngradeCheck.of(it, hello),
                                Basis.join(Basis.marker(message), versions)));
        put(
                MasterSecretCheck.of(
                        hello.version(),
                        so.offers(ExtendedMasterSecret.class),
                        so.serverHas(ExtendedMasterSecret.class)),
                hello.version().isTls13()
                        ? versions
                        : Basis.join(
                                Basis.at(offer, EXTENDED_MASTER_SECRET),
                                Basis.at(message, EXTENDED_MASTER_SECRET)));
        if (so.usesPsk()) {
            put(Absences.preSharedKey(), Basis.at(message, "pre_shared_key"));
        } else if (!so.isTls13()) {
            put(
                    Absences.of(ServerProof.of(hello.cipherSuite())),
                    Basis.at(message, "cipher_suite"));
        }
    }

    // -- the certificate

    private static List<Bytes> ders(Certificate certificate) {
        return certificate.entries().stream().map(Certificate.Entry::der).toList();
    }

    private void certificate(
            Certificate certificate, MessageRead message, Handshake so, CertificateChecks checks) {
        List<Bytes> chain = ders(certificate);
        if (chain.isEmpty()) {
            return;
        }
        CertificateChecks.Judgement judgement = checks.chain(chain, so.sni(), !so.isTls13());
        roles = judgement.roles();
        judgement.findings().forEach(finding -> put(finding, message, null, so));
        Certificate.Entry leaf = certificate.entries().getFirst();
        if (so.isTls13()) {
            Optional<StatusRequest> answer = leaf.extension(StatusRequest.class);
            Optional<OcspResponse> staple =
                    answer.flatMap(it -> Optional.ofNullable(it.response()));
            put(
                    answer.isPresent()
                            ? checks.ocsp(chain, staple)
                            : checks.noOcsp(chain, asksForStaple(so)),
                    message,
                    message,
                    so);
            timestamps(
                    chain,
                    leaf.extension(SignedCertificateTimestamps.class),
                    staple,
                    message,
                    so,
                    checks);
        } else {
            boolean announced =
                    so.serverHas(StatusRequest.class) || so.serverHas(StatusRequestV2.class);
            if (!announced) {
                put(checks.noOcsp(chain, asksForStaple(so)), message, null, so);
            }
            timestamps(chain, sentInHello(so), Optional.empty(), message, so, checks);
        }
    }

    private static boolean asksForStaple(Handshake so) {
        return so.clientHello().isEmpty()
                || so.offers(StatusRequest.class)
                || so.offers(StatusRequestV2.class);
    }

    private static Optional<SignedCertificateTimestamps> sentInHello(Handshake so) {
        return so.serverHello().flatMap(it -> it.extension(SignedCertificateTimestamps.class));
    }

    private void timestamps(
            List<Bytes> chain,
            Optional<SignedCertificateTimestamps> sent,
            Optional<OcspResponse> staple,
            MessageRead in,
            Handshake so,
            CertificateChecks checks) {
        List<Bytes> scts = sent.map(SignedCertificateTimestamps::scts).orElse(List.of());
        Finding finding = checks.sct(chain, scts, staple);
        Optional<MessageRead> with =
                so.isTls13() ? Optional.of(in) : so.find(Sender.SERVER, MessageType.SERVER_HELLO);
        List<Evidence> own =
                scts.isEmpty() ? List.of() : Basis.at(with, "signed_certificate_timestamp");
        Optional<MessageRead> stapled =
                so.isTls13() ? with : so.find(Sender.SERVER, MessageType.CERTIFICATE_STATUS);
        put(finding, Basis.join(Basis.of(finding.grounds(), in, stapled.orElse(null), so), own));
    }

    private void status(
            @Nullable OcspResponse response,
            MessageRead message,
            Handshake so,
            CertificateChecks checks) {
        Optional<MessageRead> certificate = so.certificateMessage(Sender.SERVER);
        so.certificate(Sender.SERVER)
                .map(Proofs::ders)
                .filter(chain -> !chain.isEmpty() && certificate.isPresent())
                .ifPresent(chain -> {
                    Optional<OcspResponse> staple = Optional.ofNullable(response);
                    put(checks.ocsp(chain, staple), certificate.get(), message, so);
                    timestamps(chain, sentInHello(so), staple, certificate.get(), so, checks);
                });
    }

    /** The server announced a CertificateStatus and then left it out (RFC 6066 §8 lets it). */
    private void notStapled(Handshake so, CertificateChecks checks) {
        if (!verdicts.containsKey(Verdict.Check.OCSP)) {
            so.certificateMessage(Sender.SERVER)
                    .ifPresent(message ->
                            message.certificate()
                                    .map(Proofs::ders)
                                    .filter(chain -> !chain.isEmpty())
                                    .ifPresent(chain ->
                                            put(checks.noOcsp(chain, true), message, null, so)));
        }
    }

    // -- the signatures

    private void serverKeyExchange(ServerKeyExchange exchange, MessageRead message, Handshake so) {
        Optional<ClientHello> offer = so.clientHello();
        Optional<ServerHello> answer = so.serverHello();
        if (exchange.signature().isEmpty() || offer.isEmpty() || answer.isEmpty()) {
            return;
        }
        Bytes signed =
                SignatureCheck.serverKeyExchange(
                        offer.get().random(), answer.get().random(), exchange.params());
        List<Evidence> evidence =
                Basis.join(
                        Basis.at(so.find(Sender.CLIENT, MessageType.CLIENT_HELLO), RANDOM),
                        Basis.at(so.find(Sender.SERVER, MessageType.SERVER_HELLO), RANDOM),
                        Basis.at(message, "params"),
                        Basis.at(message, SIGNATURE));
        proof(
                Sender.SERVER,
                so,
                exchange.scheme(),
                Optional.of(signed),
                exchange.signature(),
                evidence);
    }

    private void certificateVerify(CertificateVerify proof, MessageRead message, Handshake so) {
        Sender from = message.from();
        Optional<Bytes> signed =
                !transcript.isWhole()
                        ? Optional.empty()
                        : so.isTls13()
                                ? so.suite()
                                        .map(suite ->
                                                SignatureCheck.certificateVerify13(
                                                        from, Hash.of(suite), transcript))
                                : Optional.of(transcript.all());
        List<Evidence> evidence = Basis.join(covered, Basis.at(message, SIGNATURE));
        Optional<DelegatedCredential> delegated =
                from == Sender.SERVER
                        ? so.certificate(from).stream()
                                .flatMap(it -> it.entries().stream().limit(1))
                                .flatMap(it -> it.extension(DelegatedCredential.class).stream())
                                .findFirst()
                        : Optional.empty();
        if (delegated.isPresent() && proof.algorithm() != null) {
            put(SignatureCheck.delegated(proof.algorithm()), evidence);
        } else {
            proof(from, so, proof.algorithm(), signed, proof.signature(), evidence);
        }
    }

    /**
     * @param scheme null before TLS 1.2, where the key alone decides it
     */
    private void proof(
            Sender owner,
            Handshake so,
            @Nullable SignatureScheme scheme,
            Optional<Bytes> signed,
            Bytes signature,
            List<Evidence> evidence) {
        Optional<MessageRead> certificate = so.certificateMessage(owner);
        boolean ssl3Client =
                owner == Sender.CLIENT && so.version().equals(Optional.of(ProtocolVersion.SSL_3_0));
        so.certificate(owner)
                .flatMap(it -> it.entries().stream().findFirst())
                .ifPresent(entry -> {
                    Finding finding =
                            scheme != null
                                    ? SignatureCheck.of(
                                            owner, entry.der(), scheme, signed, signature)
                                    : ssl3Client
                                            ? SignatureCheck.ssl3Client()
                                            : SignatureCheck.old(
                                                    owner, entry.der(), signed, signature);
                    put(
                            finding,
                            Basis.join(
                                    evidence,
                                    Basis.inLeaf(certificate, "subject_public_key_info")));
                });
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
        put(finding, Basis.join(covered, Basis.at(message, "verify_data")));
    }

    // -- keeping

    private void put(List<Finding> findings, List<Evidence> evidence) {
        findings.forEach(finding -> put(finding, evidence));
    }

    /** A finding about the certificate that this message brought. */
    private void put(
            Finding finding, MessageRead certificate, @Nullable MessageRead staple, Handshake so) {
        put(finding, Basis.of(finding.grounds(), certificate, staple, so));
    }

    private void put(Finding finding, List<Evidence> evidence) {
        verdicts.put(finding.check(), finding.restingOn(evidence));
    }
}
