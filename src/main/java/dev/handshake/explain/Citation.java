package dev.handshake.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something is written.
 *
 * @param document {@code 9846} for an RFC, {@code X.690} for a recommendation of the ITU
 * @param section {@code 4.2.2} or {@code App. E.4}; null for all of it
 */
public record Citation(String document, @Nullable String section) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{3,5}|X\\.\\d{3})(?: §((?:App\\. )?[A-Z0-9][0-9.]*))?");

    static Citation of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("no citation: " + text);
        }
        return new Citation(form.group(1), form.group(2));
    }

    /** {@code RFC 9846 §4.2.2}. */
    public String text() {
        String name = document.startsWith("X") ? document : "RFC " + document;
        return section == null ? name : name + (section.startsWith("App") ? " " : " §") + section;
    }

    /** The heading of the section; empty where it is not known. */
    public String title() {
        return section == null ? "" : Headings.ALL.getOrDefault(document + " " + section, "");
    }

    /** Read when one is first asked for. */
    private static final class Headings {
        private static final Map<String, String> ALL = read();

        private static Map<String, String> read() {
            try (InputStream in =
                    Objects.requireNonNull(
                            Citation.class.getResourceAsStream("rfc-sections.tsv"))) {
                Map<String, String> headings = new HashMap<>();
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", 3))
                        .forEach(row -> headings.put(row[0] + " " + row[1], row[2]));
                return headings;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where it can be read. */
    public String address() {
        if (document.startsWith("X")) {
            return "https://www.itu.int/rec/T-REC-" + document;
        }
        String page = "https://www.rfc-editor.org/rfc/rfc" + document + ".html";
        return section == null
                ? page
                : page
                        + (section.startsWith("App. ")
                                ? "#appendix-" + section.substring("App. ".length())
                                : "#section-" + section);
    }
}
