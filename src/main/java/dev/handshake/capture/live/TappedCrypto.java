package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsObjectIdentifiers;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Bouncy Castle's cryptography, telling each secret when it becomes known: a cipher is made as soon
 * as, and only when, there are new secrets.
 */
final class TappedCrypto extends BcTlsCrypto {
    private final Consumer<Secret> sink;
    private boolean handshakeSecretsTold;

    TappedCrypto(Consumer<Secret> sink) {
        super(new SecureRandom());
        this.sink = sink;
    }

    @Override
    public TlsCipher createCipher(
            TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        SecurityParameters security = parameters.getSecurityParametersHandshake();
        ProtocolVersion version = security.getNegotiatedVersion();
        if (!TlsUtils.isTLSv13(version)) {
            tell("CLIENT_RANDOM", security, security.getMasterSecret());
        } else if (handshakeSecretsTold) {
            tell("CLIENT_TRAFFIC_SECRET_0", security, security.getTrafficSecretClient());
            tell("SERVER_TRAFFIC_SECRET_0", security, security.getTrafficSecretServer());
        } else {
            handshakeSecretsTold = true;
            tell("CLIENT_HANDSHAKE_TRAFFIC_SECRET", security, security.getTrafficSecretClient());
            tell("SERVER_HANDSHAKE_TRAFFIC_SECRET", security, security.getTrafficSecretServer());
        }
        return super.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
    }

    /** What the engine offers as keys from elsewhere are those of tickets. */
    @Override
    public TlsSecret hkdfInit(int cryptoHashAlgorithm) {
        return ResumptionBinder.zeros(this, cryptoHashAlgorithm);
    }

    void tell(String label, SecurityParameters security, TlsSecret secret) {
        // Extracting destroys a secret, so a copy is extracted.
        sink.accept(
                new Secret(
                        label,
                        Bytes.of(security.getClientRandom()),
                        Bytes.of(adoptSecret(secret).extract())));
    }

    /** What is no certificate is the peer's mistake, not ours: it hears bad_certificate. */
    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        try {
            return type == CertificateType.X509
                    ? new UnjudgedCertificate(this, encoding)
                    : super.createCertificate(type, encoding);
        } catch (IOException | RuntimeException e) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
        }
    }

    /**
     * A certificate for which the engine does not stop the handshake over what it promises (a
     * staple) or forbids (a use of its key). The reader judges that.
     */
    private static final class UnjudgedCertificate extends BcTlsCertificate {
        UnjudgedCertificate(BcTlsCrypto crypto, byte[] encoding) throws IOException {
            super(crypto, encoding);
        }

        @Override
        @SuppressWarnings("NullAway") // The engine's way to say that there is none.
        public byte[] getExtension(ASN1ObjectIdentifier name) throws IOException {
            return name.equals(TlsObjectIdentifiers.id_pe_tlsfeature)
                    ? null
                    : super.getExtension(name);
        }

        @Override
        protected boolean supportsKeyUsage(int use) {
            return true;
        }
    }
}
