package dev.handshake.capture.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What the numbers of link types, Ethernet types and protocols are called. */
final class Names {
    private static final Map<Unread.Kind, Map<Integer, String>> TABLES = load("protocols.tsv");

    private Names() {}

    /** The name of a number; the number itself where it has none. */
    static String of(Unread.Kind kind, int number) {
        return TABLES.getOrDefault(kind, Map.of()).getOrDefault(number, Integer.toString(number));
    }

    /** Lines {@code table TAB number TAB name}. */
    private static Map<Unread.Kind, Map<Integer, String>> load(String resource) {
        Map<Unread.Kind, Map<Integer, String>> tables = new EnumMap<>(Unread.Kind.class);
        InputStream stream =
                Objects.requireNonNull(Names.class.getResourceAsStream(resource), resource);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells ->
                            tables.computeIfAbsent(
                                            Unread.Kind.valueOf(cells[0]), k -> new HashMap<>())
                                    .put(Integer.decode(cells[1]), cells[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }
}
