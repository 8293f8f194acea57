package dev.handshake.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutosaveTest {
    private static final Bytes SECRET = Bytes.ofHex("5ec2e7".repeat(16));

    private static final Bytes HELLO = Bytes.ofHex("15030300020100");

    @TempDir Path folder;

    /** A program that saves its session and then waits until somebody kills it. */
    public static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws IOException {
            Autosave.start(Path.of(args[0])).save(session());
            System.out.println("saved");
            System.out.flush();
            System.in.read();
        }
    }

    private static Session session() {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        builder.accept(
                new CaptureEvent.Opened(
                        0,
                        new Origin(Origin.Kind.LIVE, "www.example.com", 443, null, false),
                        Instant.parse("2026-11-23T07:16:00Z"),
                        List.of()));
        builder.accept(
                new CaptureEvent.Connected(
                        2000,
                        1000,
                        500,
                        new Endpoint("127.0.0.1", 50_000),
                        new Endpoint("127.0.0.1", 443)));
        builder.accept(new CaptureEvent.Data(3000, Sender.CLIENT, HELLO));
        builder.accept(
                new CaptureEvent.SecretKnown(
                        4000, new Secret("CLIENT_RANDOM", Bytes.of(new byte[32]), SECRET)));
        builder.accept(new CaptureEvent.Closed(5000));
        return builder.snapshot();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Process victim() throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "test-classes")
                                + File.pathSeparator
                                + Objects.requireNonNull(System.getProperty("jdk.module.path")),
                        Victim.class.getName(),
                        folder.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    @Test
    void findsWhatAKilledProgramLeft() throws Exception {
        try (Autosave mine = Autosave.start(folder)) {
            Process victim = victim();
            try {
                assertThat(victim.inputReader().readLine()).isEqualTo("saved");
                assertThat(mine.leftOver()).as("while it runs").isEmpty();
            } finally {
                victim.destroyForcibly().waitFor();
            }

            Path left = mine.leftOver().orElseThrow();
            // But for the version, which a program outside its module does not know.
            assertThat(text(Files.readAllBytes(left)))
                    .contains("target: www.example.com:443", HELLO.latin1())
                    .doesNotContain(SECRET.hex());
            assertThat(left.resolveSibling("running"))
                    .content(StandardCharsets.US_ASCII)
                    .isEqualTo(victim.pid() + "\n");

            mine.save(session());
            mine.discardLeftOvers();
            assertThat(mine.leftOver()).isEmpty();
            assertThat(left.getParent()).doesNotExist();
            assertThat(folder.toFile().list()).hasSize(1);
        }
        assertThat(folder.toFile().list()).as("after an orderly end").isEmpty();
    }

    @Test
    void keepsTheLastSessionWithoutItsSecrets() throws IOException {
        try (Autosave mine = Autosave.start(folder)) {
            mine.save(session());
            mine.save(session());

            Path own = folder.resolve(Objects.requireNonNull(folder.toFile().list())[0]);
            assertThat(own.toFile().list()).containsExactlyInAnyOrder("running", "session.pcapng");
            assertThat(text(Files.readAllBytes(own.resolve("session.pcapng"))))
                    .contains("target: www.example.com:443")
                    .doesNotContain(SECRET.hex(), SECRET.latin1());
            ByteArrayOutputStream asked = new ByteArrayOutputStream();
            PcapngExport.write(session(), true, asked);
            assertThat(text(asked.toByteArray())).contains(SECRET.hex());
            assertThat(mine.leftOver()).as("its own").isEmpty();
        }
    }

    @Test
    void offersTheNewestOfSeveral() throws IOException {
        try (Autosave mine = Autosave.start(folder)) {
            for (int i = 1; i <= 3; i++) {
                Path of = Files.createDirectory(folder.resolve("left" + i));
                Files.writeString(of.resolve("running"), "1\n");
                Path session = Files.writeString(of.resolve("session.pcapng"), "x");
                Files.setLastModifiedTime(session, FileTime.fromMillis(i == 2 ? 9000 : i));
            }
            Path nothingSaved = Files.createDirectory(folder.resolve("left4"));
            Files.writeString(nothingSaved.resolve("running"), "1\n");

            assertThat(mine.leftOver()).contains(folder.resolve("left2", "session.pcapng"));
            mine.discardLeftOvers();
            assertThat(folder.toFile().list()).hasSize(1);
        }
    }
}
