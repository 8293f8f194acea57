package dev.handshake.capture.live;

import java.io.IOException;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.util.Arrays;

/** The engine's client, kept to what is to be said and no more. */
final class ClientProtocol extends TlsClientProtocol {
    private final Offer offer;

    ClientProtocol(Offer offer) {
        this.offer = offer;
    }

    /**
     * Where renegotiation_info is left out the engine would add the suite that stands for it (RFC
     * 5746 §3.3); the offer says neither.
     */
    @Override
    protected void sendClientHelloMessage() throws IOException {
        ClientHello made = clientHello;
        int[] suites = made.getCipherSuites();
        int[] offered = offer.offeredSuites().stream().mapToInt(suite -> suite.code()).toArray();
        if (Arrays.contains(suites, CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
            clientHello =
                    new ClientHello(
                            made.getVersion(),
                            made.getRandom(),
                            made.getSessionID(),
                            made.getCookie(),
                            offered,
                            made.getExtensions(),
                            made.getBindersSize());
        }
        super.sendClientHelloMessage();
    }
}
