package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.registry.CipherSuite;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionTest {
    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, AES, GCM, 16, 16, , SHA256",
        "TLS_AES_256_GCM_SHA384, AES, GCM, 32, 16, , SHA384",
        "TLS_CHACHA20_POLY1305_SHA256, ChaCha20, POLY1305, 32, 16, , SHA256",
        "TLS_AES_128_CCM_8_SHA256, AES, CCM, 16, 8, , SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CCM, AES, CCM, 32, 16, , SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, AES, GCM, 32, 16, , SHA384",
        "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ChaCha20, POLY1305, 32, 16, , SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, AES, CBC, 32, 0, SHA384, SHA384",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, AES, CBC, 32, 0, SHA256, SHA256",
        "TLS_RSA_WITH_AES_128_CBC_SHA, AES, CBC, 16, 0, SHA1, SHA256",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, DESede, CBC, 24, 0, SHA1, SHA256",
        "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256, CAMELLIA, GCM, 16, 16, , SHA256"
    })
    void readsASuiteByItsName(
            String suite,
            String cipher,
            Protection.Mode mode,
            int key,
            int tag,
            Hash mac,
            Hash hash) {
        assertThat(Protection.of(CipherSuite.named(suite).orElseThrow()))
                .contains(new Protection(cipher, mode, key, tag, Optional.ofNullable(mac), hash));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_WITH_RC4_128_SHA",
                "TLS_RSA_WITH_NULL_SHA256",
                "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
                "TLS_SHA256_SHA256"
            })
    void leavesOthersAlone(String suite) {
        assertThat(Protection.of(CipherSuite.named(suite).orElseThrow())).isEmpty();
    }

    @Test
    void leavesAnUnknownSuiteAlone() {
        assertThat(Protection.of(new CipherSuite(0x0a0a))).isEmpty();
    }
}
