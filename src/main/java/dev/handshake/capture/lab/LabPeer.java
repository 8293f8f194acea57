package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskKeyExchangeMode;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerContext;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server that does what its recipe says, for one connection. */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // The types that the engine speaks.
final class LabPeer extends AbstractTlsServer {
    private static final int TICKET_LIFETIME = 7200;
    private static final int TICKETS = 2;

    private final BcTlsCrypto crypto;
    private final Recipe recipe;
    private final TicketKey ticketKey;
    private final SecureRandom random = new SecureRandom();

    LabPeer(BcTlsCrypto crypto, Recipe recipe, TicketKey ticketKey) {
        super(crypto);
        this.crypto = crypto;
        this.recipe = recipe;
        this.ticketKey = ticketKey;
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
        return recipe.staple() != null;
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        // It has used the name to find its certificate (RFC 6066 §3).
        if (clientExtensions.containsKey(TlsExtensionsUtils.EXT_server_name)) {
            TlsExtensionsUtils.addEmptyExtensionData(extensions, ExtensionType.server_name);
        }
        if (!isTls13() && clientExtensions.containsKey(ExtensionType.session_ticket)) {
            TlsExtensionsUtils.addEmptyExtensionData(extensions, ExtensionType.session_ticket);
        }
        return extensions;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        return signer();
    }

    private TlsCredentialedSigner signer() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                PrivateKeyFactory.createKey(recipe.server().key().getEncoded()),
                certificate(),
                signatureScheme());
    }

    /** Of the client's schemes the first that the server's key can do. */
    private SignatureAndHashAlgorithm signatureScheme() throws IOException {
        Vector offered = context.getSecurityParametersHandshake().getClientSigAlgs();
        for (Object one : offered) {
            SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) one;
            if (fits(SignatureScheme.from(algorithm))) {
                return algorithm;
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    private boolean fits(int scheme) {
        return switch (scheme) {
            case SignatureScheme.rsa_pss_rsae_sha256,
                    SignatureScheme.rsa_pss_rsae_sha384,
                    SignatureScheme.rsa_pss_rsae_sha512 ->
                    recipe.server().isRsa();
            case SignatureScheme.rsa_pkcs1_sha256,
                    SignatureScheme.rsa_pkcs1_sha384,
                    SignatureScheme.rsa_pkcs1_sha512 ->
                    recipe.server().isRsa() && !isTls13();
            case SignatureScheme.ecdsa_secp256r1_sha256 -> !recipe.server().isRsa();
            default -> false;
        };
    }

    private Certificate certificate() throws IOException {
        List<X509CertificateHolder> all = new ArrayList<>();
        all.add(recipe.server().certificate());
        all.addAll(recipe.chain());
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
        if (!isTls13() || certificateStatusRequest == null || recipe.staple() == null) {
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
        OCSPResp staple = recipe.staple();
        if (staple == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        return new CertificateStatus(
                CertificateStatusType.ocsp, OCSPResponse.getInstance(staple.getEncoded()));
    }

    /** The ticket of TLS 1.2 (RFC 5077 §3.3): the master secret, sealed. */
    @Override
    public NewSessionTicket getNewSessionTicket() {
        return new NewSessionTicket(
                TICKET_LIFETIME,
                ticketKey
                        .seal(state(context.getSecurityParametersHandshake().getMasterSecret()))
                        .toArray());
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
            TlsUtils.writeOpaque16(ticketKey.seal(state(psk)).toArray(), body);
            TlsUtils.writeUint16(0, body);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            TlsUtils.writeUint8(HandshakeType.new_session_ticket, message);
            TlsUtils.writeOpaque24(body.toByteArray(), message);
            tickets.add(message.toByteArray());
        }
        return tickets;
    }

    /** What a server must know to resume: version, suite, when, and the secret. */
    private Bytes state(TlsSecret secret) {
        SecurityParameters security = context.getSecurityParametersHandshake();
        byte[] extracted = crypto.adoptSecret(secret).extract();
        return Bytes.of(
                ByteBuffer.allocate(2 + 2 + 8 + extracted.length)
                        .putShort((short) security.getNegotiatedVersion().getFullVersion())
                        .putShort((short) security.getCipherSuite())
                        .putLong(System.currentTimeMillis())
                        .put(extracted)
                        .array());
    }

    boolean isTls13() {
        return TlsUtils.isTLSv13(context);
    }
}
