package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.record.Chunk;
import dev.handshake.record.OpensslPair;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.verify.Made.Identity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** We trust a server if and only if {@code s_client -verify_return_error} goes on with it. */
class LiveOpinionTest {
    @TempDir private @Nullable Path temporary;

    /**
     * @param wrong {@code <check>.<word>} of what we say is wrong; empty for nothing
     */
    record Row(String name, List<Identity> chain, Identity root, String wrong) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> servers() {
        Identity root = Made.root("Root");
        Identity middle = Made.named("Middle").by(root).ca().make();
        Identity clients =
                Made.named("Middle").by(root).ca().purposes(KeyPurposeId.id_kp_clientAuth).make();
        Identity stranger = Made.root("Stranger");
        return Stream.of(
                new Row("sound", List.of(leaf(middle).make(), middle), root, ""),
                new Row(
                        "with its root, out of order",
                        List.of(leaf(middle).make(), root, middle),
                        root,
                        ""),
                new Row(
                        "expired",
                        List.of(leaf(middle).days(-9, -1).make(), middle),
                        root,
                        "validity.expired"),
                new Row(
                        "not yet valid",
                        List.of(leaf(middle).days(1, 9).make(), middle),
                        root,
                        "validity.not_yet"),
                new Row(
                        "another host's",
                        List.of(
                                Made.named("leaf").by(middle).dns("www.example.com").make(),
                                middle),
                        root,
                        "hostname.other"),
                new Row(
                        "without its intermediate",
                        List.of(leaf(middle).make()),
                        root,
                        "chain.issuer_unknown"),
                new Row(
                        "a stranger's",
                        List.of(leaf(stranger).make(), stranger),
                        root,
                        "chain.untrusted_root"),
                new Row(
                        "by itself",
                        List.of(Made.named("leaf").dns("www.example.org").make()),
                        root,
                        "chain.self_signed"),
                new Row(
                        "through an authority for clients",
                        List.of(leaf(clients).make(), clients),
                        root,
                        "chain.issuer_purpose"));
    }

    private static Made leaf(Identity issuer) {
        return Made.named("leaf").by(issuer).dns("www.example.org");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void goesOnOnlyWithWhomWeTrust(Row row) throws Exception {
        write("key.pem", row.chain.getFirst().key().getPrivate());
        write("cert.pem", row.chain.getFirst().certificate());
        write("root.pem", row.root.certificate());
        write(
                "chain.pem",
                row.chain.stream().skip(1).map(Identity::certificate).toArray(Object[]::new));
        List<String> options = new ArrayList<>(List.of("-tls1_3"));
        if (row.chain.size() > 1) {
            options.addAll(List.of("-cert_chain", file("chain.pem")));
        }
        try (OpensslPair server = OpensslPair.serving(folder(), options.toArray(String[]::new))) {
            OpensslPair.Recorded recorded =
                    server.connect(
                            "-servername",
                            "www.example.org",
                            "-verify_hostname",
                            "www.example.org",
                            "-verify_return_error",
                            "-no-CApath",
                            "-no-CAstore",
                            "-CAfile",
                            file("root.pem"));
            Session session = session(recorded, row.root);

            assertThat(session.negotiated().version()).isEqualTo(ProtocolVersion.TLS_1_3);
            assertThat(
                            session.verdicts().stream()
                                    .filter(it -> it.result() == Verdict.Result.FAIL)
                                    .map(it -> it.reason().key()))
                    .isEqualTo(row.wrong.isEmpty() ? List.of() : List.of("verdict." + row.wrong));
            boolean wentOn =
                    session.messages().stream()
                            .filter(it -> !it.isAbsent() && it.from() == Sender.CLIENT)
                            .anyMatch(it -> it.type() == MessageType.FINISHED);
            assertThat(session.trusted()).contains(wentOn);
        }
    }

    private static Session session(OpensslPair.Recorded recorded, Identity root) {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        builder.accept(
                new CaptureEvent.Opened(
                        0,
                        new Origin(Origin.Kind.CAPTURE, null, 0, null, false),
                        Instant.now(),
                        List.of(root.der()),
                        recorded.keys(),
                        null));
        long nanos = 0;
        for (Chunk chunk : recorded.chunks()) {
            nanos++;
            builder.accept(new CaptureEvent.Data(nanos, chunk.from(), chunk.bytes()));
        }
        builder.accept(new CaptureEvent.Closed(nanos + 1));
        return builder.snapshot();
    }

    private void write(String name, Object... contents) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object content : contents) {
                writer.writeObject(content);
            }
        }
        Files.writeString(folder().resolve(name), text.toString());
    }

    private String file(String name) {
        return folder().resolve(name).toString();
    }

    private Path folder() {
        return Objects.requireNonNull(temporary);
    }
}
