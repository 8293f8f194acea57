package dev.handshake.capture.lab;

import dev.handshake.capture.Secret;
import dev.handshake.capture.live.ResumptionBinder;
import dev.handshake.capture.live.SecretTap;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Bouncy Castle's cryptography for a server that takes its own tickets back. */
final class LabCrypto extends BcTlsCrypto {
    private final SecretTap tap;

    /**
     * @param sink told each secret when it becomes known
     */
    LabCrypto(Consumer<Secret> sink) {
        super(new SecureRandom());
        this.tap = new SecretTap(this, sink);
    }

    @Override
    public TlsCipher createCipher(
            TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        tap.beforeCipher(parameters);
        return super.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
    }

    @Override
    public TlsSecret hkdfInit(int hash) {
        return ResumptionBinder.zeros(this, hash);
    }
}
