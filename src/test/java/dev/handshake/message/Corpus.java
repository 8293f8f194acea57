package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handshake messages that others made, out of the shared test data. */
public final class Corpus {
    /** A message, what is known around it, and where it comes from. */
    public record Sample(String origin, Bytes message, HandshakeContext context) {
        public Messages.Read read() {
            return Messages.handshake(message, context);
        }

        Sample with(Bytes other) {
            return new Sample(origin, other, context);
        }
    }

    /** A block of a {@code .vec} file: {@code Key = value} lines. */
    public record Vector(String file, Map<String, String> values) {
        public Bytes bytes(String key) {
            return Bytes.ofHex(values.getOrDefault(key, ""));
        }
    }

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN[^-]*-----([^-]*)-----END", Pattern.DOTALL);
    private static final Pattern HEX_LINE =
            Pattern.compile("^[0-9a-f]{8}  ((?:[0-9a-f]{2} {1,2}){1,16}) *\\|");

    private Corpus() {}

    /** Every handshake message that this corpus has in the clear. */
    public static List<Sample> messages() {
        List<Sample> all = new ArrayList<>();
        all.addAll(illustrated());
        all.addAll(rfc8448());
        all.addAll(flows());
        all.addAll(botan());
        return all;
    }

    static HandshakeContext context(ProtocolVersion version, @Nullable String suite) {
        return new HandshakeContext(
                Sender.CLIENT,
                version,
                Optional.ofNullable(suite).flatMap(CipherSuite::named).orElse(null));
    }

