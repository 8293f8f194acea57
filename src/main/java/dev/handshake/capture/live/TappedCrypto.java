package dev.handshake.capture.live;

import dev.handshake.capture.Secret;
import java.io.IOException;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsObjectIdentifiers;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The client's cryptography, which judges no certificate. */
final class TappedCrypto extends OpenCrypto {
    TappedCrypto(Consumer<Secret> sink) {
        super(sink);
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
