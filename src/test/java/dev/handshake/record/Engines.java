package dev.handshake.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClient;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServer;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's client and server in one process, one suite and one version each: the bytes that
 * cross between them, and their secrets.
 */
final class Engines {
    static final String QUESTION = "what is the answer?";
    static final String ANSWER = "42";
    private static final byte[] PSK = "a key that both know".getBytes(UTF_8);

    private final BcTlsCrypto crypto = new BcTlsCrypto(new SecureRandom());
    private final Wish wish;
    private final List<Secret> secrets = new ArrayList<>();

    /**
     * What both sides want.
     *
     * @param suite by its code
     */
    record Wish(
            int suite, ProtocolVersion version, boolean encryptThenMac, boolean truncatedHmac) {}

    record Recorded(List<Chunk> chunks, List<Secret> secrets) {
        KeyRing keys() {
            KeyRing ring = new KeyRing();
            secrets.forEach(ring::add);
            return ring;
        }
    }

    private Engines(Wish wish) {
        this.wish = wish;
    }

    /** A suite that needs no certificate in TLS 1.2 or before, or one of TLS 1.3. */
    static Recorded run(Wish wish) throws IOException {
        return new Engines(wish).run();
    }

    private Recorded run() throws IOException {
        boolean tls13 = wish.version().equals(ProtocolVersion.TLSv13);
        String name = new dev.handshake.registry.CipherSuite(wish.suite()).name();
        boolean psk = name.contains("PSK");
        TlsClient client = tls13 ? new Signed() : psk ? new WithKey() : new Anonymous();
        TlsServer server =
                tls13 ? new SigningServer() : psk ? new KeyServer() : new AnonymousServer();
        TlsClientProtocol near = new TlsClientProtocol();
        TlsServerProtocol far = new TlsServerProtocol();
        List<Chunk> chunks = new ArrayList<>();
        far.accept(server);
        near.connect(client);
        exchange(near, far, chunks);
        near.writeApplicationData(QUESTION.getBytes(UTF_8), 0, QUESTION.length());
        exchange(near, far, chunks);
        far.writeApplicationData(ANSWER.getBytes(UTF_8), 0, ANSWER.length());
        exchange(near, far, chunks);
        near.writeApplicationData(QUESTION.getBytes(UTF_8), 0, QUESTION.length());
        near.close();
        exchange(near, far, chunks);
        return new Recorded(chunks, secrets);
    }

    private static void exchange(TlsProtocol near, TlsProtocol far, List<Chunk> chunks)
            throws IOException {
        boolean moved = true;
        while (moved) {
            moved = move(Sender.CLIENT, near, far, chunks);
            moved |= move(Sender.SERVER, far, near, chunks);
        }
    }

    private static boolean move(Sender sender, TlsProtocol from, TlsProtocol to, List<Chunk> chunks)
            throws IOException {
        byte[] bytes = new byte[from.getAvailableOutputBytes()];
        if (bytes.length == 0) {
            return false;
        }
        from.readOutput(bytes, 0, bytes.length);
        chunks.add(new Chunk(sender, Bytes.of(bytes)));
        if (!to.isClosed()) {
            to.offerInput(bytes);
        }
        return true;
    }

    private void tell(TlsContext context) {
        SecurityParameters connection = context.getSecurityParametersConnection();
        Bytes random = Bytes.of(connection.getClientRandom());
        if (wish.version().equals(ProtocolVersion.TLSv13)) {
            secrets.add(
                    secret("CLIENT_TRAFFIC_SECRET_0", random, connection.getTrafficSecretClient()));
            secrets.add(
                    secret("SERVER_TRAFFIC_SECRET_0", random, connection.getTrafficSecretServer()));
        } else {
            secrets.add(secret("CLIENT_RANDOM", random, connection.getMasterSecret()));
        }
    }

    private Secret secret(String label, Bytes random, TlsSecret secret) {
        return new Secret(label, random, Bytes.of(crypto.adoptSecret(secret).extract()));
    }

    private static Hashtable<Integer, byte[]> truncated(Hashtable<Integer, byte[]> extensions) {
        TlsExtensionsUtils.addTruncatedHMacExtension(extensions);
        return extensions;
    }

    // -- the peers: the same wishes for each

    private final class WithKey extends PSKTlsClient {
        WithKey() {
            super(crypto, new BasicTlsPSKIdentity("me", PSK));
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
            Hashtable<Integer, byte[]> extensions = extensions(super.getClientExtensions());
            return wish.truncatedHmac() ? truncated(extensions) : extensions;
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            tell(context);
        }
    }

    private final class Anonymous extends DefaultTlsClient {
        Anonymous() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        public TlsAuthentication getAuthentication() {
            throw new IllegalStateException("nobody shows a certificate");
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            tell(context);
        }
    }

    private final class Signed extends DefaultTlsClient {
        Signed() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new ServerOnlyTlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}
            };
        }

        @Override
        public void notifyHandshakeComplete() throws IOException {
            super.notifyHandshakeComplete();
            tell(context);
        }
    }

    private final class KeyServer extends PSKTlsServer {
        KeyServer() {
            super(
                    crypto,
                    new TlsPSKIdentityManager() {
                        @Override
                        public byte[] getHint() {
                            return new byte[0];
                        }

                        @Override
                        public byte[] getPSK(byte[] identity) {
                            return PSK;
                        }
                    });
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        protected boolean allowEncryptThenMAC() {
            return wish.encryptThenMac();
        }

        @Override
        protected boolean allowTruncatedHMac() {
            return wish.truncatedHmac();
        }
    }

    private final class AnonymousServer extends DefaultTlsServer {
        AnonymousServer() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        protected boolean allowEncryptThenMAC() {
            return wish.encryptThenMac();
        }
    }

    private final class SigningServer extends AbstractTlsServer {
        SigningServer() {
            super(crypto);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return wish.version().only();
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {wish.suite()};
        }

        @Override
        public @Nullable CertificateRequest getCertificateRequest() {
            return null;
        }

        @Override
        public TlsCredentials getCredentials() throws IOException {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                KeyPair pair = generator.generateKeyPair();
                X500Name name = new X500Name("CN=localhost");
                Instant now = Instant.now();
                byte[] der =
                        new JcaX509v3CertificateBuilder(
                                        name,
                                        BigInteger.ONE,
                                        Date.from(now.minusSeconds(60)),
                                        Date.from(now.plusSeconds(600)),
                                        name,
                                        pair.getPublic())
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(pair.getPrivate()))
                                .getEncoded();
                AsymmetricKeyParameter key =
                        PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
                Certificate chain =
                        new Certificate(
                                new byte[0],
                                new CertificateEntry[] {
                                    new CertificateEntry(crypto.createCertificate(der), null)
                                });
                return new BcDefaultTlsCredentialedSigner(
                        new TlsCryptoParameters(context),
                        crypto,
                        key,
                        chain,
                        SignatureScheme.getSignatureAndHashAlgorithm(
                                SignatureScheme.ecdsa_secp256r1_sha256));
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Hashtable<Integer, byte[]> extensions(Hashtable<?, ?> extensions) {
        return (Hashtable<Integer, byte[]>)
                TlsExtensionsUtils.ensureExtensionsInitialised(extensions);
    }
}
