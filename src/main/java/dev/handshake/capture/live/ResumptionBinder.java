package dev.handshake.capture.live;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsSecret;

/**
 * Makes the engine, which knows pre-shared keys from elsewhere only, speak of those that a ticket
 * stands for: their binder differs in its label alone (RFC 9846 §7.1).
 *
 * <pre>
 * PSK -> HKDF-Extract = Early Secret
 *           |
 *           +-----> Derive-Secret(., "ext binder" | "res binder", "") = binder_key
 * </pre>
 */
final class ResumptionBinder {
    private static final byte[] EXTERNAL = label("ext binder");
    private static final byte[] RESUMPTION = label("res binder");

    /** Behind the two bytes of the length and the one of the label's own. */
    private static final int LABEL_AT = 3;

    private ResumptionBinder() {}

    /** The zeros that the engine extracts the early secret with: {@code hkdfInit}. */
    static TlsSecret zeros(BcTlsCrypto crypto, int cryptoHashAlgorithm) {
        return new BcTlsSecret(
                crypto, new byte[TlsCryptoUtils.getHashOutputSize(cryptoHashAlgorithm)]) {
            @Override
            public synchronized TlsSecret hkdfExtract(int hash, TlsSecret ikm) {
                return new EarlySecret(
                        crypto, crypto.adoptSecret(super.hkdfExtract(hash, ikm)).extract());
            }
        };
    }

    private static final class EarlySecret extends BcTlsSecret {
        EarlySecret(BcTlsCrypto crypto, byte[] data) {
            super(crypto, data);
        }

        @Override
        public synchronized TlsSecret hkdfExpand(int hash, byte[] info, int length) {
            byte[] relabelled = info.clone();
            if (startsWith(info, EXTERNAL)) {
                System.arraycopy(RESUMPTION, 0, relabelled, LABEL_AT, RESUMPTION.length);
            }
            return super.hkdfExpand(hash, relabelled, length);
        }
    }

    private static boolean startsWith(byte[] info, byte[] label) {
        if (info.length < LABEL_AT + label.length) {
            return false;
        }
        for (int i = 0; i < label.length; i++) {
            if (info[LABEL_AT + i] != label[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] label(String name) {
        return ("tls13 " + name).getBytes(StandardCharsets.US_ASCII);
    }
}
