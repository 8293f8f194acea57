package dev.handshake.ui.shell;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Where {@link Settings} are kept. Losing them is a nuisance and never a failure: what cannot be
 * read is as it was delivered, what cannot be written is forgotten.
 */
final class SettingsFile {
    /** Names the file instead of the user's own, for tests. */
    static final String PROPERTY = "handshake.settings";

    private final Path file;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("settings").daemon().factory());

    SettingsFile(Path file) {
        this.file = file;
    }

    /** The user's own. */
    static SettingsFile ofUser() {
        String named = System.getProperty(PROPERTY);
        return new SettingsFile(
                named == null ? folder().resolve("settings.properties") : Path.of(named));
    }

    private static Path folder() {
        String home = System.getProperty("user.home", ".");
        String system = System.getProperty("os.name", "");
        if (system.startsWith("Windows")) {
            String roaming = System.getenv("APPDATA");
            return Path.of(roaming == null ? home : roaming, "tls-handshake");
        }
        if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Application Support", "tls-handshake");
        }
        String config = System.getenv("XDG_CONFIG_HOME");
        boolean usable = config != null && Path.of(config).isAbsolute();
        return (usable ? Path.of(config) : Path.of(home, ".config")).resolve("tls-handshake");
    }

    Settings read() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Settings.read(properties);
        } catch (IOException | IllegalArgumentException e) {
            return Settings.DEFAULT;
        }
    }

    /** Writes them soon, on a thread of its own. */
    void write(Settings settings) {
        writer.execute(() -> writeNow(settings));
    }

    /** Writes nothing after what is being written. */
    void close() {
        writer.shutdown();
    }

    /** Waits a moment for the last of it. */
    void await() throws InterruptedException {
        writer.awaitTermination(1, TimeUnit.SECONDS);
    }

    private void writeNow(Settings settings) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "settings", ".new");
            try {
                try (Writer to = Files.newBufferedWriter(fresh)) {
                    settings.write().store(to, null);
                }
                Files.move(
                        fresh,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // Forgotten, as this class promises.
        }
    }
}
