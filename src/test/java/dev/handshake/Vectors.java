package dev.handshake;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One section of a file of test vectors: {@code [section]}, then lines {@code name = value}. Of a
 * repeated name the first value counts.
 */
public record Vectors(Map<String, String> values) {
    public static Vectors section(Path file, String section) throws IOException {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + section + "]");
            } else if (inside && line.contains(" = ")) {
                String[] pair = line.split(" = ", 2);
                values.putIfAbsent(pair[0], pair[1].strip());
            }
        }
        return new Vectors(values);
    }

    public String hex(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public Bytes bytes(String name) {
        return Bytes.ofHex(hex(name).replace(" ", ""));
    }
}
