package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import dev.handshake.capture.live.OpenCrypto;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SessionParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsServerContext;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server that does what its recipe says, for one connection. */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // The types that the engine speaks.
final class LabPeer extends AbstractTlsServer {
    private static final long TICKET_LIFETIME = Remembered.LIFETIME.toSeconds();
    private static final int TICKETS = 2;
    private static final int SESSION_ID = 32;
    private static final int TLS_1_2 = ProtocolVersion.TLSv12.getFullVersion();

    /** What a client's certificate may sign with. */
    private static final int[] CLIENT_SCHEMES = {
        SignatureScheme.ecdsa_secp256r1_sha256,
        SignatureScheme.ecdsa_secp384r1_sha384,
        SignatureScheme.ed25519,
        SignatureScheme.rsa_pss_rsae_sha256,
        SignatureScheme.rsa_pss_rsae_sha384,
        SignatureScheme.rsa_pkcs1_sha256,
    };

    private final OpenCrypto crypto;
    private final Recipe recipe;
    private final Shown shown;
    private final Lab lab;
    private final SecureRandom random = new SecureRandom();

    LabPeer(OpenCrypto crypto, Recipe recipe, Shown shown, Lab lab) {
        super(crypto);
        this.crypto = crypto;
        this.recipe = recipe;
        this.shown = shown;
        this.lab = lab;
    }

    TlsServerContext context() {
        return context;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return recipe.versions().stream()
                .map(version -> ProtocolVersion.get(version.code() >> 8, version.code() & 0xff))
                .toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return recipe.suites().stream().mapToInt(CipherSuite::code).toArray();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return recipe.groups().stream().mapToInt(NamedGroup::code).toArray();
    }

