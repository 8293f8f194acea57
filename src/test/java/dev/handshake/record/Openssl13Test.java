package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Sender;
import dev.handshake.record.OpensslPair.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS 1.3 between OpenSSL's client and server, read with the key log of the client. */
class Openssl13Test {
    private static final int KEY_UPDATE = 24;
    private static final int HELLO = 2;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int FINISHED = 20;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_AES_128_GCM_SHA256",
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_AES_128_CCM_SHA256",
                "TLS_AES_128_CCM_8_SHA256"
            })
    void readsEverySuiteThroughKeyUpdatesOfBothSides(String suite) throws Exception {
        try (OpensslPair pair = OpensslPair.serving(folder, "-ciphersuites", suite)) {
            OpensslPair.Recorded recorded =
                    pair.connect(
                            List.of(
                                    client("first"),
                                    new Step(Sender.CLIENT, "K", ""),
                                    client("second"),
                                    server("answer"),
                                    new Step(Sender.SERVER, "K", ""),
                                    server("another"),
                                    client("third")),
                            "-ciphersuites",
                            suite);

            Reading reading = Reading.of(recorded.keys(), recorded.chunks());
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.data(Sender.CLIENT)).isEqualTo("first\nsecond\nthird\n");
            assertThat(reading.data(Sender.SERVER)).isEqualTo("answer\nanother\n");
            for (Sender sender : Sender.values()) {
                assertThat(reading.messages)
                        .filteredOn(message -> message.from() == sender)
                        .filteredOn(message -> message.bytes().at(0) == KEY_UPDATE)
                        .as("of the %s", sender)
                        .hasSizeGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void readsOnAfterAHelloRetryRequest() throws Exception {
        try (OpensslPair pair = OpensslPair.serving(folder, "-groups", "P-384")) {
            OpensslPair.Recorded recorded =
                    pair.connect(
                            List.of(client("hello"), server("you")), "-groups", "X25519:P-384");

            Reading reading = Reading.of(recorded.keys(), recorded.chunks());
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.messages)
                    .filteredOn(message -> message.bytes().at(0) == HELLO)
                    .hasSize(2);
            assertThat(reading.data(Sender.SERVER)).isEqualTo("you\n");
        }
    }

    @Test
    void readsAnAuthenticationAfterTheHandshake() throws Exception {
        try (OpensslPair pair = OpensslPair.serving(folder, "-verify", "3")) {
            OpensslPair.Recorded recorded =
                    pair.connect(
                            List.of(
                                    client("hello"),
                                    new Step(Sender.SERVER, "c", ""),
                                    server("who are you?"),
                                    client("it is me")),
                            "-enable_pha",
                            "-cert",
                            folder.resolve("cert.pem").toString(),
                            "-key",
                            folder.resolve("key.pem").toString());

            Reading reading = Reading.of(recorded.keys(), recorded.chunks());
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.data(Sender.CLIENT)).isEqualTo("hello\nit is me\n");
            assertThat(reading.messages)
                    .filteredOn(message -> message.epoch() == Epoch.APPLICATION)
                    .extracting(message -> message.bytes().at(0))
                    .contains(CERTIFICATE_REQUEST, FINISHED);
        }
    }

    @Test
    void readsEarlyDataThatIsAccepted() throws Exception {
        Path session = folder.resolve("session.pem");
        Path early = OpensslPair.file(folder, "early", "sooner");
        try (OpensslPair pair = OpensslPair.serving(folder, "-early_data")) {
            pair.connect(List.of(client("hello"), server("you")), "-sess_out", session.toString());
            OpensslPair.Recorded recorded =
                    pair.connect(
                            List.of(client("later")),
                            "-sess_in",
                            session.toString(),
                            "-early_data",
                            early.toString());

            Reading reading = Reading.of(recorded.keys(), recorded.chunks());
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.data(Sender.CLIENT)).isEqualTo("soonerlater\n");
            assertThat(reading.records())
                    .filteredOn(record -> record.epoch() == Epoch.EARLY)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /**
     * The server cannot read the ticket, so it skips what comes early; with the keys we need not.
     */
    @Test
    void readsOnAfterEarlyDataThatIsRejected() throws Exception {
        Path session = folder.resolve("session.pem");
        Path early = OpensslPair.file(folder, "early", "sooner");
        try (OpensslPair first = OpensslPair.serving(folder, "-early_data")) {
            first.connect(List.of(client("hello"), server("you")), "-sess_out", session.toString());
        }
        try (OpensslPair second = OpensslPair.serving(folder, "-early_data")) {
            OpensslPair.Recorded recorded =
                    second.connect(
                            List.of(client("later")),
                            "-sess_in",
                            session.toString(),
                            "-early_data",
                            early.toString());

            Reading reading = Reading.of(recorded.keys(), recorded.chunks());
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.data(Sender.CLIENT)).isEqualTo("soonerlater\n");

            KeyRing without = new KeyRing();
            reading.layer.secrets().all().stream()
                    .filter(secret -> !secret.label().equals("CLIENT_EARLY_TRAFFIC_SECRET"))
                    .forEach(without::add);
            Reading skipping = Reading.of(without, recorded.chunks());
            assertThat(skipping.data(Sender.CLIENT)).isEqualTo("later\n");
            assertThat(skipping.closed())
                    .hasSize(1)
                    .allMatch(record -> record.hindrance() == Piece.Hindrance.NO_SECRET);
        }
    }

    private static Step client(String line) {
        return new Step(Sender.CLIENT, line, line);
    }

    private static Step server(String line) {
        return new Step(Sender.SERVER, line, line);
    }
}
