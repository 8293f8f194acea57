package dev.handshake.proof;

import static org.awaitility.Awaitility.await;

import dev.handshake.Needs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * {@code nginx}, which answers with what it knows of the connection: protocol, cipher, server name,
 * ALPN. It runs in a temporary folder, on a Unix socket: a name nobody else can take, to be reached
 * through a {@link Tap}.
 */
final class NginxServer implements Server {
    private final Program program;
    private final SocketAddress address;
    private final Path folder;

    private NginxServer(Program program, SocketAddress address, Path folder) {
        this.program = program;
        this.folder = folder;
        this.address = address;
        await(program.output())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(this::answers);
    }

    /** {@code settings} are directives of its one server block. */
    static NginxServer start(Authority.Identity identity, String settings) {
        try {
            Path folder = Files.createTempDirectory("nginx");
            Path socket = folder.resolve("tls.sock");
            Files.writeString(
                    folder.resolve("nginx.conf"),
                    """
                    daemon off;
                    master_process off;
                    pid nginx.pid;
                    error_log stderr notice;
                    events { worker_connections 32; }
                    http {
                        access_log off;
                        client_body_temp_path body;
                        proxy_temp_path proxy;
                        fastcgi_temp_path fastcgi;
                        uwsgi_temp_path uwsgi;
                        scgi_temp_path scgi;
                        server {
                            listen unix:%s ssl;
                            ssl_certificate %s;
                            ssl_certificate_key %s;
                            %s
                            location / { return 200 "$ssl_protocol $ssl_cipher $ssl_server_name $ssl_alpn_protocol"; }
                        }
                    }
                    """
                            .formatted(socket, identity.chain(), identity.key(), settings));
            Program program =
                    Program.start(
                            folder,
                            Needs.program("nginx"),
                            "-p",
                            folder,
                            "-e",
                            "stderr",
                            "-c",
                            "nginx.conf");
            return new NginxServer(program, UnixDomainSocketAddress.of(socket), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        if (!program.isRunning()) {
            throw new AssertionError(program.output());
        }
        try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        program.close();
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
