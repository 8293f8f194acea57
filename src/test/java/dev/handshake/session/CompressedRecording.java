package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * BoringSSL at both ends, by netty-tcnative 2.0.74: TLS 1.3 with a compressed server certificate
 * and a client certificate that is not, recorded by dumpcap, with the key log that BoringSSL told.
 * The bytes were compressed by Debian's zstd (level 19, with a checksum), Node's Brotli, Python's
 * zlib.
 */
public final class CompressedRecording {
    private CompressedRecording() {}

    /**
     * The session, judged by the root certificate of the recording.
     *
     * @param algorithm {@code zlib}, {@code brotli} or {@code zstd}
     */
    public static Session session(String algorithm) throws Exception {
        List<CaptureEvent> events = events(algorithm);
        SessionBuilder builder = new SessionBuilder(_ -> {});
        events.forEach(builder);
        return builder.snapshot();
    }

    static List<CaptureEvent> events(String algorithm) throws Exception {
        List<Bytes> anchors = certificates("compressed-root.pem");
        List<CaptureEvent> events = new ArrayList<>();
        try (CaptureFile file = CaptureFile.open(path("compressed-" + algorithm + ".pcapng"))) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            KeyRing keys = new KeyRing();
            keys.addAll(file.keys());
            file.source(connections.getFirst(), keys)
                    .capture(event ->
                            events.add(
                                    event instanceof CaptureEvent.Opened opened
                                            ? new CaptureEvent.Opened(
                                                    opened.nanos(),
                                                    opened.origin(),
                                                    opened.started(),
                                                    anchors,
                                                    opened.keys(),
                                                    opened.recording())
                                            : event));
        }
        return events;
    }

    /** The certificates that the server was given. */
    static List<Bytes> chain() throws Exception {
        return certificates("compressed-chain.pem");
    }

    private static List<Bytes> certificates(String name) throws Exception {
        List<Bytes> ders = new ArrayList<>();
        try (InputStream in = path(name).toUri().toURL().openStream()) {
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                ders.add(Bytes.of(one.getEncoded()));
            }
        }
        return ders;
    }

    private static Path path(String name) throws Exception {
        URI uri = Objects.requireNonNull(CompressedRecording.class.getResource(name)).toURI();
        return Path.of(uri);
    }
}
