package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyScheduleTest {
    @ParameterizedTest
    @EnumSource(names = {"SHA256", "SHA384"})
    void makesTheOutputOfThePrfVectors(Hash hash) throws IOException {
        Vectors vector = vector(hash.name().replace("SHA", "SHA-"));

        Bytes made =
                KeySchedule.prf(
                        hash,
                        vector.bytes("Secret"),
                        new String(vector.bytes("Label").toArray(), StandardCharsets.US_ASCII),
                        vector.bytes("Salt"),
                        vector.hex("Output").length() / 2);

        assertThat(made.hex()).isEqualTo(vector.hex("Output"));
    }

    /** RFC 8448 §3: the server's handshake traffic secret, its key and its IV. */
    @Test
    void makesTheKeyAndIvOfTheRfc() {
        Bytes secret =
                Bytes.ofHex("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38");

        assertThat(KeySchedule.expandLabel(Hash.SHA256, secret, "key", Bytes.EMPTY, 16).hex())
                .isEqualTo("3fce516009c21727d0f2e4e86ee403bc");
        assertThat(KeySchedule.expandLabel(Hash.SHA256, secret, "iv", Bytes.EMPTY, 12).hex())
                .isEqualTo("5d313eb2671276ee13000b30");
    }

    private static Vectors vector(String hash) throws IOException {
        return Vectors.section(
                Needs.shared("corpus/vectors/kdf").resolve("tls_prf.vec"),
                "TLS-12-PRF(HMAC(" + hash + "))");
    }
}
