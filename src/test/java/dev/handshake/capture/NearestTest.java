package dev.handshake.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NearestTest {
    private static Stream<String> names() {
        return Stream.of("x25519", "secp256r1", "secp384r1", "ffdhe2048");
    }

    @Test
    void findsWhatWasMeant() {
        assertThat(Nearest.to("x2519", names())).contains("x25519");
        assertThat(Nearest.to("SECP-256R1", names())).contains("secp256r1");
        assertThat(Nearest.to("secp348r1", names())).contains("secp384r1");
    }

    @Test
    void findsNothingForWhatResemblesNothing() {
        assertThat(Nearest.to("kyber", names())).isEmpty();
        assertThat(Nearest.to("", names())).isEmpty();
        assertThat(Nearest.to("x".repeat(1_000_000), names())).isEmpty();
    }
}
