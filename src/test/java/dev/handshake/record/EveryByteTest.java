package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.CipherSuite;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, in whatever pieces, with whatever missing: each byte is in just one piece. */
class EveryByteTest {
    private static final int TRIALS = 400;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_PSK_WITH_AES_128_GCM_SHA256",
                "TLS_PSK_WITH_AES_256_CBC_SHA384",
                "TLS_DH_anon_WITH_SEED_CBC_SHA",
                "TLS_AES_128_GCM_SHA256"
            })
    void isToldOnce(String suite) throws IOException {
        Engines.Recorded recorded =
                Engines.run(
                        new Engines.Wish(
                                CipherSuite.named(suite).orElseThrow().code(),
                                suite.contains("_WITH_")
                                        ? ProtocolVersion.TLSv12
                                        : ProtocolVersion.TLSv13,
                                false,
                                false));
        for (int seed = 0; seed < TRIALS; seed++) {
            int trial = seed;
            assertTimeout(
                    Duration.ofSeconds(5),
                    () -> trial(recorded, new Random(trial)),
                    "seed " + trial);
        }
    }

    private static void trial(Engines.Recorded recorded, Random random) {
        RecordLayer layer = new RecordLayer(recorded.keys());
        layer.secretsComplete();
        Reading reading = new Reading(layer);
        long fed = 0;
        for (Chunk chunk : mangled(recorded.chunks(), random)) {
            if (random.nextInt(12) == 0) {
                int length = random.nextInt(5) == 0 ? -1 : 1 + random.nextInt(3000);
                reading.gap(chunk.from(), length);
                fed += Math.max(length, 0);
            }
            fed += chunk.bytes().length();
            reading.accept(chunk);
        }
        reading.end();

        assertThat(reading.pieces.stream().mapToLong(EveryByteTest::length).sum()).isEqualTo(fed);
    }

    private static long length(Piece piece) {
        return switch (piece) {
            case Piece.Opened it -> 5 + it.raw().fragment().length();
            case Piece.Foreign it -> it.length();
            case Piece.Prelude it -> it.length();
            case Piece.Missing it -> Math.max(it.length(), 0);
            case Piece.Remnant it -> it.bytes().length();
        };
    }

    /** Cut anew, with bytes changed, left out, doubled and put in. */
    private static List<Chunk> mangled(List<Chunk> chunks, Random random) {
        List<Chunk> mangled = new ArrayList<>();
        int cut = 1 + random.nextInt(random.nextBoolean() ? 40 : 4000);
        for (Chunk chunk : Chunk.cut(chunks, cut)) {
            switch (random.nextInt(30)) {
                case 0 -> {
                    byte[] bytes = chunk.bytes().toArray();
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    mangled.add(new Chunk(chunk.from(), Bytes.of(bytes)));
                }
                case 1 -> {
                    mangled.add(chunk);
                    mangled.add(chunk);
                }
                case 2 -> {
                    byte[] noise = new byte[1 + random.nextInt(60)];
                    random.nextBytes(noise);
                    mangled.add(new Chunk(chunk.from(), Bytes.of(noise)));
                    mangled.add(chunk);
                }
                case 3 -> mangled.add(new Chunk(chunk.from().other(), chunk.bytes()));
                default -> mangled.add(chunk);
            }
        }
        return mangled;
    }
}
