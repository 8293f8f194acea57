package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Secret;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Tells the secrets of one connection of the engine's, client's or server's, when they become
 * known, each once: a cipher is made as soon as, and only when, there are new secrets.
 */
final class SecretTap {
    private final BcTlsCrypto crypto;
    private final Consumer<Secret> sink;
    private final Set<String> told = new HashSet<>();
    private boolean handshakeSecretsTold;

    /** What the two sides agreed on; empty before. */
    private Bytes agreed = Bytes.EMPTY;

    SecretTap(BcTlsCrypto crypto, Consumer<Secret> sink) {
        this.crypto = crypto;
        this.sink = sink;
    }

    /** The two sides have agreed on a secret; whose it is, the cipher's parameters will say. */
    void agreed(TlsSecret secret) {
        agreed = copy(secret);
    }

    /** A cipher is about to be made of the parameters. */
    void beforeCipher(TlsCryptoParameters parameters) {
        SecurityParameters security = parameters.getSecurityParametersHandshake();
        ProtocolVersion version = security.getNegotiatedVersion();
        boolean tls13 = TlsUtils.isTLSv13(version);
        if (!agreed.isEmpty()) {
            tell(tls13 ? Secret.SHARED_SECRET : Secret.PRE_MASTER_SECRET, security, agreed);
        }
        if (!tls13) {
            tell(Secret.MAIN_SECRET, security, security.getMasterSecret());
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
        tell(label, security, copy(secret));
    }

    private void tell(String label, SecurityParameters security, Bytes secret) {
        if (told.add(label)) {
            sink.accept(new Secret(label, Bytes.of(security.getClientRandom()), secret));
        }
    }

    private Bytes copy(TlsSecret secret) {
        // Extracting destroys a secret, so a copy is extracted.
        return Bytes.wrap(crypto.adoptSecret(secret).extract());
    }
}
