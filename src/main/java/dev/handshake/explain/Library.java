package dev.handshake.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that is written in one language, from the files {@code <language>/<topic>.md}. */
final class Library {
    /** One file each in every language. */
    static final List<String> FILES =
            List.of(
                    "messages",
                    "fields-tcp",
                    "fields-tls",
                    "fields-extensions",
                    "fields-certificate",
                    "extensions",
                    "alerts",
                    "checks",
                    "scenarios",
                    "key-schedule",
                    "misconceptions",
                    "story",
                    "glossary");

    private static final Map<Language, Library> ALL = new EnumMap<>(Language.class);

    private final Map<Topic, SequencedMap<String, Entry>> entries = new EnumMap<>(Topic.class);
    private @Nullable Glossary glossary;

    Library(List<Entry> all) {
        for (Topic topic : Topic.values()) {
            entries.put(topic, new LinkedHashMap<>());
        }
        for (Entry entry : all) {
            if (entries(entry.topic()).put(entry.key(), entry) != null) {
                throw new IllegalArgumentException("twice: " + entry.key());
            }
        }
    }

    private static Library read(Language language) {
        return new Library(
                FILES.stream()
                        .map(file -> text(language.code() + "/" + file + ".md"))
                        .flatMap(text -> EntryReader.read(text).stream())
                        .toList());
    }

    /** Read when it is first asked for. */
    static Library of(Language language) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(language, Library::read);
        }
    }

    private static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Library.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Entry> find(Topic topic, String key) {
        return Optional.ofNullable(entries(topic).get(key));
    }

    /** All of a topic, in the order of the file. */
    Stream<Entry> all(Topic topic) {
        return entries(topic).values().stream();
    }

    /** How the terms are found in texts. */
    synchronized Glossary glossary() {
        if (glossary == null) {
            glossary = new Glossary(all(Topic.TERM).toList());
        }
        return glossary;
    }

    private SequencedMap<String, Entry> entries(Topic topic) {
        return Objects.requireNonNull(entries.get(topic));
    }
}
