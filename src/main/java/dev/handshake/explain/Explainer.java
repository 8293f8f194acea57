package dev.handshake.explain;

import dev.handshake.bytes.Field;
import dev.handshake.message.Alert;
import dev.handshake.registry.AlertDescription;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Verdict;
import java.text.Collator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Explains what is shown: what it is, why it is there, what to look at in this handshake, what goes
 * wrong with it; and what is often said of it and not so, where this handshake shows it.
 */
public final class Explainer {
    private static final String UNKNOWN = "unknown";
    private static final String TLS_1_3 = "9846";
    private static final String TLS_1_2 = "5246";

    private final Library library;
    private final Words words;
    private final MainSecret mainSecret;

    public Explainer(Words words, MainSecret mainSecret) {
        this(Library.of(words.language()), words, mainSecret);
    }

    Explainer(Library library, Words words, MainSecret mainSecret) {
        this.library = library;
        this.words = words;
        this.mainSecret = mainSecret;
    }

    /** A message and, of an alert, what it says. */
    public Optional<Explanation> message(Situation about) {
        MessageRead message = about.message();
        if (message == null) {
            return Optional.empty();
        }
        String type = message.type().rfcName();
        List<Entry> entries = new ArrayList<>(find(Topic.MESSAGE, type).stream().toList());
        if (message.content() instanceof Alert(_, AlertDescription description)) {
            entries.add(alert(description));
        }
        entries.addAll(misconceptions(type, about));
        return join(entries, about);
    }

    private Entry alert(AlertDescription description) {
        return find(Topic.ALERT, description.known() ? description.name() : UNKNOWN)
                .or(() -> find(Topic.ALERT, UNKNOWN))
                .orElseThrow();
    }

    /** A field of a message. */
    public Optional<Explanation> field(Situation about) {
        MessageRead message = about.message();
        if (message == null || about.path().isEmpty()) {
            return Optional.empty();
        }
        String type = message.type().rfcName();
        Field field = about.path().getLast();
        int depth = about.path().size();
        String parent = depth > 1 ? about.path().get(depth - 2).key() : type;
        List<Entry> entries = new ArrayList<>(entry(type, parent, field.key()).stream().toList());
        entries.addAll(misconceptions(type + "/" + field.key(), about));
        return join(entries, about);
    }

    private Optional<Entry> entry(String type, String parent, String key) {
        return find(Topic.FIELD, type + "/" + key)
                .or(() -> find(Topic.FIELD, parent + "/" + key))
                .or(() -> find(Topic.EXTENSION, key))
                .or(() -> find(Topic.FIELD, key));
    }

    public Optional<Explanation> check(Verdict.Check check, Situation about) {
        return plain(Topic.CHECK, check.word(), about);
    }

    /** A scenario of the lab; empty for a name that there is not. */
    public Optional<Explanation> scenario(String name, Situation about) {
        return plain(Topic.SCENARIO, name, about);
    }

    /** A step of the key schedule. */
    public Optional<Explanation> step(String key, Situation about) {
        return plain(Topic.STEP, key, about);
    }

    /** A step of the story. */
    Optional<Explanation> story(String key, Situation about) {
        return plain(Topic.STORY, key, about);
    }

    private Optional<Explanation> plain(Topic topic, String key, Situation about) {
        return find(topic, key).flatMap(entry -> join(List.of(entry), about));
    }

    // -- the glossary

    /**
     * A word of the glossary.
     *
     * @param name as it is written in the reader's language
     * @param also its other forms
     * @param see the keys of its neighbours
     */
    public record Term(
            String key, String name, List<String> also, List<String> see, Explanation explanation) {
        public Term {
            also = List.copyOf(also);
            see = List.copyOf(see);
        }
    }

    public Optional<Term> term(String key) {
        return find(Topic.TERM, key).map(this::term);
    }

    /** The whole glossary, in the order of the alphabet. */
    public List<Term> terms() {
        Collator order = Collator.getInstance(words.language().locale());
        return library.all(Topic.TERM)
                .map(this::term)
                .sorted((one, other) -> order.compare(one.name(), other.name()))
                .toList();
    }

    private Term term(Entry entry) {
        String name =
                entry.name().replace("{" + MainSecret.PLACE + "}", words.text(mainSecret.key()));
        Explanation explanation =
                join(List.of(entry), Situation.NONE)
                        .orElseThrow(() -> new IllegalStateException(entry.key()));
        return new Term(entry.key(), name, entry.also(), entry.see(), explanation);
    }

    // -- putting together

    /** In the other language, where it is missing in this one. A test keeps both complete. */
    private Optional<Entry> find(Topic topic, String key) {
        return library.find(topic, key)
                .or(() -> Library.of(words.language().other()).find(topic, key));
    }

    private List<Entry> misconceptions(String at, Situation about) {
        Places places = new Places(about, words);
        return library.all(Topic.MISCONCEPTION)
                .filter(entry -> entry.at().contains(at))
                .filter(entry -> entry.given().stream().allMatch(places::holds))
                .toList();
    }

    private Optional<Explanation> join(List<Entry> entries, Situation about) {
        Places places = new Places(about, words);
        Prose prose = new Prose(places, words, mainSecret);
        List<Paragraph> paragraphs =
                entries.stream().flatMap(entry -> paragraphs(entry, places, prose)).toList();
        if (paragraphs.isEmpty()) {
            return Optional.empty();
        }
        Entry first = entries.getFirst();
        String own = first.topic() == Topic.TERM ? first.key() : "";
        return Optional.of(
                new Explanation(
                        first.topic(),
                        first.key(),
                        sources(entries, places),
                        library.glossary().mark(paragraphs, own)));
    }

    /** Where a version's own RFC says it, the other version's is left out. */
    private static List<Citation> sources(List<Entry> entries, Places places) {
        List<Citation> all =
                entries.stream().flatMap(entry -> entry.sources().stream()).distinct().toList();
        String own = places.holds("1.3") ? TLS_1_3 : places.holds("1.2") ? TLS_1_2 : "";
        boolean said = all.stream().anyMatch(it -> it.document().equals(own));
        String other = own.equals(TLS_1_3) ? TLS_1_2 : TLS_1_3;
        return said ? all.stream().filter(it -> !it.document().equals(other)).toList() : all;
    }

    /** Of what is often said nothing is shown without what is in fact so. */
    private static Stream<Paragraph> paragraphs(Entry entry, Places places, Prose prose) {
        List<Paragraph> shown =
                entry.parts().stream()
                        .filter(part -> part.conditions().stream().allMatch(places::holds))
                        .flatMap(part -> prose.of(part).stream().flatMap(List::stream))
                        .toList();
        boolean corrected =
                shown.stream().anyMatch(paragraph -> paragraph.purpose() == Purpose.FACT);
        return entry.topic() == Topic.MISCONCEPTION && !corrected ? Stream.empty() : shown.stream();
    }
}