    /** Of the client's curves the first that the recipe has too. */
    @Override
    protected int selectECDH(int minimumCurveBits) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        for (int group : offered == null ? new int[0] : offered) {
            if (recipe.groups().contains(new NamedGroup(group))
                    && org.bouncycastle.tls.NamedGroup.getCurveBits(group) >= minimumCurveBits) {
                return group;
            }
        }
        return -1;
    }

    @Override
    protected Vector getProtocolNames() {
        return TlsUtils.vectorOfOne(ProtocolName.HTTP_1_1);
    }

    /** Who offers other protocols only is served all the same, without ALPN. */
    @Override
    protected @Nullable ProtocolName selectProtocolName() {
        return selectProtocolName(clientProtocolNames, getProtocolNames());
    }

    @Override
    protected boolean allowCertificateStatus() {
        return shown.staple() != null;
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        // It has used the name to find its certificate (RFC 6066 §3).
        if (sent(ExtensionType.server_name)) {
            TlsExtensionsUtils.addEmptyExtensionData(extensions, ExtensionType.server_name);
        }
        if (!isTls13() && issuesTickets()) {
            TlsExtensionsUtils.addEmptyExtensionData(extensions, ExtensionType.session_ticket);
        }
        return extensions;
    }

    private boolean issuesTickets() {
        return recipe.memory() == Recipe.Memory.TICKETS && sent(ExtensionType.session_ticket);
    }

    private boolean sent(int extension) {
        return clientExtensions != null && clientExtensions.containsKey(extension);
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
        return exchange == KeyExchangeAlgorithm.RSA ? decryptor() : signer();
    }

    /** With RSA key exchange the server does not sign: it can decrypt what the client sends. */
    private TlsCredentials decryptor() throws IOException {
        return new BcDefaultTlsCredentialedDecryptor(
                crypto,
                certificate(),
                PrivateKeyFactory.createKey(shown.server().key().getEncoded())) {
            @Override
            public TlsSecret decrypt(TlsCryptoParameters parameters, byte[] ciphertext)
                    throws IOException {
                return LabPeer.this.crypto.agreed(super.decrypt(parameters, ciphertext));
            }
        };
    }

    private TlsCredentials signer() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(shown.signsWith().getEncoded()),
                certificate(),
                signatureScheme());
    }

    /** Of the client's schemes the first that the server's key can do. */
    private SignatureAndHashAlgorithm signatureScheme() throws IOException {
        Vector offered = context.getSecurityParametersHandshake().getClientSigAlgs();
        for (Object one : offered == null ? oldSchemes() : offered) {
            SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) one;
            if (fits(SignatureScheme.from(algorithm))) {
                return algorithm;
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /** Who offers none means these (RFC 5246 §7.4.1.4.1). */
    private static Vector oldSchemes() {
        Vector schemes = new Vector();
        schemes.add(SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.rsa_pkcs1_sha1));
        schemes.add(SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.ecdsa_sha1));
        return schemes;
    }

    private boolean fits(int scheme) {
        return switch (scheme) {
            case SignatureScheme.rsa_pss_rsae_sha256,
                    SignatureScheme.rsa_pss_rsae_sha384,
                    SignatureScheme.rsa_pss_rsae_sha512 ->
                    shown.server().isRsa();
            case SignatureScheme.rsa_pkcs1_sha256,
                    SignatureScheme.rsa_pkcs1_sha384,
                    SignatureScheme.rsa_pkcs1_sha512,
                    SignatureScheme.rsa_pkcs1_sha1 ->
                    shown.server().isRsa() && !isTls13();
            case SignatureScheme.ecdsa_secp256r1_sha256 -> !shown.server().isRsa();
            case SignatureScheme.ecdsa_sha1 -> !shown.server().isRsa() && !isTls13();
            default -> false;
        };
    }

    private Certificate certificate() throws IOException {
        List<X509CertificateHolder> all = new ArrayList<>();
        all.add(shown.server().certificate());
        all.addAll(shown.chain());
        CertificateEntry[] entries = new CertificateEntry[all.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] =
                    new CertificateEntry(
                            crypto.createCertificate(all.get(i).getEncoded()),
                            i == 0 ? stapled() : null);
        }
        return new Certificate(isTls13() ? TlsUtils.EMPTY_BYTES : null, entries);
    }

    /** In TLS 1.3 the OCSP response is an extension of the first certificate. */
    private @Nullable Hashtable stapled() throws IOException {
        if (!isTls13() || certificateStatusRequest == null || shown.staple() == null) {
            return null;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        getCertificateStatus().encode(body);
        Hashtable extensions = new Hashtable();
        extensions.put(TlsExtensionsUtils.EXT_status_request, body.toByteArray());
        return extensions;
    }

    @Override
    public CertificateStatus getCertificateStatus() throws IOException {
        OCSPResp staple = shown.staple();
        if (staple == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        return new CertificateStatus(
                CertificateStatusType.ocsp, OCSPResponse.getInstance(staple.getEncoded()));
    }

    /** A server that does not know a site says so (RFC 6066 §3). */
    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        if (!recipe.sites().isEmpty() && asked().stream().noneMatch(recipe.sites()::contains)) {
            throw new TlsFatalAlert(AlertDescription.unrecognized_name);
        }
    }

    /** The names in the client's SNI. */
    private List<String> asked() {
        List<String> names = new ArrayList<>();
        Vector sent = context.getSecurityParametersHandshake().getClientServerNames();
        for (Object name : sent == null ? new Vector() : sent) {
            names.add(new String(((ServerName) name).getNameData(), StandardCharsets.US_ASCII));
        }
        return names;
    }

    // -- client authentication

    @Override
    public @Nullable CertificateRequest getCertificateRequest() throws IOException {
        Vector schemes = new Vector();
        for (int scheme : CLIENT_SCHEMES) {
            schemes.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme));
        }
        return switch (recipe.clients()) {
            case ANYBODY -> null;
            case CERTIFIED -> {
                Vector authorities = TlsUtils.vectorOfOne(lab.clients().authority().getSubject());
                yield isTls13()
                        ? new CertificateRequest(TlsUtils.EMPTY_BYTES, schemes, null, authorities)
                        : new CertificateRequest(
                                new short[] {
                                    ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign
                                },
                                schemes,
                                authorities);
            }
        };
    }

    /** That the client owns it, the engine checks. */
    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate.isEmpty()) {
            throw new TlsFatalAlert(
                    isTls13()
                            ? AlertDescription.certificate_required
                            : AlertDescription.handshake_failure);
        }
        if (!lab.clients().knows(certificate.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.unknown_ca);
        }
    }

    // -- resumption

    /** The ticket of TLS 1.2 (RFC 5077 §3.3): the master secret, sealed. */
    @Override
    public NewSessionTicket getNewSessionTicket() {
        return new NewSessionTicket(
                TICKET_LIFETIME,
                lab.ticketKey()
                        .seal(
                                remembered(
                                                context.getSecurityParametersHandshake()
                                                        .getMasterSecret())
                                        .encode())
                        .toArray());
    }

    @Override
    public byte @Nullable [] getNewSessionID() {
        if (recipe.memory() == Recipe.Memory.TICKETS) {
            return null;
        }
        byte[] id = new byte[SESSION_ID];
        random.nextBytes(id);
        return id;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SecurityParameters security = context.getSecurityParametersConnection();
        if (!isTls13() && security.getSessionID().length > 0 && !security.isResumedSession()) {
            lab.sessions()
                    .keep(
                            Bytes.of(security.getSessionID()),
                            remembered(security.getMasterSecret()));
        }
    }

    /** TLS 1.2: by the client's ticket, or else by its session ID. */
    @Override
    public @Nullable TlsSession getSessionToResume(byte[] id) {
        byte[] ticket = TlsUtils.getExtensionData(clientExtensions, ExtensionType.session_ticket);
        Optional<Remembered> session =
                issuesTickets() && ticket != null && ticket.length > 0
                        ? lab.ticketKey().open(Bytes.of(ticket)).flatMap(Remembered::decode)
                        : lab.sessions().find(Bytes.of(id));
        return session.filter(it -> it.version() == TLS_1_2)
                .filter(it -> Arrays.contains(offeredCipherSuites, it.suite()))
                .map(it -> resumable(id, it))
                .orElse(null);
    }

    private TlsSession resumable(byte[] id, Remembered session) {
        return TlsUtils.importSession(
                id,
                new SessionParameters.Builder()
                        .setCipherSuite(session.suite())
                        .setExtendedMasterSecret(session.extendedMasterSecret())
                        .setMasterSecret(crypto.createSecret(session.secret().toArray()))
                        .setNegotiatedVersion(ProtocolVersion.TLSv12)
                        .build());
    }

    /** TLS 1.3: by the first of the client's tickets that was sealed here. */
    @Override
    public @Nullable TlsPSKExternal getExternalPSK(Vector identities) {
        for (Object one : identities) {
            byte[] identity = ((PskIdentity) one).getIdentity();
            Optional<Remembered> session =
                    lab.ticketKey().open(Bytes.of(identity)).flatMap(Remembered::decode);
            if (session.isPresent()
                    && recipe.suites().contains(new CipherSuite(session.get().suite()))) {
                TlsSecret key = crypto.createSecret(session.get().secret().toArray());
                crypto.tell(Secret.PRE_SHARED_KEY, context.getSecurityParametersHandshake(), key);
                return new BasicTlsPSKExternal(identity, key, prf(session.get().suite()));
            }
        }
        return null;
    }

    /** The hash of a suite of TLS 1.3 is in its name. */
    private static int prf(int suite) {
        return new CipherSuite(suite).name().endsWith("SHA384")
                ? PRFAlgorithm.tls13_hkdf_sha384
                : PRFAlgorithm.tls13_hkdf_sha256;
    }

    /**
     * The tickets of TLS 1.3 (RFC 9846 §4.6.1), for a client that can use them: each with the PSK
     * that its nonce makes of the resumption secret, sealed.
     *
     * <pre>
     * struct {
     *     uint32 ticket_lifetime;
     *     uint32 ticket_age_add;
     *     opaque ticket_nonce&lt;0..255&gt;;
     *     opaque ticket&lt;1..2^16-1&gt;;
     *     Extension extensions&lt;0..2^16-1&gt;;
     * } NewSessionTicket;
     * </pre>
     *
     * @param transcript every handshake message through the client's Finished
     */
    List<byte[]> tickets(byte[] transcript) throws IOException {
        short[] modes = TlsExtensionsUtils.getPSKKeyExchangeModesExtension(clientExtensions);
        if (!Arrays.contains(modes == null ? new short[0] : modes, PskKeyExchangeMode.psk_dhe_ke)) {
            return List.of();
        }
        SecurityParameters security = context.getSecurityParametersHandshake();
        int hash = security.getPRFCryptoHashAlgorithm();
        int length = security.getPRFHashLength();
        TlsSecret resumption =
                TlsCryptoUtils.hkdfExpandLabel(
                        security.getMasterSecret(), hash, "res master", transcript, length);
        List<byte[]> tickets = new ArrayList<>();
        for (byte number = 0; number < TICKETS; number++) {
            byte[] nonce = {number};
            TlsSecret psk =
                    TlsCryptoUtils.hkdfExpandLabel(resumption, hash, "resumption", nonce, length);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            TlsUtils.writeUint32(TICKET_LIFETIME, body);
            TlsUtils.writeUint32(random.nextInt() & 0xffffffffL, body);
            TlsUtils.writeOpaque8(nonce, body);
            TlsUtils.writeOpaque16(lab.ticketKey().seal(remembered(psk).encode()).toArray(), body);
            TlsUtils.writeUint16(0, body);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            TlsUtils.writeUint8(HandshakeType.new_session_ticket, message);
            TlsUtils.writeOpaque24(body.toByteArray(), message);
            tickets.add(message.toByteArray());
        }
        return tickets;
    }

    private Remembered remembered(TlsSecret secret) {
        SecurityParameters security = context.getSecurityParameters();
        return new Remembered(
                security.getNegotiatedVersion().getFullVersion(),
                security.getCipherSuite(),
                security.isExtendedMasterSecret(),
                Instant.now(),
                Bytes.of(crypto.adoptSecret(secret).extract()));
    }

    boolean isTls13() {
        return TlsUtils.isTLSv13(context);
    }
}
