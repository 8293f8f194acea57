package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataFolderTest {
    private static final Path HOME = Path.of("/home/woogi");

    @Test
    void isWhereTheSystemKeepsData() {
        assertThat(DataFolder.on("Linux", HOME, Map.of()))
                .isEqualTo(Path.of("/home/woogi/.local/share/tls-handshake"));
        assertThat(DataFolder.on("Linux", HOME, Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/tls-handshake"));
        assertThat(DataFolder.on("Mac OS X", HOME, Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/home/woogi/Library/Application Support/tls-handshake"));
        assertThat(DataFolder.on("Windows 11", HOME, Map.of("LOCALAPPDATA", "C:\\Data")))
                .isEqualTo(Path.of("C:\\Data").resolve("tls-handshake"));
        assertThat(DataFolder.on("Windows 11", HOME, Map.of()))
                .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("tls-handshake"));
    }

    @Test
    void ignoresARelativePath() {
        assertThat(DataFolder.on("Linux", HOME, Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo(Path.of("/home/woogi/.local/share/tls-handshake"));
    }
}
