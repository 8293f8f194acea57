package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.registry.ProtocolVersion;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key logs as programs write them (RFC 9850), and worse. */
final class KeyLogTest {
    private static final String RANDOM = "00112233445566778899aabbccddeeff".repeat(2);
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String MAIN = "0123456789abcdef".repeat(6);

    @TempDir private Path folder = Path.of("");
    private final KeyRing ring = new KeyRing();

    private KeyLog.Result read(String text) throws BadInput, IOException {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private KeyLog.Result read(byte[] content) throws BadInput, IOException {
        return KeyLog.read(Files.write(folder.resolve("keys.log"), content), ring);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLIENT_RANDOM",
                "PMS_CLIENT_RANDOM",
                "CLIENT_EARLY_TRAFFIC_SECRET",
                "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                "CLIENT_TRAFFIC_SECRET_0",
                "SERVER_TRAFFIC_SECRET_0",
                "CLIENT_TRAFFIC_SECRET_17",
                "EARLY_EXPORTER_SECRET",
                "EARLY_EXPORTER_MASTER_SECRET",
                "EXPORTER_SECRET",
                "ECH_SECRET",
                "ECH_CONFIG"
            })
    void everyLabelIsKept(String label) throws Exception {
        assertThat(read(label + " " + RANDOM + " " + SECRET + "\n"))
                .isEqualTo(new KeyLog.Result(1, 0, 0));
        assertThat(ring.of(Bytes.ofHex(RANDOM)))
                .containsExactly(new Secret(label, Bytes.ofHex(RANDOM), Bytes.ofHex(SECRET)));
    }

    @Test
    void linesEndAsOnAnySystem() throws Exception {
        String text =
                "\u00ef\u00bb\u00bf# made on a Tuesday\r\n\r\n"
                        + "CLIENT_HANDSHAKE_TRAFFIC_SECRET "
                        + RANDOM
                        + " "
                        + SECRET
                        + "\r\n"
                        + "  \n"
                        + "SERVER_HANDSHAKE_TRAFFIC_SECRET\t"
                        + RANDOM
                        + "  "
                        + SECRET
                        + " \n"
                        + "CLIENT_TRAFFIC_SECRET_0 "
                        + RANDOM.toUpperCase(Locale.ROOT)
                        + " "
                        + SECRET.toUpperCase(Locale.ROOT);
        assertThat(read(text)).isEqualTo(new KeyLog.Result(3, 0, 0));
        assertThat(ring.of(Bytes.ofHex(RANDOM))).hasSize(3);
    }

    @Test
    void whatIsNotUnderstoodIsCounted() throws Exception {
        String text =
                "# a remark\n"
                        + "CLIENT_RANDOM "
                        + RANDOM
                        + " "
                        + MAIN
                        + "\n"
                        + "CLIENT_RANDOM "
                        + RANDOM
                        + "\n"
                        + "CLIENT_RANDOM "
                        + RANDOM.substring(2)
                        + " "
                        + MAIN
                        + "\n"
                        + "CLIENT_RANDOM "
                        + RANDOM
                        + " "
                        + MAIN.substring(1)
                        + "\n"
                        + "CLIENT_RANDOM "
                        + RANDOM.replace('a', 'g')
                        + " "
                        + MAIN
                        + "\n"
                        + "CLIENT_RANDOM "
                        + RANDOM
                        + " "
                        + MAIN
                        + " more\n"
                        + "client_random "
                        + RANDOM
                        + " "
                        + MAIN
                        + "\n"
                        + RANDOM
                        + "\n";
        assertThat(read(text)).isEqualTo(new KeyLog.Result(1, 7, 3));
        assertThat(ring.size()).isEqualTo(1);
    }

    @Test
    void linesForRsaOpenWhatTheyBeginWith() throws Exception {
        String text =
                "RSA 0011223344556677 0303"
                        + MAIN.substring(4)
                        + "\n"
                        + "RSA 8899aabbccddeeff 0301"
                        + MAIN.substring(4)
                        + "\n"
                        + "RSA Session-ID:AABB Master-Key:"
                        + MAIN
                        + "\n"
                        + "RSA 00112233 "
                        + MAIN
                        + "\n"
                        + "RSA Session-ID: Master-Key:"
                        + MAIN
                        + "\n";
        assertThat(read(text)).isEqualTo(new KeyLog.Result(3, 2, 4));
        Bytes encrypted = Bytes.ofHex("8899aabbccddeeff" + "00".repeat(248));
        assertThat(ring.preMasterSecret(encrypted, ProtocolVersion.TLS_1_2))
                .contains(Bytes.ofHex("0301" + MAIN.substring(4)));
        assertThat(ring.preMasterSecret(encrypted.from(1), ProtocolVersion.TLS_1_2)).isEmpty();
        assertThat(ring.preMasterSecret(encrypted.slice(0, 7), ProtocolVersion.TLS_1_2)).isEmpty();
        assertThat(ring.resumed(Bytes.ofHex("aabb"))).contains(Bytes.ofHex(MAIN));
    }

    @Test
    void whatHasNoSecretIsNoKeyLog() throws Exception {
        byte[] garbage = new byte[300_000];
        new Random(1).nextBytes(garbage);
        assertThatThrownBy(() -> read(garbage))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        e ->
                                assertThat(e.phrase())
                                        .isEqualTo(Phrase.of("capture.keys.none", "keys.log")));
        assertThatThrownBy(() -> read("")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> KeyLog.read(folder, ring))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        e -> assertThat(e.phrase().key()).isEqualTo("capture.file.directory"));
        assertThatThrownBy(() -> KeyLog.read(folder.resolve("none"), ring))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        e -> assertThat(e.phrase().key()).isEqualTo("capture.file.missing"));
        assertThat(ring.isEmpty()).isTrue();
    }

    /** A hundred megabytes without a line end, a secret behind them. */
    @Test
    void aLineWithoutAnEndDoesNoHarm() throws Exception {
        Path file = folder.resolve("keys.log");
        byte[] part = new byte[1 << 20];
        Arrays.fill(part, (byte) 'A');
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 100; i++) {
                out.write(part);
            }
            out.write(
                    ("\nCLIENT_RANDOM " + RANDOM + " " + MAIN + "\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(KeyLog.read(file, ring)).isEqualTo(new KeyLog.Result(1, 1, 1));
    }

    @Test
    void manyLinesAreReadQuickly() throws Exception {
        Path file = folder.resolve("keys.log");
        Random random = new Random(7);
        byte[] bytes = new byte[32];
        int connections = 60_000;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < connections; i++) {
                random.nextBytes(bytes);
                String client = Bytes.of(bytes).hex();
                for (String label :
                        new String[] {
                            "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                            "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                            "CLIENT_TRAFFIC_SECRET_0",
                            "SERVER_TRAFFIC_SECRET_0",
                            "EXPORTER_SECRET"
                        }) {
                    out.write(
                            (label + " " + client + " " + SECRET + "\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        long start = System.nanoTime();
        assertThat(KeyLog.read(file, ring).secrets()).isEqualTo(5L * connections);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(ring.size()).isEqualTo(connections);
    }

    @Test
    void aRealOneIsReadWhole() throws Exception {
        Path file = Needs.shared("corpus/captures/illustrated-tls13/keylog.txt");
        long lines;
        try (var all = Files.lines(file)) {
            lines = all.filter(line -> !line.isBlank() && !line.startsWith("#")).count();
        }
        assertThat(KeyLog.read(file, ring)).isEqualTo(new KeyLog.Result(lines, 0, 0));
    }
}
