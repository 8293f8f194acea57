package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Secret;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.Consumer;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/**
 * Says what the offer says, takes what the server answers, and remembers the alerts of both sides.
 * It judges no certificate: that is done where it can be shown.
 */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // The types that the engine speaks.
final class TappedClient extends AbstractTlsClient {
    /** A group for DHE beyond this would cost more to compute than any server may ask. */
    private static final int LARGEST_DH_PRIME = 8192;

    /** In bytes: as long as a session ID can be, and all are. */
    private static final int SESSION_ID = 32;

    private final ClientOptions options;
    private final Offer offer;
    private final Consumer<Resumption> memory;
    private final TappedCrypto crypto;
    private @Nullable Failure alert;
    private @Nullable NewSessionTicket ticket;
    private boolean complete;

    /**
     * @param memory takes what the server gives to be resumed
     */
    TappedClient(ClientOptions options, TappedCrypto crypto, Consumer<Resumption> memory) {
        super(crypto);
        this.options = options;
        this.offer = options.offer();
        this.memory = memory;
        this.crypto = crypto;
    }

    /** What is offered to be resumed. */
    Optional<Resumption> offered() {
        return Optional.ofNullable(options.resumption());
    }

    void tellPreSharedKey(Resumption offered) {
        crypto.tell(
                Secret.PRE_SHARED_KEY,
                context.getSecurityParametersHandshake(),
                crypto.createSecret(offered.secret().toArray()));
    }

    void remember(Resumption resumption) {
        memory.accept(resumption);
    }

    boolean isComplete() {
        return complete;
    }

    /** The fatal alert that ended the connection, sent or received, if one did. */
    Optional<Failure> alert() {
        return Optional.ofNullable(alert);
    }

    boolean isTls13() {
        return TlsUtils.isTLSv13(context);
    }

    /** Whether the server agreed to anything but HTTP/1.1. */
    boolean agreedOnAnotherProtocol() {
        ProtocolName agreed = context.getSecurityParametersConnection().getApplicationProtocol();
        return agreed != null && !agreed.getUtf8Decoding().startsWith("http/1.");
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return offer.offeredVersions().stream()
                .map(version -> ProtocolVersion.get(version.code() >> 8, version.code() & 0xff))
                .toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return offer.offeredSuites().stream().mapToInt(CipherSuite::code).toArray();
    }

    @Override
    protected Vector getSupportedGroups(Vector namedGroupRoles) {
        return groups(offer.offeredGroups());
    }

    @Override
    public Vector getEarlyKeyShareGroups() {
        return groups(offer.offeredKeyShares());
    }

    private static Vector groups(List<NamedGroup> groups) {
        return new Vector<>(groups.stream().map(NamedGroup::code).toList());
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        return new Vector<>(
                offer.signatureSchemes().stream()
                        .map(dev.handshake.registry.SignatureScheme::code)
                        .map(SignatureScheme::getSignatureAndHashAlgorithm)
                        .toList());
    }

    @Override
    protected Vector getSupportedSignatureAlgorithmsCert() {
        return getSupportedSignatureAlgorithms();
    }

    @Override
    protected @Nullable Vector getProtocolNames() {
        return offer.alpn().isEmpty()
                ? null
                : new Vector<>(offer.alpn().stream().map(ProtocolName::asUtf8Encoding).toList());
    }

    @Override
    protected @Nullable Vector getSNIServerNames() {
        String name = offer.serverName();
        return name == null
                ? null
                : TlsUtils.vectorOfOne(
                        new ServerName(
                                NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return !offer.leavesOut(dev.handshake.registry.ExtensionType.EXTENDED_MASTER_SECRET);
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsExtensionsUtils.addEmptyExtensionData(
                extensions, ExtensionType.signed_certificate_timestamp);
        if (offer.offersTls13()) {
            TlsExtensionsUtils.addPSKKeyExchangeModesExtension(
                    extensions, getPskKeyExchangeModes());
        }
        if (offer.offersTls12()) {
            extensions.put(ExtensionType.session_ticket, ticketToOffer());
            extensions.put(ExtensionType.renegotiation_info, TlsUtils.encodeOpaque8(new byte[0]));
        }
        offer.leftOut().forEach(type -> extensions.remove(type.code()));
        // Servers take the one for the other, and find nothing in common.
        if (offer.leavesOut(dev.handshake.registry.ExtensionType.SIGNATURE_ALGORITHMS)) {
            extensions.remove(ExtensionType.signature_algorithms_cert);
        }
        return extensions;
    }

    /** Empty to ask for one (RFC 5077 §3.2). */
    private byte[] ticketToOffer() {
        return offered()
                .filter(offered -> offered.kind() == Resumption.Kind.TICKET)
                .map(offered -> offered.identity().toArray())
                .orElse(new byte[0]);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) {
                // Judged by the reader, where everybody can see it.
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request)
                    throws IOException {
                ClientIdentity identity = options.identity();
                return identity == null
                        ? null
                        : identity.credentials(context, crypto, request, offer);
            }
        };
    }

