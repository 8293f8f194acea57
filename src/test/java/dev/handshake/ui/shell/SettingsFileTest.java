package dev.handshake.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.live.Versions;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir Path folder;

    @Test
    void readsWhatItWrote() throws InterruptedException {
        Settings settings =
                new Settings(
                        List.of("www.msn.com", "한국.kr", "[::1]:8443"),
                        Language.KOREAN,
                        Palette.DARK,
                        Versions.TLS_1_2,
                        0.25,
                        1600,
                        900,
                        1.5,
                        1.21,
                        folder,
                        List.of(folder.resolve("한글 캡처.pcapng"), folder.resolve("a.pcap")),
                        MainSecret.MASTER);
        Path deep = folder.resolve("deep");
        Path file = deep.resolve("settings.properties");
        SettingsFile written = new SettingsFile(file);
        written.write(settings);
        written.close();
        written.await();
        assertThat(new SettingsFile(file).read()).isEqualTo(settings);
        assertThat(deep.toFile().list()).containsExactly("settings.properties");
    }

    @Test
    void beginsWithDefaults() {
        assertThat(new SettingsFile(folder.resolve("none")).read()).isEqualTo(Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed=fast",
                "speed=NaN",
                "width=-3\nheight=1e99",
                "scale=0",
                "presented=40",
                "language=klingon\ntheme=\nversions=1.1",
                "speed=\\u12",
                "exports=\u0000",
            })
    void readsWhatMakesNoSenseAsDefaults(String text) throws IOException {
        Path file = folder.resolve("damaged");
        Files.writeString(file, text);
        assertThat(new SettingsFile(file).read()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void survivesAFileOfNoise() throws IOException {
        Path file = folder.resolve("noise");
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            Files.write(file, noise);
            assertThat(new SettingsFile(file).read().speed()).isBetween(0.25, 4.0);
        }
        Files.write(file, "speed=2\n".getBytes(StandardCharsets.UTF_16));
        assertThat(new SettingsFile(file).read()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void keepsWorkingWhereNothingCanBeWritten() throws IOException, InterruptedException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "");
        SettingsFile file = new SettingsFile(blocked.resolve("settings.properties"));
        file.write(Settings.DEFAULT);
        file.close();
        file.await();
        assertThat(file.read()).isEqualTo(Settings.DEFAULT);
    }
}
