package dev.handshake.explain;

import dev.handshake.session.MessageType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds technical words in texts. Each is linked once in an explanation, where it stands first; of
 * two that begin at the same place, the longer one.
 */
final class Glossary {
    private static final String NOT_A_TERM = "";

    private final Map<String, String> keys = new HashMap<>();
    private final Pattern forms;

    Glossary(List<Entry> terms) {
        for (Entry term : terms) {
            Stream.concat(Stream.of(term.name()), term.also().stream())
                    .filter(form -> !form.contains("{"))
                    .forEach(form -> keys.putIfAbsent(folded(form), term.key()));
        }
        // "Key exchange" is a word of the glossary, but not in "Server Key Exchange".
        for (MessageType type : MessageType.values()) {
            if (type.title().contains(" ")) {
                keys.put(folded(type.title()), NOT_A_TERM);
            }
        }
        // A Korean particle may follow a word, another Latin letter may not.
        forms =
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}_-])("
                                + keys.keySet().stream()
                                        .sorted(
                                                Comparator.comparingInt(String::length)
                                                        .reversed()
                                                        .thenComparing(Comparator.naturalOrder()))
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining("|"))
                                + ")(?![\\p{IsLatin}\\p{N}_-])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String folded(String form) {
        return form.toLowerCase(Locale.ROOT);
    }

    /**
     * The same paragraphs with their technical words marked.
     *
     * @param own the key of the term that they define; empty for none
     */
    List<Paragraph> mark(List<Paragraph> paragraphs, String own) {
        Set<String> marked = new HashSet<>(Set.of(own));
        return paragraphs.stream()
                .map(paragraph ->
                        new Paragraph(
                                paragraph.purpose(),
                                paragraph.item(),
                                paragraph.runs().stream()
                                        .flatMap(run -> mark(run, marked).stream())
                                        .toList()))
                .toList();
    }

    private List<Run> mark(Run run, Set<String> marked) {
        return switch (run) {
            case Run.Plain(String text) -> split(text, false, marked);
            case Run.Strong(String text) -> split(text, true, marked);
            case Run.Code code -> List.of(code);
            case Run.Quoted quoted -> List.of(quoted);
            case Run.Term term -> List.of(term);
        };
    }

    private List<Run> split(String text, boolean strong, Set<String> marked) {
        List<Run> runs = new ArrayList<>();
        Matcher form = forms.matcher(text);
        int from = 0;
        while (form.find()) {
            String key = keys.get(folded(form.group()));
            if (key != null && !key.equals(NOT_A_TERM) && marked.add(key)) {
                add(text.substring(from, form.start()), strong, runs);
                runs.add(new Run.Term(key, form.group(), strong));
                from = form.end();
            }
        }
        add(text.substring(from), strong, runs);
        return runs;
    }

    private static void add(String text, boolean strong, List<Run> runs) {
        if (!text.isEmpty()) {
            runs.add(strong ? new Run.Strong(text) : new Run.Plain(text));
        }
    }
}
