import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslCertificateCompressionAlgorithm;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig;
import io.netty.handler.ssl.OpenSslCertificateCompressionConfig.AlgorithmMode;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSLContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLEngine;

/**
 * One handshake of BoringSSL with itself, in which the server compresses its certificate (RFC
 * 8879). Arguments: the port, the host, the file for the secrets. In the working folder: {@code
 * root.pem}, {@code chain.pem} and {@code server.key}.
 */
final class Compressed {
    /** BoringSSL leaves the compressing to whoever uses it. */
    private static final class Zlib implements OpenSslCertificateCompressionAlgorithm {
        @Override
        public byte[] compress(SSLEngine engine, byte[] certificate) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
                out.write(certificate);
            }
            return compressed.toByteArray();
        }

        @Override
        public byte[] decompress(SSLEngine engine, int length, byte[] compressed)
                throws IOException {
            return new InflaterInputStream(new ByteArrayInputStream(compressed)).readNBytes(length);
        }

        @Override
        public int algorithmId() {
            return 1;
        }
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        String host = args[1];
        // The first time takes long enough for TCP to send things twice.
        shakeHands(server(), client(), 0, host);
        SslContext client = client();
        try (PrintStream keys = new PrintStream(args[2])) {
            SSLContext.setKeyLogCallback(
                    address(client),
                    (ssl, line) -> keys.println(new String(line, StandardCharsets.US_ASCII)));
            shakeHands(server(), client, port, host);
        }
    }

    private static SslContext server() throws IOException {
        return context(SslContextBuilder.forServer(new File("chain.pem"), new File("server.key")));
    }

    private static SslContext client() throws IOException {
        return context(SslContextBuilder.forClient().trustManager(new File("root.pem")));
    }

    /** Of BoringSSL's own context, which Netty keeps to itself. */
    private static long address(SslContext context) throws ReflectiveOperationException {
        Field field = ReferenceCountedOpenSslContext.class.getDeclaredField("ctx");
        field.setAccessible(true);
        return field.getLong(context);
    }

    private static SslContext context(SslContextBuilder builder) throws IOException {
        return builder.sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.3")
                .option(
                        OpenSslContextOption.CERTIFICATE_COMPRESSION_ALGORITHMS,
                        OpenSslCertificateCompressionConfig.newBuilder()
                                .addAlgorithm(new Zlib(), AlgorithmMode.Both)
                                .build())
                .build();
    }

    private static void shakeHands(SslContext server, SslContext client, int port, String host)
            throws InterruptedException {
        MultiThreadIoEventLoopGroup threads =
                new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        String page = "With a certificate that came compressed.";
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(page.length(), page);
        String request = "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
        Channel listening =
                new ServerBootstrap()
                        .group(threads)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(
                                end(
                                        channel -> {
                                            SslHandler tls = server.newHandler(channel.alloc());
                                            // Whoever does not wait for it resets TCP.
                                            tls.setCloseNotifyReadTimeoutMillis(3000);
                                            return tls;
                                        },
                                        peer ->
                                                peer.writeAndFlush(ascii(answer))
                                                        .addListener(ChannelFutureListener.CLOSE)))
                        .bind("127.0.0.1", port)
                        .sync()
                        .channel();
        Channel visit =
                new Bootstrap()
                        .group(threads)
                        .channel(NioSocketChannel.class)
                        .handler(
                                end(
                                        channel -> client.newHandler(channel.alloc(), host, 443),
                                        peer -> {}))
                        .connect(listening.localAddress())
                        .sync()
                        .channel();
        visit.pipeline().get(SslHandler.class).handshakeFuture().sync();
        visit.writeAndFlush(ascii(request));
        visit.closeFuture().sync();
        listening.close().sync();
        threads.shutdownGracefully().sync();
    }

    private static ChannelInitializer<Channel> end(
            Function<Channel, SslHandler> tls, Consumer<ChannelHandlerContext> answer) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                tls.apply(channel),
                                new SimpleChannelInboundHandler<ByteBuf>() {
                                    @Override
                                    protected void channelRead0(
                                            ChannelHandlerContext peer, ByteBuf said) {
                                        answer.accept(peer);
                                    }
                                });
            }
        };
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
