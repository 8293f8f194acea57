package dev.handshake.capture.lab;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where this program keeps what must outlive it, as each system wants it. */
public final class DataFolder {
    /** A system property that names another folder. */
    public static final String PROPERTY = "handshake.data";

    private static final String NAME = "tls-handshake";

    private DataFolder() {}

    public static Path ofThisUser() {
        String named = System.getProperty(PROPERTY);
        return named != null
                ? Path.of(named)
                : on(
                        System.getProperty("os.name"),
                        Path.of(System.getProperty("user.home")),
                        System.getenv());
    }

    static Path on(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve(NAME);
        }
        if (name.startsWith("windows")) {
            Path local = absolute(environment.get("LOCALAPPDATA"));
            return (local != null ? local : home.resolve("AppData").resolve("Local")).resolve(NAME);
        }
        Path data = absolute(environment.get("XDG_DATA_HOME"));
        return (data != null ? data : home.resolve(".local").resolve("share")).resolve(NAME);
    }

    /** The XDG specification has a relative path ignored. */
    private static @Nullable Path absolute(@Nullable String path) {
        return path != null && (path.startsWith("/") || path.matches("[A-Za-z]:[\\\\/].*"))
                ? Path.of(path)
                : null;
    }
}