    /** The messages of tls12.xargs.org and tls13.xargs.org. */
    static List<Sample> illustrated() {
        List<Sample> samples = new ArrayList<>();
        HandshakeContext tls12 =
                context(ProtocolVersion.TLS_1_2, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");
        HandshakeContext tls13 = context(ProtocolVersion.TLS_1_3, "TLS_AES_256_GCM_SHA384");
        Path caps = Needs.shared("corpus/captures");
        for (Path file : files(caps.resolve("illustrated-tls12/caps"))) {
            fromRecord(file, tls12).ifPresent(samples::add);
        }
        for (Path file : files(caps.resolve("illustrated-tls13/caps"))) {
            String name = String.valueOf(file.getFileName());
            if (name.matches(
                    "server(cert|certverify|extensions|finished|ticket.)|clientfinished")) {
                Bytes inner = bytes(file);
                samples.add(new Sample(name, inner.slice(0, inner.length() - 1), tls13));
            } else {
                fromRecord(file, tls13).ifPresent(samples::add);
            }
        }
        return samples;
    }

    private static Optional<Sample> fromRecord(Path file, HandshakeContext context) {
        Bytes record = bytes(file);
        boolean handshake = record.at(0) == ContentType.HANDSHAKE.code();
        return handshake && new HandshakeType(record.at(5)).known() && record.at(6) == 0
                ? Optional.of(new Sample(file.toString(), record.from(5), context))
                : Optional.empty();
    }

    /** The messages of RFC 8448, which are given without their records. */
    static List<Sample> rfc8448() {
        List<Sample> samples = new ArrayList<>();
        HandshakeContext context = context(ProtocolVersion.TLS_1_3, "TLS_AES_128_GCM_SHA256");
        for (Vector vector : vectors("corpus/vectors/rfc8448/transcripts.vec")) {
            vector.values()
                    .forEach((key, hex) -> {
                        if (key.startsWith("Message_")) {
                            split(Bytes.ofHex(hex.replace(" ", "")))
                                    .forEach(m -> samples.add(new Sample(key, m, context)));
                        } else if (key.startsWith("Record_ClientHello")
                                || key.equals("Record_ServerHello")
                                || key.equals("Record_HelloRetryRequest")) {
                            split(Bytes.ofHex(hex).from(5))
                                    .forEach(m -> samples.add(new Sample(key, m, context)));
                        }
                    });
        }
        return samples;
    }

    /** The unencrypted messages of Go's recorded connections. */
    static List<Sample> flows() {
        List<Sample> samples = new ArrayList<>();
        for (Path file : files(Needs.shared("corpus/vectors/go-flows/testdata"))) {
            samples.addAll(flow(file));
        }
        return samples;
    }

    private static List<Sample> flow(Path file) {
        Map<Sender, Bytes> streams = new EnumMap<>(Sender.class);
        Sender side = Sender.CLIENT;
        for (String line : text(file).lines().toList()) {
            if (line.startsWith(">>> Flow")) {
                side = line.contains("(client to server)") ? Sender.CLIENT : Sender.SERVER;
            }
            Matcher hex = HEX_LINE.matcher(line);
            if (hex.find()) {
                Bytes more = Bytes.ofHex(hex.group(1).replace(" ", ""));
                streams.merge(side, more, Bytes::concat);
            }
        }
        List<Bytes> server = split(plaintext(streams.getOrDefault(Sender.SERVER, Bytes.EMPTY)));
        ServerHello hello = null;
        for (Bytes message : server) {
            Content content =
                    Messages.handshake(message, new HandshakeContext(Sender.SERVER, null, null))
                            .content();
            if (content instanceof ServerHello found) {
                hello = found;
            }
        }
        if (hello == null) {
            return List.of();
        }
        String name = String.valueOf(file.getFileName());
        List<Sample> samples = new ArrayList<>();
        for (Sender sender : Sender.values()) {
            HandshakeContext context =
                    new HandshakeContext(sender, hello.version(), hello.cipherSuite());
            for (Bytes message : split(plaintext(streams.getOrDefault(sender, Bytes.EMPTY)))) {
                samples.add(new Sample(name, message, context));
            }
        }
        return samples;
    }

    /** The payloads of the handshake records before the first ChangeCipherSpec. */
    private static Bytes plaintext(Bytes stream) {
        List<Bytes> payloads = new ArrayList<>();
        int at = 0;
        while (at + 5 <= stream.length() && stream.at(at) == ContentType.HANDSHAKE.code()) {
            int length = (int) stream.number(at + 3, 2);
            if (at + 5 + length > stream.length()) {
                break;
            }
            payloads.add(stream.slice(at + 5, length));
            at += 5 + length;
        }
        return Bytes.concat(payloads.toArray(Bytes[]::new));
    }

    private static List<Bytes> split(Bytes handshake) {
        List<Bytes> messages = new ArrayList<>();
        int at = 0;
        while (at + 4 <= handshake.length()
                && at + 4 + handshake.number(at + 1, 3) <= handshake.length()) {
            int length = 4 + (int) handshake.number(at + 1, 3);
            messages.add(handshake.slice(at, length));
            at += length;
        }
        return messages;
    }

    /** The bodies of Botan's vectors, good and bad, under a header. */
    static List<Sample> botan() {
        List<Sample> samples = new ArrayList<>();
        botan(samples, "tls/client_hello.vec", HandshakeType.CLIENT_HELLO);
        botan(samples, "tls/server_hello.vec", HandshakeType.SERVER_HELLO);
        botan(samples, "tls/hello_request.vec", HandshakeType.HELLO_REQUEST);
        botan(samples, "tls/cert_status.vec", HandshakeType.CERTIFICATE_STATUS);
        botan(samples, "tls/cert_verify.vec", HandshakeType.CERTIFICATE_VERIFY);
        botan(samples, "tls/new_session_ticket.vec", HandshakeType.NEW_SESSION_TICKET);
        botan(samples, "tls_13/client_hello.vec", HandshakeType.CLIENT_HELLO);
        botan(samples, "tls_13/server_hello.vec", HandshakeType.SERVER_HELLO);
        return samples;
    }

    private static void botan(List<Sample> samples, String file, HandshakeType type) {
        HandshakeContext context = context(ProtocolVersion.TLS_1_2, null);
        for (Vector vector : vectors("corpus/vectors/" + file)) {
            samples.add(new Sample(file, message(type, vector.bytes("Buffer")), context));
        }
    }

    /** What was read, which must be one of these. */
    static <C extends Content> C content(Messages.Read read, Class<C> kind) {
        assertThat(read.content()).isInstanceOf(kind);
        return kind.cast(Objects.requireNonNull(read.content()));
    }

    /** A body under its four bytes of header. */
    public static Bytes message(HandshakeType type, Bytes body) {
        return Bytes.concat(Bytes.ofHex("%02x%06x".formatted(type.code(), body.length())), body);
    }

    /** The blocks of a {@code .vec} file of Botan's. */
    public static List<Vector> vectors(String shared) {
        List<Vector> vectors = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text(Needs.shared(shared)).concat("\n[end]\n").lines().toList()) {
            int equals = line.indexOf('=');
            boolean ends = line.isBlank() || line.startsWith("[");
            if (ends && !values.isEmpty()) {
                vectors.add(new Vector(shared, values));
                values = new LinkedHashMap<>();
            } else if (!line.startsWith("#") && equals > 0) {
                values.put(line.substring(0, equals).trim(), line.substring(equals + 1).trim());
            }
        }
        return vectors;
    }

    /** The odd, broken and hostile certificates, PEM ones as the DER in them. */
    public static List<Path> certificateFiles() {
        return files(Needs.shared("corpus/malformed/certificates"));
    }

    /** A chain of one of the certificate files. */
    public static Sample asCertificateMessage(Path file) {
        Bytes der = der(file);
        String length = "%06x".formatted(der.length());
        String around = "%06x".formatted(der.length() + 3);
        Bytes body = Bytes.concat(Bytes.ofHex(around + length), der);
        return new Sample(
                file.toString(),
                message(HandshakeType.CERTIFICATE, body),
                context(ProtocolVersion.TLS_1_2, null));
    }

    public static Bytes der(Path file) {
        Bytes bytes = bytes(file);
        Matcher pem = PEM.matcher(bytes.latin1());
        if (!pem.find()) {
            return bytes;
        }
        try {
            return Bytes.of(Base64.getMimeDecoder().decode(pem.group(1)));
        } catch (IllegalArgumentException e) {
            return bytes;
        }
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Bytes bytes(Path file) {
        try {
            return Bytes.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        return new String(bytes(file).toArray(), StandardCharsets.UTF_8);
    }
}
