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
        "TLS_AES_128_GCM_SHA256, AES, GCM, 16, 16, 16, , SHA256",
        "TLS_AES_256_GCM_SHA384, AES, GCM, 32, 32, 16, , SHA384",
        "TLS_CHACHA20_POLY1305_SHA256, CHACHA20, POLY1305, 32, 32, 16, , SHA256",
        "TLS_AES_128_CCM_8_SHA256, AES, CCM, 16, 16, 8, , SHA256",
        "TLS_SM4_CCM_SM3, SM4, CCM, 16, 16, 16, , SM3",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CCM, AES, CCM, 32, 32, 16, , SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, AES, GCM, 32, 32, 16, , SHA384",
        "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, CHACHA20, POLY1305, 32, 32, 16, , SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, AES, CBC, 32, 32, 0, SHA384, SHA384",
        "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256, AES, CBC, 32, 32, 0, SHA256, SHA256",
        "TLS_RSA_WITH_AES_128_CBC_SHA, AES, CBC, 16, 16, 0, SHA1, SHA256",
        "TLS_RSA_WITH_3DES_EDE_CBC_SHA, TRIPLE_DES, CBC, 24, 24, 0, SHA1, SHA256",
        "TLS_DHE_RSA_WITH_DES_CBC_SHA, DES, CBC, 8, 8, 0, SHA1, SHA256",
        "TLS_RSA_EXPORT_WITH_DES40_CBC_SHA, DES, CBC, 8, 5, 0, SHA1, SHA256",
        "TLS_KRB5_EXPORT_WITH_DES_CBC_40_MD5, DES, CBC, 8, 5, 0, MD5, SHA256",
        "TLS_RSA_WITH_IDEA_CBC_SHA, IDEA, CBC, 16, 16, 0, SHA1, SHA256",
        "TLS_DH_anon_WITH_SEED_CBC_SHA, SEED, CBC, 16, 16, 0, SHA1, SHA256",
        "TLS_RSA_WITH_RC4_128_MD5, RC4, STREAM, 16, 16, 0, MD5, SHA256",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5, RC4, STREAM, 16, 5, 0, MD5, SHA256",
        "TLS_ECDHE_PSK_WITH_NULL_SHA384, NULL, STREAM, 0, 0, 0, SHA384, SHA384",
        "TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256, CAMELLIA, GCM, 16, 16, 16, , SHA256"
    })
    void readsASuiteByItsName(
            String suite,
            Protection.BulkCipher cipher,
            Protection.Mode mode,
            int key,
            int secret,
            int tag,
            Hash mac,
            Hash hash) {
        assertThat(Protection.of(CipherSuite.named(suite).orElseThrow()))
                .contains(
                        new Protection(
                                cipher, mode, key, secret, tag, Optional.ofNullable(mac), hash));
    }

    /** No MAC, a cipher that none of the libraries has, no cipher at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_NULL_WITH_NULL_NULL",
                "TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5",
                "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
                "TLS_FALLBACK_SCSV",
                "TLS_SHA256_SHA256",
                "TLS_AEGIS_128L_SHA256",
                "TLS_GOSTR341112_256_WITH_KUZNYECHIK_CTR_OMAC"
            })
    void leavesOthersAlone(String suite) {
        assertThat(Protection.of(CipherSuite.named(suite).orElseThrow())).isEmpty();
    }

    @Test
    void leavesAnUnknownSuiteAlone() {
        assertThat(Protection.of(new CipherSuite(0x0a0a))).isEmpty();
    }
}
