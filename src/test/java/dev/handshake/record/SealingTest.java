package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.record.Sealing.Kind;
import dev.handshake.record.Sealing.Part;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What stands around the content of a record, counted by hand from the RFCs. */
final class SealingTest {
    @Test
    void tls13HidesTypeAndPaddingWithTheContent() {
        // RFC 9846 §5.2: 42 bytes are 22 of content, the type, 3 zeros, a tag of 16.
        Sealing gcm = Sealing.innerPlaintext(16);
        assertThat(gcm.parts(42, OptionalInt.of(22)))
                .containsExactly(
                        part(Kind.CONTENT, 22),
                        part(Kind.INNER_TYPE, 1),
                        part(Kind.PADDING, 3),
                        part(Kind.TAG, 16));
        assertThat(gcm.parts(42, OptionalInt.empty()))
                .as("without the key only the tag is told apart")
                .containsExactly(part(Kind.SEALED, 26), part(Kind.TAG, 16));
        assertThat(gcm.parts(9, OptionalInt.empty()))
                .as("too short for a tag")
                .containsExactly(part(Kind.SEALED, 9));
    }

    @Test
    void gcmOfTls12BringsEightBytesOfItsNonce() {
        // RFC 5288 §3: nonce_explicit[8], content, a tag of 16; nothing more, so the length tells.
        Sealing gcm = of("TLS_RSA_WITH_AES_128_GCM_SHA256", ProtocolVersion.TLS_1_2);
        List<Part> parts = List.of(part(Kind.NONCE, 8), part(Kind.CONTENT, 16), part(Kind.TAG, 16));
        assertThat(gcm.parts(40, OptionalInt.of(16))).isEqualTo(parts);
        assertThat(gcm.parts(40, OptionalInt.empty())).isEqualTo(parts);
    }

    @Test
    void chaChaSendsNoNonceAndCcm8AShortTag() {
        // RFC 7905 §2; RFC 6655 §4.
        assertThat(
                        of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", ProtocolVersion.TLS_1_2)
                                .parts(32, OptionalInt.of(16)))
                .containsExactly(part(Kind.CONTENT, 16), part(Kind.TAG, 16));
        assertThat(
                        of("TLS_RSA_WITH_AES_128_CCM_8", ProtocolVersion.TLS_1_2)
                                .parts(32, OptionalInt.of(16)))
                .containsExactly(part(Kind.NONCE, 8), part(Kind.CONTENT, 16), part(Kind.TAG, 8));
    }

    @Test
    void cbcHasAnIvFromTls11OnAndPaddingAtItsEnd() {
        // RFC 5246 §6.2.3.2: 64 bytes are an IV of 16, 16 of content, SHA-1's 20, 12 of padding.
        String suite = "TLS_RSA_WITH_AES_128_CBC_SHA";
        assertThat(of(suite, ProtocolVersion.TLS_1_2).parts(64, OptionalInt.of(16)))
                .containsExactly(
                        part(Kind.NONCE, 16),
                        part(Kind.CONTENT, 16),
                        part(Kind.TAG, 20),
                        part(Kind.PADDING, 12));
        // RFC 2246 §6.2.3.2: TLS 1.0 sends no IV.
        assertThat(of(suite, ProtocolVersion.TLS_1_0).parts(48, OptionalInt.of(16)))
                .containsExactly(
                        part(Kind.CONTENT, 16), part(Kind.TAG, 20), part(Kind.PADDING, 12));
        assertThat(of(suite, ProtocolVersion.TLS_1_2).parts(64, OptionalInt.empty()))
                .containsExactly(part(Kind.NONCE, 16), part(Kind.SEALED, 48));
    }

    @Test
    void theMacStandsLastWhereItIsAroundTheEncryption() {
        // RFC 7366 §3: IV, encrypted content and padding, MAC; everybody sees where it begins.
        Sealing around =
                Sealing.of(
                        protection("TLS_RSA_WITH_AES_128_CBC_SHA"),
                        ProtocolVersion.TLS_1_2,
                        true,
                        false,
                        false);
        assertThat(around.parts(68, OptionalInt.of(16)))
                .containsExactly(
                        part(Kind.NONCE, 16),
                        part(Kind.CONTENT, 16),
                        part(Kind.PADDING, 16),
                        part(Kind.TAG, 20));
        assertThat(around.parts(68, OptionalInt.empty()))
                .containsExactly(part(Kind.NONCE, 16), part(Kind.SEALED, 32), part(Kind.TAG, 20));
    }

    @Test
    void theMacOfAStreamCipherMayBeTruncated() {
        // RFC 5246 §6.2.3.1; RFC 6066 §7: 80 bits.
        assertThat(
                        of("TLS_RSA_WITH_RC4_128_SHA", ProtocolVersion.TLS_1_2)
                                .parts(36, OptionalInt.of(16)))
                .containsExactly(part(Kind.CONTENT, 16), part(Kind.TAG, 20));
        assertThat(
                        Sealing.of(
                                        protection("TLS_RSA_WITH_RC4_128_SHA"),
                                        ProtocolVersion.TLS_1_2,
                                        false,
                                        true,
                                        false)
                                .parts(26, OptionalInt.of(16)))
                .containsExactly(part(Kind.CONTENT, 16), part(Kind.TAG, 10));
    }

    @Test
    void whatIsCompressedHidesHowLongItIs() {
        Sealing compressed =
                Sealing.of(
                        protection("TLS_RSA_WITH_AES_128_CBC_SHA"),
                        ProtocolVersion.TLS_1_2,
                        false,
                        false,
                        true);
        assertThat(compressed.parts(64, OptionalInt.of(9000)))
                .containsExactly(part(Kind.NONCE, 16), part(Kind.SEALED, 48));
    }

    private static Sealing of(String suite, ProtocolVersion version) {
        return Sealing.of(protection(suite), version, false, false, false);
    }

    private static Protection protection(String suite) {
        return Protection.of(CipherSuite.named(suite).orElseThrow()).orElseThrow();
    }

    private static Part part(Kind kind, int length) {
        return new Part(kind, length);
    }
}
