package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object identifier (X.660) in dots.
 *
 * @param dotted {@code 1.2.840.113549.1.1.11}; what is no identifier stays in hexadecimal digits
 */
record Oid(String dotted) {
    /** Longer ones are nobody's, and numbers without end take time without end. */
    private static final int LONGEST = 128;

    private static final Map<String, Names> NAMES = load();

    /**
     * What it is called.
     *
     * @param descriptor the short name for RFC 4514 text, or empty
     */
    private record Names(String name, String descriptor) {}

    /** The identifier that the contents of an element spell. */
    static Oid of(Bytes contents) {
        if (contents.isEmpty()
                || contents.length() > LONGEST
                || contents.at(contents.length() - 1) >= 0x80) {
            return new Oid("0x" + contents.hex());
        }
        StringBuilder dotted = new StringBuilder();
        BigInteger arc = BigInteger.ZERO;
        for (int i = 0; i < contents.length(); i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(contents.at(i) & 0x7f));
            if (contents.at(i) < 0x80) {
                dotted.append(dotted.isEmpty() ? firstArcs(arc) : "." + arc);
                arc = BigInteger.ZERO;
            }
        }
        return new Oid(dotted.toString());
    }

    /** Two arcs share the first number (X.690 §8.19.4). */
    private static String firstArcs(BigInteger number) {
        int first = number.min(BigInteger.valueOf(80)).intValue() / 40;
        return first + "." + number.subtract(BigInteger.valueOf(40L * first));
    }

    Optional<String> name() {
        return Optional.ofNullable(NAMES.get(dotted)).map(Names::name);
    }

    /** The short name of an attribute of distinguished names ({@code CN}; RFC 4514 §3). */
    Optional<String> descriptor() {
        return Optional.ofNullable(NAMES.get(dotted))
                .map(Names::descriptor)
                .filter(descriptor -> !descriptor.isEmpty());
    }

    /** The name where there is one, else the dots. */
    String label() {
        return name().orElse(dotted);
    }

    Value value() {
        return new Value.Text(name().map(name -> name + " (" + dotted + ")").orElse(dotted));
    }

    private static Map<String, Names> load() {
        InputStream stream =
                Objects.requireNonNull(Oid.class.getResourceAsStream("oids.tsv"), "oids.tsv");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    row -> row[0], row -> new Names(row[1], row[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
