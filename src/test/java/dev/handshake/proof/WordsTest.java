package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both languages say everything, and nothing that nobody asks for. */
final class WordsTest {
    /** Beginnings of keys that code completes: with a field's key, an enum's name, an alert. */
    private static final Set<String> COMPUTED =
            Set.of(
                    "diagram.fact.certificate_verify.",
                    "diagram.fact.server_key_exchange.",
                    "diagram.keys.application.",
                    "diagram.keys.encrypted.",
                    "options.group.",
                    "options.suite.",
                    "window.export.png_",
                    "window.no_",
                    "window.not_yet_");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** Beginnings of a key's last word: {@code "outcome." + kind}. */
    private static final Pattern KEY =
            Pattern.compile("[a-z][a-z0-9]*(\\.[a-zA-Z0-9_-]+)+\\.?|[a-z][a-z0-9]*\\.");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final Pattern FILE =
            Pattern.compile(".*\\.(css|tsv|properties|ttf|png|svg|md|html|json|pcapng|keys|pdf)");

    private static Map<String, String> english = Map.of();
    private static Map<String, String> korean = Map.of();

    /** The string literals of the program, comments left out. */
    private static Set<String> literals = Set.of();

    @BeforeAll
    static void read() throws IOException {
        english = texts(Language.ENGLISH);
        korean = texts(Language.KOREAN);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            literals =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(WordsTest::literals)
                            .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Map<String, String> texts(Language language) throws IOException {
        String name = "messages_" + language.code() + ".properties";
        Properties properties = new Properties();
        try (var in =
                new InputStreamReader(
                        Objects.requireNonNull(Words.class.getResourceAsStream(name)),
                        StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(k -> texts.put(k, properties.getProperty(k)));
        return texts;
    }

    private static Stream<String> literals(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().matches("(\\*|//|/\\*).*"))
                    .flatMap(line -> LITERAL.matcher(line).results())
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(korean.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void bothLanguagesFillTheSamePlaces() {
        assertThat(places(korean)).isEqualTo(places(english));
    }

    private static Map<String, Set<String>> places(Map<String, String> texts) {
        Map<String, Set<String>> places = new TreeMap<>();
        texts.forEach((key, text) ->
                places.put(
                        key,
                        PLACE.matcher(text)
                                .results()
                                .map(found -> found.group(1))
                                .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }

    @Test
    void noKeyStandsTwiceInAFile() throws IOException {
        for (Language language : Language.values()) {
            Path file =
                    Path.of(
                            "src/main/resources/dev/handshake/explain/messages_"
                                    + language.code()
                                    + ".properties");
            assertThat(
                            Files.readAllLines(file).stream()
                                    .filter(line -> line.matches("[^#\\s=]+ ?=.*"))
                                    .map(line -> line.split("[ =]", 2)[0]))
                    .as(file.toString())
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTextIsAWholePattern(Language language) throws IOException {
        texts(language)
                .forEach((key, text) -> {
                    assertThat(text).as(key).isNotBlank();
                    // A single apostrophe would be swallowed, and a place after it.
                    assertThat(text.replace("''", "")).as(key).doesNotContain("'");
                    String filled =
                            new MessageFormat(text, language.locale())
                                    .format(new Object[] {1, 2, 3, 4, 5});
                    assertThat(filled).as(key).doesNotContain("{", "}");
                });
    }

    @Test
    void koreanSentencesAreKorean() {
        korean.forEach((key, text) -> {
            if (text.endsWith(".") && text.contains(" ")) {
                assertThat(text).as(key).containsPattern("[가-힣]");
            }
        });
        english.forEach((key, text) -> assertThat(text).as(key).doesNotContainPattern("[가-힣ㄱ-ㅎ]"));
    }

    @Test
    void everyKeyInTheCodeHasItsWords() {
        Set<String> rooms =
                english.keySet().stream()
                        .map(key -> key.split("\\.", 2)[0])
                        .collect(Collectors.toSet());
        assertThat(
                        literals.stream()
                                .filter(KEY.asMatchPredicate())
                                .filter(FILE.asMatchPredicate().negate())
                                .filter(key -> rooms.contains(key.split("\\.", 2)[0]))
                                .filter(key -> !english.containsKey(key))
                                .filter(key ->
                                        english.keySet().stream()
                                                .noneMatch(k -> k.startsWith(key))))
                .isEmpty();
    }

    @Test
    void everyTextIsUsed() {
        Set<String> beginnings =
                Stream.concat(
                                literals.stream()
                                        .filter(literal -> literal.endsWith("."))
                                        .filter(KEY.asMatchPredicate()),
                                COMPUTED.stream())
                        .collect(Collectors.toSet());
        assertThat(
                        english.keySet().stream()
                                .filter(key -> !literals.contains(key))
                                .filter(key -> beginnings.stream().noneMatch(key::startsWith)))
                .isEmpty();
    }
}
