package dev.handshake.capture.live;

import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/**
 * Offers what the options say, takes what the server answers, and remembers the alerts of both
 * sides. It judges no certificate: that is done where it can be shown.
 */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // The types that the engine speaks.
final class TappedClient extends AbstractTlsClient {
    private static final int[] SIGNATURE_SCHEMES = {
        SignatureScheme.ecdsa_secp256r1_sha256,
        SignatureScheme.rsa_pss_rsae_sha256,
        SignatureScheme.rsa_pkcs1_sha256,
        SignatureScheme.ecdsa_secp384r1_sha384,
        SignatureScheme.rsa_pss_rsae_sha384,
        SignatureScheme.rsa_pkcs1_sha384,
        SignatureScheme.ecdsa_secp521r1_sha512,
        SignatureScheme.rsa_pss_rsae_sha512,
        SignatureScheme.rsa_pkcs1_sha512,
        SignatureScheme.ed25519,
        SignatureScheme.rsa_pss_pss_sha256,
        SignatureScheme.rsa_pss_pss_sha384,
        SignatureScheme.rsa_pss_pss_sha512,
        // Only old servers need these two.
        SignatureScheme.rsa_pkcs1_sha1,
        SignatureScheme.ecdsa_sha1,
    };

    /** A group for DHE beyond this would cost more to compute than any server may ask. */
    private static final int LARGEST_DH_PRIME = 8192;

    private final ClientOptions options;
    private final TappedCrypto crypto;
    private @Nullable Failure alert;
    private boolean complete;

    TappedClient(ClientOptions options, TappedCrypto crypto) {
        super(crypto);
        this.options = options;
        this.crypto = crypto;
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
        ProtocolVersion latest =
                options.offersTls13() ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12;
        ProtocolVersion earliest =
                options.offersTls12() ? ProtocolVersion.TLSv12 : ProtocolVersion.TLSv13;
        return latest.downTo(earliest);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return options.offeredSuites().stream().mapToInt(CipherSuite::code).toArray();
    }

    @Override
    protected Vector getSupportedGroups(Vector namedGroupRoles) {
        return groups(options.offeredGroups());
    }

    /** A share for the first group and, if that is a hybrid, for the first plain one. */
    @Override
    public Vector getEarlyKeyShareGroups() {
        List<NamedGroup> offered = options.offeredGroups();
        NamedGroup first = offered.getFirst();
        Vector shares = groups(List.of(first));
        if (Offers.isTls13Only(first)) {
            offered.stream()
                    .filter(group -> !Offers.isTls13Only(group))
                    .findFirst()
                    .ifPresent(group -> shares.add(group.code()));
        }
        return shares;
    }

    private static Vector groups(List<NamedGroup> groups) {
        return new Vector<>(groups.stream().map(NamedGroup::code).toList());
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        Vector schemes = new Vector();
        for (int scheme : SIGNATURE_SCHEMES) {
            schemes.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme));
        }
        return schemes;
    }

    @Override
    protected Vector getSupportedSignatureAlgorithmsCert() {
        return getSupportedSignatureAlgorithms();
    }

    @Override
    protected @Nullable Vector getProtocolNames() {
        return options.alpn().isEmpty()
                ? null
                : new Vector<>(options.alpn().stream().map(ProtocolName::asUtf8Encoding).toList());
    }

    @Override
    protected @Nullable Vector getSNIServerNames() {
        String name = options.serverName();
        return name == null
                ? null
                : TlsUtils.vectorOfOne(
                        new ServerName(
                                NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsExtensionsUtils.addEmptyExtensionData(
                extensions, ExtensionType.signed_certificate_timestamp);
        if (options.offersTls13()) {
            TlsExtensionsUtils.addPSKKeyExchangeModesExtension(
                    extensions, getPskKeyExchangeModes());
        }
        if (options.offersTls12()) {
            TlsExtensionsUtils.addEmptyExtensionData(extensions, ExtensionType.session_ticket);
            // Without it the engine would send the signalling suite instead.
            extensions.put(ExtensionType.renegotiation_info, TlsUtils.encodeOpaque8(new byte[0]));
        }
        return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) {
                // Judged by the reader, where everybody can see it.
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                return null;
            }
        };
    }

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
