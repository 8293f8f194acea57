package dev.handshake.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The JDK's own TLS, answering one request. */
final class JdkServer implements Server {
    private final SSLServerSocket listening;
    private final CompletableFuture<Said> said = new CompletableFuture<>();

    /** What its SSLSession holds after the handshake. */
    record Said(String protocol, String cipherSuite, String request) {}

    private JdkServer(SSLServerSocket listening) {
        this.listening = listening;
        Thread.ofPlatform().daemon().start(this::serve);
    }

    static JdkServer start(Authority.Identity identity, String... protocols) {
        try (InputStream in = Files.newInputStream(Authority.shared().pkcs12(identity))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            char[] password = "secret".toCharArray();
            store.load(in, password);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLServerSocket listening =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(0, 4, InetAddress.getLoopbackAddress());
            listening.setEnabledProtocols(protocols);
            return new JdkServer(listening);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve() {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.startHandshake();
            byte[] request = new byte[4096];
            int length = Math.max(0, socket.getInputStream().read(request));
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\njdk\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            said.complete(
                    new Said(
                            socket.getSession().getProtocol(),
                            socket.getSession().getCipherSuite(),
                            new String(request, 0, length, StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            said.completeExceptionally(e);
        }
    }

    Said said() throws Exception {
        return said.get(20, TimeUnit.SECONDS);
    }

    @Override
    public SocketAddress address() {
        return listening.getLocalSocketAddress();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
