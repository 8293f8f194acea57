package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCryptoUtils;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.Pack;

/**
 * The engine's client, kept to what is to be said and no more, and what it lacks: the tickets of
 * TLS 1.3, and new tickets in an abbreviated handshake of TLS 1.2.
 */
final class ClientProtocol extends TlsClientProtocol {
    /** In bytes: obfuscated_ticket_age, at the end of an identity. */
    private static final int AGE = 4;

    /** RFC 9846 §4.7.1: no longer, whatever the server says. */
    private static final long LONGEST_LIFETIME = Duration.ofDays(7).toSeconds();

    private final TappedClient client;
    private final Transcript transcript = new Transcript();
    private Bytes resumptionSecret = Bytes.EMPTY;
    private boolean complete;

    ClientProtocol(TappedClient client) {
        this.client = client;
    }

    @Override
    protected void sendClientHelloMessage() throws IOException {
        leaveOutSignallingSuite();
        tellAge();
        super.sendClientHelloMessage();
    }

    /**
     * Where renegotiation_info is left out the engine would add the suite that stands for it (RFC
     * 5746 §3.3); the offer says neither.
     */
    private void leaveOutSignallingSuite() {
        ClientHello made = clientHello;
        int[] offered = client.getCipherSuites();
        if (Arrays.contains(
                made.getCipherSuites(), CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV)) {
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
    }

    /** The engine knows pre-shared keys without an age only; the binder is made after this. */
    private void tellAge() {
        client.offered()
                .filter(offered -> offered.kind() == Resumption.Kind.PSK)
                .ifPresent(offered -> {
                    byte[] identities =
                            TlsUtils.getExtensionData(
                                    clientHello.getExtensions(),
                                    TlsExtensionsUtils.EXT_pre_shared_key);
                    // It is gone where a HelloRetryRequest has settled on another hash.
                    if (identities != null) {
                        Pack.intToBigEndian(
                                (int) offered.obfuscatedAge(Instant.now()),
                                identities,
                                identities.length - AGE);
                        client.tellPreSharedKey(offered);
                    }
                });
    }

    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput message)
            throws IOException {
        if (!complete) {
            message.reset();
            transcript.add(Bytes.wrap(message.readAllBytes()));
            message.reset();
            message.skipNBytes(4);
        }
        if (type == HandshakeType.new_session_ticket && isResuming12()) {
            receiveNewSessionTicket(message);
            return;
        }
        super.handleHandshakeMessage(type, message);
    }

    /** Whether an abbreviated handshake of TLS 1.2 is going on (RFC 5077 §3.1, figure 2). */
    private boolean isResuming12() {
        SecurityParameters security = getContext().getSecurityParametersHandshake();
        return security != null && security.isResumedSession() && !client.isTls13();
    }

    @Override
    protected void safeWriteRecord(short type, byte[] buffer, int offset, int length)
            throws IOException {
        if (type == ContentType.handshake && !complete) {
            transcript.add(Bytes.of(buffer, offset, length));
        }
        super.safeWriteRecord(type, buffer, offset, length);
    }

    /** RFC 9846 §7.1: {@code Derive-Secret(., "res main", ClientHello...client Finished)}. */
    @Override
    protected void completeHandshake() throws IOException {
        if (client.isTls13()) {
            SecurityParameters security = getContext().getSecurityParametersHandshake();
            int hash = security.getPRFCryptoHashAlgorithm();
            resumptionSecret =
                    Bytes.wrap(
                            TlsCryptoUtils.hkdfExpandLabel(
                                            security.getMasterSecret(),
                                            hash,
                                            "res master",
                                            transcript.hash(
                                                    () -> client.getCrypto().createHash(hash)),
                                            security.getPRFHashLength())
                                    .extract());
        }
        complete = true;
        super.completeHandshake();
    }

    /**
     * RFC 9846 §4.7.1.
     *
     * <pre>
     * struct {
     *     uint32 ticket_lifetime;
     *     uint32 ticket_age_add;
     *     opaque ticket_nonce&lt;0..255&gt;;
     *     opaque ticket&lt;1..2^16-1&gt;;
     *     Extension extensions&lt;0..2^16-1&gt;;
     * } NewSessionTicket;
     * </pre>
     */
    @Override
    protected void receive13NewSessionTicket(ByteArrayInputStream message) throws IOException {
        if (!complete) {
            throw new TlsFatalAlert(AlertDescription.unexpected_message);
        }
        long lifetime = Math.min(TlsUtils.readUint32(message), LONGEST_LIFETIME);
        long ageAdd = TlsUtils.readUint32(message);
        byte[] nonce = TlsUtils.readOpaque8(message);
        byte[] ticket = TlsUtils.readOpaque16(message, 1);
        TlsUtils.readOpaque16(message);
        if (message.available() > 0) {
            throw new TlsFatalAlert(AlertDescription.decode_error);
        }
        if (lifetime == 0) {
            return;
        }
        SecurityParameters security = getContext().getSecurityParametersConnection();
        TlsSecret secret = client.getCrypto().createSecret(resumptionSecret.toArray());
        Bytes key =
                Bytes.wrap(
                        TlsCryptoUtils.hkdfExpandLabel(
                                        secret,
                                        security.getPRFCryptoHashAlgorithm(),
                                        "resumption",
                                        nonce,
                                        security.getPRFHashLength())
                                .extract());
        client.remember(
                new Resumption(
                        Resumption.Kind.PSK,
                        dev.handshake.registry.ProtocolVersion.TLS_1_3,
                        new dev.handshake.registry.CipherSuite(security.getCipherSuite()),
                        Instant.now(),
                        Duration.ofSeconds(lifetime),
                        Bytes.wrap(ticket),
                        key,
                        ageAdd,
                        Resumption.Habits.NONE));
    }
}
