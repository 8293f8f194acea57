package dev.handshake.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of explanations. An entry begins with {@code ## topic key}; each paragraph after it
 * begins with a word that says what it is: {@code Source:}, {@code What:}, {@code Here [1.3,
 * client]:} …
 */
final class EntryReader {
    private static final Pattern HEADING = Pattern.compile("## (\\w+) (\\S+)");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern BETWEEN = Pattern.compile("\n\\s*\n");
    private static final Pattern PARAGRAPH =
            Pattern.compile("(\\w+)(?: \\[([^\\]]*)\\])?: ?(.*)", Pattern.DOTALL);

    private final List<Entry> entries = new ArrayList<>();

    private Topic topic = Topic.MESSAGE;
    private String key = "";
    private List<Citation> sources = List.of();
    private List<String> at = List.of();
    private List<String> given = List.of();
    private String name = "";
    private List<String> also = List.of();
    private List<String> see = List.of();
    private List<Part> parts = List.of();

    private EntryReader() {}

    /**
     * @throws IllegalArgumentException if the file is not in this form
     */
    static List<Entry> read(String text) {
        EntryReader reader = new EntryReader();
        BETWEEN.splitAsStream(text.strip()).map(String::strip).forEach(reader::take);
        reader.end();
        return reader.entries;
    }

    private void take(String paragraph) {
        Matcher heading = HEADING.matcher(paragraph);
        if (heading.matches()) {
            end();
            begin(Topic.valueOf(heading.group(1).toUpperCase(Locale.ROOT)), heading.group(2));
            return;
        }
        Matcher form = PARAGRAPH.matcher(paragraph);
        if (!form.matches()) {
            throw new IllegalArgumentException(key + ": " + paragraph);
        }
        String text = form.group(3);
        switch (form.group(1)) {
            case "Source" ->
                    sources =
                            text.strip().equals("none")
                                    ? List.of()
                                    : list(text).stream().map(Citation::of).toList();
            case "At" -> at = list(text);
            case "If" -> given = list(text);
            case "Name" -> name = text.strip();
            case "Also" -> also = list(text);
            case "See" -> see = list(text);
            case String word ->
                    parts.add(
                            new Part(
                                    Purpose.valueOf(word.toUpperCase(Locale.ROOT)),
                                    form.group(2) == null ? List.of() : list(form.group(2)),
                                    text));
        }
    }

    private void begin(Topic next, String called) {
        topic = next;
        key = called;
        sources = List.of();
        at = List.of();
        given = List.of();
        name = "";
        also = List.of();
        see = List.of();
        parts = new ArrayList<>();
    }

    private void end() {
        if (!key.isEmpty()) {
            entries.add(new Entry(topic, key, sources, parts, at, given, name, also, see));
        }
    }

    private static List<String> list(String text) {
        return COMMA.splitAsStream(text)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
