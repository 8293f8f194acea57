package dev.handshake.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The known differences between this program and tshark, with the reason of each: {@code
 * capture<TAB>stream<TAB>what<TAB>reason}; {@code #} begins a remark, {@code *} as the stream
 * stands for any, {@code -} for a connection that tshark does not know as TLS.
 */
record Explanations(List<Explanation> all) {
    record Explanation(String capture, String stream, String what, String reason) {
        boolean covers(Comparison.Difference difference) {
            String number = difference.stream() < 0 ? "-" : Integer.toString(difference.stream());
            return (stream.equals("*") || stream.equals(number)) && what.equals(difference.what());
        }
    }

    /**
     * @param folder whose own file counts, if it has one; null for the shared test data
     */
    static Explanations of(@Nullable Path folder) throws IOException {
        if (folder == null) {
            try (InputStream in =
                    Objects.requireNonNull(
                            Explanations.class.getResourceAsStream("differences.tsv"))) {
                return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Path own = folder.resolve("differences.tsv");
        return parse(Files.exists(own) ? Files.readString(own) : "");
    }

    private static Explanations parse(String text) {
        return new Explanations(
                text.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> Arrays.asList(line.split("\t", -1)))
                        .map(cells ->
                                new Explanation(
                                        cells.get(0), cells.get(1), cells.get(2), cells.get(3)))
                        .toList());
    }

    List<Explanation> of(String capture) {
        return all.stream().filter(each -> each.capture().equals(capture)).toList();
    }
}
