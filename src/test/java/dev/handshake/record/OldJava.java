package dev.handshake.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Java's own TLS with RSA key exchange and everything allowed that it has switched off over the
 * years: SSL 3.0, RC4, DES, keys for export. That is asked for before the first connection of a
 * process, so {@link #main} is one of its own; it prints what crossed between its client and its
 * server, and the server's private key.
 */
final class OldJava {
    static final String QUESTION = "what is the answer?";
    static final String ANSWER = "42";
    private static final int ROUNDS = 3;

    private OldJava() {}

    /** What crossed, and who can read it. */
    record Recorded(List<Chunk> chunks, KeyRing keys) {}

    /**
     * What is asked for.
     *
     * @param keyBits of the server's RSA key: 512 for a suite for export
     * @param connections one after the other; those after the first resume the session
     * @param renegotiations within each
     */
    record Wish(String version, String suite, int keyBits, int connections, int renegotiations) {}

    /** The connections of each wish. */
    static Map<Wish, List<Recorded>> run(List<Wish> wishes) throws Exception {
        Path security = Files.createTempFile("everything-allowed", ".properties");
        try {
            Files.writeString(
                    security,
                    """
                    jdk.tls.disabledAlgorithms=
                    jdk.tls.legacyAlgorithms=
                    jdk.certpath.disabledAlgorithms=
                    """);
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Djava.security.properties=" + security,
                                    "-XX:TieredStopAtLevel=1",
                                    "-cp",
                                    classPath(),
                                    OldJava.class.getName()));
            for (Wish wish : wishes) {
                command.add(wish.version());
                command.add(wish.suite());
                command.add("" + wish.keyBits());
                command.add("" + wish.connections());
                command.add("" + wish.renegotiations());
            }
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(output);
            }
            return parse(wishes, output);
        } finally {
            Files.delete(security);
        }
    }

    private static String classPath() throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> of :
                List.of(
                        OldJava.class,
                        KeyRing.class,
                        ASN1Encodable.class,
                        ContentInfo.class,
                        JcaX509v3CertificateBuilder.class)) {
            places.add(place(of));
        }
        places.add(Path.of("target", "test-classes").toAbsolutePath().toString());
        return String.join(System.getProperty("path.separator"), places);
    }

    private static String place(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static Map<Wish, List<Recorded>> parse(List<Wish> wishes, String output)
            throws GeneralSecurityException {
        Map<Wish, List<Recorded>> all = new LinkedHashMap<>();
        List<Recorded> recorded = new ArrayList<>();
        KeyRing keys = new KeyRing();
        for (String line : output.lines().toList()) {
            String rest = line.substring(2);
            switch (line.charAt(0)) {
                case 'K' -> {
                    recorded = new ArrayList<>();
                    all.put(wishes.get(all.size()), recorded);
                    keys = new KeyRing();
                    keys.add(rsaKey(Bytes.ofHex(rest)));
                }
                case 'N' -> recorded.add(new Recorded(new ArrayList<>(), keys));
                case 'C' -> recorded.getLast().chunks().add(Chunk.client(Bytes.ofHex(rest)));
                case 'S' -> recorded.getLast().chunks().add(Chunk.server(Bytes.ofHex(rest)));
                default -> throw new AssertionError(line);
            }
        }
        return all;
    }

    private static KeyRing.RsaKey rsaKey(Bytes encoded) throws GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded.toArray()));
        return (encrypted, offered) -> decrypt(key, encrypted);
    }

    private static Optional<Bytes> decrypt(PrivateKey key, Bytes encrypted) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return Optional.of(Bytes.of(cipher.doFinal(encrypted.toArray())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    // -- in the process of its own

    public static void main(String... args) throws Exception {
        for (int at = 0; at < args.length; at += 5) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(Integer.parseInt(args[at + 2]));
            KeyPair pair = generator.generateKeyPair();
            say("K ", pair.getPrivate().getEncoded());
            SSLContext context = context(pair);
            for (int i = 0; i < Integer.parseInt(args[at + 3]); i++) {
                System.out.println("N ");
                new Pair(context, args[at], args[at + 1]).talk(Integer.parseInt(args[at + 4]));
            }
        }
    }

    private static void say(String what, byte[] bytes) {
        System.out.println(what + Bytes.of(bytes).hex());
    }

    private static SSLContext context(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        X509Certificate certificate =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                new JcaX509v3CertificateBuilder(
                                                name,
                                                BigInteger.ONE,
                                                Date.from(now.minusSeconds(60)),
                                                Date.from(now.plusSeconds(600)),
                                                name,
                                                pair.getPublic())
                                        .build(
                                                new JcaContentSignerBuilder("SHA1withRSA")
                                                        .build(pair.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("me", pair.getPrivate(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Trusting()}, null);
        return context;
    }

    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A client and a server that are joined by buffers. */
    private static final class Pair {
        private final SSLEngine client;
        private final SSLEngine server;
        private final ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
        private final ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
        private final ByteBuffer clientReads = ByteBuffer.allocate(1 << 17);
        private final ByteBuffer serverReads = ByteBuffer.allocate(1 << 17);

        Pair(SSLContext context, String version, String suite) {
            client = context.createSSLEngine("localhost", 4433);
            server = context.createSSLEngine();
            client.setUseClientMode(true);
            server.setUseClientMode(false);
            for (SSLEngine engine : List.of(client, server)) {
                String[] versions =
                        version.equals("SSLv2Hello")
                                ? new String[] {"SSLv2Hello", "SSLv3", "TLSv1"}
                                : new String[] {version};
                engine.setEnabledProtocols(versions);
                engine.setEnabledCipherSuites(
                        new String[] {suite, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"});
            }
        }

        void talk(int renegotiations) throws Exception {
            for (int i = 0; i <= renegotiations; i++) {
                client.beginHandshake();
                for (int round = 0; round < ROUNDS; round++) {
                    exchange(text(QUESTION), text(ANSWER));
                }
            }
            client.closeOutbound();
            exchange(text(""), text(""));
        }

        private static ByteBuffer text(String text) {
            return ByteBuffer.wrap(text.getBytes(UTF_8));
        }

        private void exchange(ByteBuffer question, ByteBuffer answer) throws Exception {
            for (boolean moved = true; moved; ) {
                moved = step(client, "C ", question, toServer, toClient, clientReads);
                // The server answers when it has been asked.
                boolean asked = !question.hasRemaining();
                moved |=
                        step(
                                server,
                                "S ",
                                asked ? answer : text(""),
                                toClient,
                                toServer,
                                serverReads);
            }
        }

        private static boolean step(
                SSLEngine engine,
                String name,
                ByteBuffer says,
                ByteBuffer out,
                ByteBuffer in,
                ByteBuffer hears)
                throws Exception {
            boolean moved = false;
            hears.clear();
            in.flip();
            while (in.hasRemaining()
                    && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP
                    && engine.unwrap(in, hears).bytesConsumed() > 0) {
                tasks(engine);
                moved = true;
            }
            in.compact();
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP
                    || engine.isOutboundDone()) {
                return moved;
            }
            if (!says.hasRemaining()
                    && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return moved;
            }
            int before = out.position();
            engine.wrap(says, out);
            tasks(engine);
            if (out.position() > before) {
                byte[] bytes = new byte[out.position() - before];
                out.get(before, bytes);
                say(name, bytes);
                moved = true;
            }
            return moved;
        }

        private static void tasks(SSLEngine engine) {
            for (Runnable task = engine.getDelegatedTask();
                    task != null;
                    task = engine.getDelegatedTask()) {
                task.run();
            }
        }
    }

    /** What the client sent and what the server sent, in all. */
    static String all(String text, int renegotiations) {
        return text.repeat(ROUNDS * (renegotiations + 1));
    }
}
