package dev.handshake.explain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A paragraph as it is shown.
 *
 * @param item whether it is an element of a list
 */
public record Paragraph(Purpose purpose, boolean item, List<Run> runs) {
    public Paragraph {
        runs = List.copyOf(runs);
    }

    public String text() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }
}
