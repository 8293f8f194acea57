package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsSecret;

/**
 * Bouncy Castle's cryptography for a server that takes its own tickets. The engine knows only PSKs
 * that were agreed on elsewhere; those of a ticket differ from them in one label (RFC 9846 §7.1),
 * which is put right here.
 */
final class LabCrypto extends BcTlsCrypto {
    private static final Bytes EXTERNAL = label("tls13 ext binder");
    private static final Bytes RESUMPTION = label("tls13 res binder");

    /** In the HkdfLabel the length of the result stands before the label. */
    private static final int LABEL_AT = 2;

    LabCrypto() {
        super(new SecureRandom());
    }

    private static Bytes label(String label) {
        byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
        return Bytes.concat(Bytes.of(new byte[] {(byte) ascii.length}), Bytes.of(ascii));
    }

    @Override
    public TlsSecret hkdfInit(int hash) {
        return new Relabelled(this, super.hkdfInit(hash));
    }

    /** A secret of the key schedule, and what is extracted from it. */
    private static final class Relabelled extends BcTlsSecret {
        Relabelled(LabCrypto crypto, TlsSecret secret) {
            super(crypto, secret.extract());
        }

        @Override
        public synchronized TlsSecret hkdfExtract(int hash, TlsSecret input) {
            return new Relabelled((LabCrypto) getCrypto(), super.hkdfExtract(hash, input));
        }

        @Override
        public synchronized TlsSecret hkdfExpand(int hash, byte[] info, int length) {
            Bytes label = Bytes.of(info);
            boolean external = label.from(LABEL_AT).startsWith(EXTERNAL);
            Bytes right =
                    external
                            ? Bytes.concat(
                                    label.slice(0, LABEL_AT),
                                    RESUMPTION,
                                    label.from(LABEL_AT + EXTERNAL.length()))
                            : label;
            return super.hkdfExpand(hash, right.toArray(), length);
        }
    }
}
