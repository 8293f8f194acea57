package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import java.util.function.Consumer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Tells the secrets of one connection of the engine's, client's or server's, when they become
 * known: a cipher is made as soon as, and only when, there are new secrets.
 */
public final class SecretTap {
    private final BcTlsCrypto crypto;
    private final Consumer<Secret> sink;
    private boolean handshakeSecretsTold;

    public SecretTap(BcTlsCrypto crypto, Consumer<Secret> sink) {
        this.crypto = crypto;
        this.sink = sink;
    }

    /** A cipher is about to be made of the parameters. */
    public void beforeCipher(TlsCryptoParameters parameters) {
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
    }

    void tell(String label, SecurityParameters security, TlsSecret secret) {
        // Extracting destroys a secret, so a copy is extracted.
        sink.accept(
                new Secret(
                        label,
                        Bytes.of(security.getClientRandom()),
                        Bytes.of(crypto.adoptSecret(secret).extract())));
    }
}
