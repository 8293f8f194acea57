package dev.handshake.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small Markdown of explanations: {@code **bold**}, {@code `code`}, lists, and places in braces
 * that are filled. What fills a place is never read as Markdown.
 */
final class Prose {
    private static final Pattern MARK =
            Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`|\\{([^{}]+)}", Pattern.DOTALL);

    private final Places places;
    private final Words words;
    private final MainSecret mainSecret;

    Prose(Places places, Words words, MainSecret mainSecret) {
        this.places = places;
        this.words = words;
        this.mainSecret = mainSecret;
    }

    /** The paragraphs of a part; empty if a place of it cannot be filled. */
    Optional<List<Paragraph>> of(Part part) {
        List<Paragraph> paragraphs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        boolean item = false;
        for (String line : part.text().lines().toList()) {
            if (line.startsWith("- ")) {
                if (!close(part, item, open, paragraphs)) {
                    return Optional.empty();
                }
                item = true;
                open.append(line.substring(2));
            } else {
                open.append(open.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        return close(part, item, open, paragraphs) ? Optional.of(paragraphs) : Optional.empty();
    }

    private boolean close(Part part, boolean item, StringBuilder open, List<Paragraph> paragraphs) {
        if (open.isEmpty()) {
            return true;
        }
        Optional<List<Run>> runs = runs(open.toString());
        open.setLength(0);
        runs.ifPresent(it -> paragraphs.add(new Paragraph(part.purpose(), item, it)));
        return runs.isPresent();
    }

    /** The pieces of a text; empty if a place of it cannot be filled. */
    Optional<List<Run>> runs(String text) {
        List<Run> runs = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        int from = 0;
        while (mark.find()) {
            plain(text.substring(from, mark.start()), runs);
            from = mark.end();
            if (mark.group(1) != null) {
                runs.add(new Run.Strong(filledWord(mark.group(1))));
            } else if (mark.group(2) != null) {
                runs.add(new Run.Code(mark.group(2)));
            } else if (mark.group(3).equals(MainSecret.PLACE)) {
                plain(words.text(mainSecret.key()), runs);
            } else {
                Optional<String> found = places.find(mark.group(3));
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                runs.add(new Run.Quoted(mark.group(3), found.get()));
            }
        }
        plain(text.substring(from), runs);
        return Optional.of(runs);
    }

    private String filledWord(String text) {
        return text.replace("{" + MainSecret.PLACE + "}", words.text(mainSecret.key()));
    }

    private static void plain(String text, List<Run> runs) {
        if (text.isEmpty()) {
            return;
        }
        if (!runs.isEmpty() && runs.getLast() instanceof Run.Plain(String before)) {
            runs.set(runs.size() - 1, new Run.Plain(before + text));
        } else {
            runs.add(new Run.Plain(text));
        }
    }
}
