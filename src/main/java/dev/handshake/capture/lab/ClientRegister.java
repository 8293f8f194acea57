package dev.handshake.capture.lab;

import dev.handshake.capture.live.ClientIdentity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** The lab's authority for clients, and the one client that it has certified. */
final class ClientRegister {
    private final Clock clock;
    private final Identity authority;
    private final Identity client;

    ClientRegister(Authority maker, Clock clock) throws GeneralSecurityException, IOException {
        this.clock = clock;
        this.authority = maker.root("TLS Handshake Lab Client CA");
        this.client = maker.client(authority, maker.p256(), "student@lab.invalid");
    }

    X509CertificateHolder authority() {
        return authority.certificate();
    }

    Identity client() {
        return client;
    }

    /** What this program's own client shows. */
    ClientIdentity identity() throws IOException {
        return ClientIdentity.ofHolders(client.key(), List.of(client.certificate()));
    }

    /** Whether this authority signed the certificate, and it is valid now. */
    boolean knows(byte[] der) {
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            return certificate.isValidOn(Date.from(Instant.now(clock)))
                    && certificate.isSignatureValid(
                            new JcaContentVerifierProviderBuilder().build(authority()));
        } catch (IOException | CertException | CertificateException | OperatorCreationException e) {
            return false;
        }
    }
}
