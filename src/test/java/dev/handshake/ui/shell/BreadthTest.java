package dev.handshake.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreadthTest {
    @ParameterizedTest
    @CsvSource({
        "900,380",
        "1099,380",
        "1100,420",
        "1439,420",
        "1440,480",
        "1919,480",
        "1920,560",
        "3840,560"
    })
    void givesTheInspectorWhatTheWidthAllows(double width, double inspector) {
        assertThat(Breadth.of(width).inspector()).isEqualTo(inspector);
    }

    @ParameterizedTest
    @CsvSource({"1280,1", "2559,1", "2560,1.3333333333333333", "3072,1.6", "3840,1.6"})
    void growsWithVeryWideScreens(double width, double scale) {
        assertThat(Breadth.scale(width)).isEqualTo(scale);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384,AES-256-GCM",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,AES-256-GCM",
        "TLS_CHACHA20_POLY1305_SHA256,CHACHA20-POLY1305",
        "TLS_RSA_WITH_AES_128_CBC_SHA,AES-128-CBC",
        "TLS_AES_128_CCM_8_SHA256,AES-128-CCM-8",
    })
    void shortensASuiteToWhatEncrypts(String suite, String shortened) {
        assertThat(SessionStrip.shortened(suite)).isEqualTo(shortened);
    }
}
