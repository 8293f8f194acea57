package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections between Bouncy Castle's client and server, one for each kind of protection. */
class SuitesTest {
    @ParameterizedTest
    @CsvSource({
        "TLS_PSK_WITH_AES_128_CBC_SHA, 1.0, false, false",
        "TLS_PSK_WITH_AES_256_CBC_SHA, 1.0, true, false",
        "TLS_PSK_WITH_AES_256_CBC_SHA, 1.1, false, false",
        "TLS_PSK_WITH_AES_256_CBC_SHA, 1.1, true, false",
        "TLS_PSK_WITH_AES_128_CBC_SHA, 1.2, false, false",
        "TLS_PSK_WITH_AES_128_CBC_SHA256, 1.2, true, false",
        "TLS_PSK_WITH_AES_256_CBC_SHA384, 1.2, false, false",
        "TLS_PSK_WITH_AES_256_CBC_SHA384, 1.2, true, true",
        "TLS_PSK_WITH_AES_128_CBC_SHA, 1.1, false, true",
        "TLS_PSK_WITH_3DES_EDE_CBC_SHA, 1.0, false, false",
        "TLS_PSK_WITH_3DES_EDE_CBC_SHA, 1.1, false, false",
        "TLS_PSK_WITH_3DES_EDE_CBC_SHA, 1.2, true, false",
        "TLS_PSK_WITH_CAMELLIA_128_CBC_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_CAMELLIA_256_CBC_SHA384, 1.2, true, false",
        "TLS_PSK_WITH_ARIA_128_CBC_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_ARIA_256_CBC_SHA384, 1.2, true, false",
        "TLS_DH_anon_WITH_SEED_CBC_SHA, 1.0, false, false",
        "TLS_DH_anon_WITH_SEED_CBC_SHA, 1.2, false, false",
        "TLS_PSK_WITH_NULL_SHA, 1.0, false, false",
        "TLS_PSK_WITH_NULL_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_NULL_SHA384, 1.2, false, true",
        "TLS_PSK_WITH_AES_128_GCM_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_AES_256_GCM_SHA384, 1.2, false, false",
        "TLS_PSK_WITH_AES_128_CCM, 1.2, false, false",
        "TLS_PSK_WITH_AES_256_CCM, 1.2, false, false",
        "TLS_PSK_WITH_AES_128_CCM_8, 1.2, false, false",
        "TLS_PSK_WITH_AES_256_CCM_8, 1.2, false, false",
        "TLS_PSK_WITH_CAMELLIA_128_GCM_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_CAMELLIA_256_GCM_SHA384, 1.2, false, false",
        "TLS_PSK_WITH_ARIA_128_GCM_SHA256, 1.2, false, false",
        "TLS_PSK_WITH_ARIA_256_GCM_SHA384, 1.2, false, false",
        "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256, 1.2, false, false",
        "TLS_AES_128_GCM_SHA256, 1.3, false, false",
        "TLS_AES_256_GCM_SHA384, 1.3, false, false",
        "TLS_CHACHA20_POLY1305_SHA256, 1.3, false, false",
        "TLS_AES_128_CCM_SHA256, 1.3, false, false",
        "TLS_AES_128_CCM_8_SHA256, 1.3, false, false",
        "TLS_SM4_GCM_SM3, 1.3, false, false",
        "TLS_SM4_CCM_SM3, 1.3, false, false"
    })
    void readsWhatBothSidesSaid(
            String suite, String version, boolean encryptThenMac, boolean truncatedHmac)
            throws IOException {
        Engines.Recorded recorded =
                Engines.run(
                        new Engines.Wish(
                                CipherSuite.named(suite).orElseThrow().code(),
                                version(version),
                                encryptThenMac,
                                truncatedHmac));

        for (int length : List.of(1 << 20, 1)) {
            Reading reading = Reading.of(recorded.keys(), Chunk.cut(recorded.chunks(), length));

            assertThat(reading.data(Sender.CLIENT)).isEqualTo(Engines.QUESTION.repeat(2));
            assertThat(reading.data(Sender.SERVER)).isEqualTo(Engines.ANSWER);
            if (!version.equals("1.3")) {
                // Of TLS 1.3, Bouncy Castle tells no handshake secrets when it is over.
                assertThat(reading.closed()).isEmpty();
            }
        }
    }

    private static ProtocolVersion version(String name) {
        return switch (name) {
            case "1.0" -> ProtocolVersion.TLSv10;
            case "1.1" -> ProtocolVersion.TLSv11;
            case "1.2" -> ProtocolVersion.TLSv12;
            default -> ProtocolVersion.TLSv13;
        };
    }
}