    // -- what is resumed, and what is kept to be resumed

    /** A server that takes a ticket of TLS 1.2 echoes the session ID beside it (RFC 5077 §3.4). */
    @Override
    public @Nullable TlsSession getSessionToResume() {
        return offered()
                .filter(offered -> offered.kind() != Resumption.Kind.PSK)
                .map(this::session)
                .orElse(null);
    }

    private TlsSession session(Resumption offered) {
        Hashtable kept = new Hashtable();
        if (offered.habits().encryptThenMac()) {
            TlsExtensionsUtils.addEncryptThenMACExtension(kept);
        }
        int version = offered.version().code();
        try {
            SessionParameters parameters =
                    new SessionParameters.Builder()
                            .setCipherSuite(offered.suite().code())
                            .setExtendedMasterSecret(offered.habits().extendedMainSecret())
                            .setMasterSecret(crypto.createSecret(offered.secret().toArray()))
                            .setNegotiatedVersion(ProtocolVersion.get(version >> 8, version & 0xff))
                            .setServerExtensions(kept)
                            .build();
            byte[] id =
                    offered.kind() == Resumption.Kind.SESSION_ID
                            ? offered.identity().toArray()
                            : crypto.createNonceGenerator(new byte[0]).generateNonce(SESSION_ID);
            return TlsUtils.importSession(id, parameters);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean allowLegacyResumption() {
        return true;
    }

    @Override
    public @Nullable Vector getExternalPSKs() {
        return offered()
                .filter(offered -> offered.kind() == Resumption.Kind.PSK)
                .map(offered ->
                        TlsUtils.vectorOfOne(
                                new BasicTlsPSKExternal(
                                        offered.identity().toArray(),
                                        crypto.createSecret(offered.secret().toArray()),
                                        offered.prfAlgorithm())))
                .orElse(null);
    }

    @Override
    public void notifyNewSessionTicket(NewSessionTicket newSessionTicket) {
        ticket = newSessionTicket;
    }

    /** What a finished handshake to TLS 1.2 leaves; an abbreviated one, only a new ticket. */
    private void keep(SecurityParameters security) {
        // A server that has nothing to give after all sends an empty one (RFC 5077 §3.3).
        byte[] given = ticket == null ? new byte[0] : ticket.getTicket();
        long lifetime = ticket == null ? 0 : ticket.getTicketLifetimeHint();
        boolean ticketed = given.length > 0;
        byte[] id = ticketed ? given : security.getSessionID();
        if (id == null || id.length == 0 || (security.isResumedSession() && !ticketed)) {
            return;
        }
        remember(
                new Resumption(
                        ticketed ? Resumption.Kind.TICKET : Resumption.Kind.SESSION_ID,
                        new dev.handshake.registry.ProtocolVersion(
                                security.getNegotiatedVersion().getFullVersion()),
                        new CipherSuite(security.getCipherSuite()),
                        Instant.now(),
                        Duration.ofSeconds(ticketed ? lifetime : 0),
                        Bytes.of(id),
                        Bytes.of(crypto.adoptSecret(security.getMasterSecret()).extract()),
                        0,
                        new Resumption.Habits(
                                security.isExtendedMasterSecret(), security.isEncryptThenMAC())));
    }

    // -- what it does not mind

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public TlsDHGroupVerifier getDHGroupVerifier() {
        return group -> group.getP().bitLength() <= LARGEST_DH_PRIME;
    }

    @Override
    public void notifySecureRenegotiation(boolean secureRenegotiation) {
        // Old servers do not know it; the reader says so.
    }

    @Override
    public int getMaxCertificateChainLength() {
        return Limits.CHAIN;
    }

    /** Longer ones are stopped by the limit of the whole connection, as too much. */
    @Override
    public int getMaxHandshakeMessageSize() {
        return (1 << 24) - 1;
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public void notifyHandshakeComplete() {
        SecurityParameters security = context.getSecurityParametersConnection();
        if (isTls13()) {
            crypto.tell("EXPORTER_SECRET", security, security.getExporterMasterSecret());
        } else {
            keep(security);
        }
        complete = true;
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        // Whatever is no warning ends the connection, whether it has a name or not.
        if (level != AlertLevel.warning) {
            alert = Failure.of(Failure.Kind.ALERT_RECEIVED, description & 0xff);
        } else if (description == AlertDescription.close_notify && !complete) {
            alert = Failure.of(Failure.Kind.CLOSED_EARLY);
        }
    }

    @Override
    public void notifyAlertRaised(
            short level, short description, @Nullable String message, @Nullable Throwable cause) {
        if (level == AlertLevel.fatal && alert == null) {
            alert = Failure.of(Failure.Kind.ALERT_SENT, (int) description);
        }
    }
}
