package dev.handshake.capture.live;

import dev.handshake.capture.Secret;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.crypto.TlsAgreement;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsKemConfig;
import org.bouncycastle.tls.crypto.TlsKemDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Bouncy Castle's cryptography of one connection, telling each secret when it becomes known, from
 * what the two sides agree on to the last traffic secret; and knowing tickets of TLS 1.3.
 */
public class OpenCrypto extends BcTlsCrypto {
    private final SecretTap tap;

    /**
     * @param sink told each secret when it becomes known
     */
    public OpenCrypto(Consumer<Secret> sink) {
        super(new SecureRandom());
        this.tap = new SecretTap(this, sink);
    }

    /** Tells a secret that the cryptography does not come by itself. */
    public void tell(String label, SecurityParameters security, TlsSecret secret) {
        tap.tell(label, security, secret);
    }

    @Override
    public TlsCipher createCipher(
            TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        tap.beforeCipher(parameters);
        return super.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
    }

    /** What the engine offers as keys from elsewhere are those of tickets. */
    @Override
    public TlsSecret hkdfInit(int cryptoHashAlgorithm) {
        return ResumptionBinder.zeros(this, cryptoHashAlgorithm);
    }

    // -- what the two sides agree on

    /** Hears what was agreed on without the engine's key agreement: with RSA, say. */
    public TlsSecret agreed(TlsSecret secret) {
        tap.agreed(secret);
        return secret;
    }

    @Override
    public TlsSecret generateRSAPreMasterSecret(ProtocolVersion version) {
        return agreed(super.generateRSAPreMasterSecret(version));
    }

    @Override
    public TlsDHDomain createDHDomain(TlsDHConfig dhConfig) {
        TlsDHDomain domain = super.createDHDomain(dhConfig);
        return () -> new Heard(domain.createDH());
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig ecConfig) {
        TlsECDomain domain = super.createECDomain(ecConfig);
        return () -> new Heard(domain.createECDH());
    }

    @Override
    public TlsKemDomain createKemDomain(TlsKemConfig kemConfig) {
        TlsKemDomain domain = super.createKemDomain(kemConfig);
        return () -> new Heard(domain.createKem());
    }

    /** The halves have been heard one by one; what counts is both. */
    @Override
    public TlsSecret createHybridSecret(TlsSecret s1, TlsSecret s2) {
        return agreed(super.createHybridSecret(s1, s2));
    }

    private final class Heard implements TlsAgreement {
        private final TlsAgreement agreement;

        Heard(TlsAgreement agreement) {
            this.agreement = agreement;
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            return agreement.generateEphemeral();
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            agreement.receivePeerValue(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            return agreed(agreement.calculateSecret());
        }
    }
}
