package dev.handshake.ui.shell;

import dev.handshake.capture.live.Versions;
import dev.handshake.diagram.Palette;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.ui.connect.CaptureModel;
import dev.handshake.ui.connect.ConnectModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers from one start to the next.
 *
 * @param language null until the user chooses one, like {@code palette} and {@code scale}
 * @param width of the window in px, like {@code height}
 * @param presented how large the type is when it is presented
 * @param exports the folder of the last export, or null
 * @param captures files that were opened, the newest first
 * @param mainSecret what the reader calls it
 */
record Settings(
        List<String> hosts,
        @Nullable Language language,
        @Nullable Palette palette,
        Versions versions,
        double speed,
        double width,
        double height,
        @Nullable Double scale,
        double presented,
        @Nullable Path exports,
        List<Path> captures,
        MainSecret mainSecret) {
    static final Settings DEFAULT =
            new Settings(
                    List.of(),
                    null,
                    null,
                    Versions.AUTO,
                    1,
                    1280,
                    800,
                    null,
                    1,
                    null,
                    List.of(),
                    MainSecret.MAIN);

    private static final double LARGEST = 20_000;

    Settings {
        hosts = List.copyOf(hosts);
        captures = List.copyOf(captures);
    }

    Properties write() {
        Properties to = new Properties();
        for (int i = 0; i < hosts.size(); i++) {
            to.setProperty("host." + i, hosts.get(i));
        }
        put(to, "language", language == null ? null : language.code());
        put(to, "theme", palette == null ? null : palette.code());
        put(to, "versions", versions);
        put(to, "speed", speed);
        put(to, "width", width);
        put(to, "height", height);
        put(to, "scale", scale);
        put(to, "presented", presented);
        put(to, "exports", exports);
        for (int i = 0; i < captures.size(); i++) {
            put(to, "capture." + i, captures.get(i));
        }
        put(to, "main-secret", mainSecret);
        return to;
    }

    /** Whatever is missing or makes no sense is as in {@link #DEFAULT}. */
    static Settings read(Properties from) {
        return new Settings(
                IntStream.range(0, ConnectModel.HISTORY)
                        .mapToObj(i -> from.getProperty("host." + i))
                        .takeWhile(host -> host != null)
                        .toList(),
                named(from, "language", List.of(Language.values()), Language::code).orElse(null),
                named(from, "theme", Palette.THEMES, Palette::code).orElse(null),
                named(from, "versions", List.of(Versions.values()), Versions::name)
                        .orElse(DEFAULT.versions),
                number(from, "speed", 0.25, 4).orElse(DEFAULT.speed),
                number(from, "width", Window.LEAST_WIDTH, LARGEST).orElse(DEFAULT.width),
                number(from, "height", Window.LEAST_HEIGHT, LARGEST).orElse(DEFAULT.height),
                number(from, "scale", Window.LEAST_SCALE, Window.MOST_SCALE).orElse(null),
                number(from, "presented", Presenter.LEAST_TYPE, Presenter.MOST_TYPE)
                        .orElse(DEFAULT.presented),
                path(from, "exports").orElse(null),
                IntStream.range(0, CaptureModel.HISTORY)
                        .mapToObj(i -> path(from, "capture." + i))
                        .flatMap(Optional::stream)
                        .toList(),
                named(from, "main-secret", List.of(MainSecret.values()), MainSecret::name)
                        .orElse(DEFAULT.mainSecret));
    }

    private static void put(Properties to, String key, @Nullable Object value) {
        if (value != null) {
            to.setProperty(key, value.toString());
        }
    }

    private static <E> Optional<E> named(
            Properties from, String key, List<E> values, Function<E, String> code) {
        String word = from.getProperty(key);
        return values.stream().filter(value -> code.apply(value).equals(word)).findFirst();
    }

    private static Optional<Double> number(Properties from, String key, double least, double most) {
        try {
            double number = Double.parseDouble(from.getProperty(key, ""));
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(Properties from, String key) {
        try {
            return Optional.ofNullable(from.getProperty(key)).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
