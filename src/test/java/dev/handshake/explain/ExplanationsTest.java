package dev.handshake.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Field;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.keys.StepKind;
import dev.handshake.message.Corpus;
import dev.handshake.registry.AlertDescription;
import dev.handshake.registry.ExtensionType;
import dev.handshake.session.MessageType;
import dev.handshake.verify.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that is shown is explained, in both languages, and nothing else is. */
final class ExplanationsTest {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    /** What a place or condition may be, message types apart. */
    private static final Pattern OWN =
            Pattern.compile(
                    "value|count|length|number|main_secret|1\\.3|1\\.2|client|server|onlooker|\\./[A-Za-z0-9_/]+[#@]?"
                            + "|negotiated\\.(version|cipher_suite|group|signature_scheme|sni|alpn|resumption|early_data)"
                            + "|timing\\.(handshake_ms|first_byte_ms)|source\\.target");

    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(?:(?:client|server)\\.)?([a-z_]+)(\\.(number|length)|/[A-Za-z0-9_/]+[#@]?)?");

    private static Stream<Entry> entries(Language language) {
        return Arrays.stream(Topic.values()).flatMap(topic -> Library.of(language).all(topic));
    }

    private static String id(Entry entry) {
        return entry.topic().word() + " " + entry.key();
    }

    private static Set<String> keys(Language language, Topic topic) {
        return Library.of(language)
                .all(topic)
                .map(Entry::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    // -- both languages

    @Test
    void bothLanguagesExplainTheSameThings() {
        assertThat(entries(Language.KOREAN).map(ExplanationsTest::id))
                .containsExactlyElementsOf(
                        entries(Language.ENGLISH).map(ExplanationsTest::id).toList());
    }

    @Test
    void bothLanguagesSayThemUnderTheSameConditionsWithTheSameValues() {
        assertThat(shapes(Language.KOREAN)).isEqualTo(shapes(Language.ENGLISH));
    }

    private static Map<String, List<String>> shapes(Language language) {
        Map<String, List<String>> shapes = new TreeMap<>();
        entries(language)
                .forEach(entry -> {
                    List<String> shape = new ArrayList<>();
                    entry.sources().forEach(source -> shape.add(source.text()));
                    shape.add("at " + entry.at() + " if " + entry.given() + " see " + entry.see());
                    entry.parts().forEach(part -> shape.add(shape(part)));
                    shapes.put(id(entry), shape);
                });
        return shapes;
    }

    private static String shape(Part part) {
        Set<String> places = places(part.text()).collect(Collectors.toCollection(TreeSet::new));
        // Whether the secret is named or spoken of is a matter of the language.
        places.remove("main_secret");
        return part.purpose() + " " + part.conditions() + " " + places;
    }

    private static Stream<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @EnumSource
    void eachTextIsInItsLanguage(Language language) {
        entries(language)
                .flatMap(entry -> entry.parts().stream())
                .map(part -> CODE.matcher(part.text()).replaceAll(""))
                .forEach(text -> {
                    switch (language) {
                        case ENGLISH -> assertThat(text).doesNotContainPattern("[가-힣ㄱ-ㅎ]");
                        case KOREAN -> {
                            assertThat(text).containsPattern("[가-힣]");
                            assertThat(text.replace("{main_secret}", ""))
                                    .doesNotContainPattern("}(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])");
                        }
                    }
                });
    }

    // -- nothing is left out, and nothing is nobody's

    @ParameterizedTest
    @EnumSource
    void everyMessageIsExplained(Language language) {
        assertThat(keys(language, Topic.MESSAGE))
                .isEqualTo(words(MessageType.values(), MessageType::rfcName));
    }

    @ParameterizedTest
    @EnumSource
    void everyExtensionIsExplained(Language language) {
        assertThat(keys(language, Topic.EXTENSION))
                .isEqualTo(
                        ExtensionType.all()
                                .map(ExtensionType::name)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @EnumSource
    void everyAlertIsExplained(Language language) {
        Set<String> alerts = new TreeSet<>(Set.of("unknown"));
        for (int code = 0; code < 256; code++) {
            AlertDescription alert = new AlertDescription(code);
            if (alert.known()) {
                alerts.add(alert.name());
            }
        }
        assertThat(keys(language, Topic.ALERT)).isEqualTo(alerts);
    }

    @ParameterizedTest
    @EnumSource
    void everyVerdictIsExplained(Language language) {
        assertThat(keys(language, Topic.CHECK))
                .isEqualTo(words(Verdict.Check.values(), Verdict.Check::word));
    }

    @ParameterizedTest
    @EnumSource
    void everyScenarioIsExplained(Language language) {
        assertThat(keys(language, Topic.SCENARIO))
                .isEqualTo(words(Scenario.all().toArray(Scenario[]::new), Scenario::name));
    }

    @ParameterizedTest
    @EnumSource
    void everyStepOfTheKeyScheduleIsExplained(Language language) {
        Set<String> steps = words(StepKind.values(), step -> step.name().toLowerCase(Locale.ROOT));
        // Where the tree begins with what a key log has.
        steps.add("key_log");
        assertThat(keys(language, Topic.STEP)).isEqualTo(steps);
    }

    @ParameterizedTest
    @EnumSource
    void everyStepOfTheStoryIsTold(Language language) {
        assertThat(keys(language, Topic.STORY))
                .isEqualTo(words(Story.Kind.values(), Story.Kind::word));
    }

    private static <T> Set<String> words(T[] all, Function<T, String> word) {
        return Arrays.stream(all).map(word).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The fields that have a name; a test of the reader finds those that it makes. */
    private static Set<String> named() throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Words.class.getResourceAsStream("messages_en.properties"))) {
            properties.load(in);
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("field."))
                .map(key -> key.substring("field.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldThatHasANameIsExplained(Language language) throws IOException {
        Set<String> explained = new TreeSet<>(keys(language, Topic.FIELD));
        explained.addAll(keys(language, Topic.EXTENSION));
        assertThat(explained).containsAll(named());
    }

    @Test
    void everyFieldThatTheReaderMakesOfTheSharedMessagesIsExplained() {
        Set<String> explained = new TreeSet<>(keys(Language.ENGLISH, Topic.FIELD));
        explained.addAll(keys(Language.ENGLISH, Topic.EXTENSION));
        assertThat(
                        Corpus.messages().stream()
                                .flatMap(sample -> sample.read().fields().stream())
                                .flatMap(ExplanationsTest::all)
                                .map(Field::key)
                                .distinct())
                .isNotEmpty()
                .isSubsetOf(explained);
    }

    private static Stream<Field> all(Field field) {
        return Stream.concat(
                Stream.of(field), field.fields().stream().flatMap(ExplanationsTest::all));
    }

    @Test
    void noFieldIsExplainedThatThereIsNot() throws IOException {
        Set<String> fields = named();
        Set<String> outer = new TreeSet<>(fields);
        Arrays.stream(MessageType.values()).map(MessageType::rfcName).forEach(outer::add);
        for (String key : keys(Language.ENGLISH, Topic.FIELD)) {
            String[] parts = key.split("/", -1);
            assertThat(fields).as(key).contains(parts[parts.length - 1]);
            if (parts.length == 2) {
                assertThat(outer).as(key).contains(parts[0]);
                assertThat(fields).as(key + " is qualified").contains(parts[1]);
            }
            assertThat(parts.length).as(key).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void misconceptionsStandWhereTheyArise() throws IOException {
        Set<String> fields = named();
        Library.of(Language.ENGLISH)
                .all(Topic.MISCONCEPTION)
                .flatMap(entry -> entry.at().stream())
                .forEach(at -> {
                    String[] parts = at.split("/", -1);
                    assertThat(Places.type(parts[0])).as(at).isPresent();
                    assertThat(parts.length == 1 || fields.contains(parts[1])).as(at).isTrue();
                });
        assertThat(keys(Language.ENGLISH, Topic.MISCONCEPTION)).hasSize(15);
    }

    @Test
    void termsLeadToTerms() {
        Set<String> terms = keys(Language.ENGLISH, Topic.TERM);
        Library.of(Language.ENGLISH)
                .all(Topic.TERM)
                .forEach(entry -> assertThat(terms).as(id(entry)).containsAll(entry.see()));
    }

    // -- the form

    @ParameterizedTest
    @EnumSource
    void everyEntrySaysWhatItHasTo(Language language) {
        entries(language)
                .forEach(entry ->
                        assertThat(
                                        entry.parts().stream()
                                                .map(Part::purpose)
                                                .collect(Collectors.toSet()))
                                .as(id(entry))
                                .containsAll(needed(entry.topic())));
    }

    private static Set<Purpose> needed(Topic topic) {
        return switch (topic) {
            case MESSAGE, FIELD, EXTENSION, ALERT, CHECK, SCENARIO, STEP ->
                    Set.of(Purpose.WHAT, Purpose.WHY, Purpose.HERE, Purpose.WRONG);
            case MISCONCEPTION -> Set.of(Purpose.OFTEN, Purpose.FACT);
            case STORY -> Set.of(Purpose.TELL);
            case TERM -> Set.of(Purpose.WHAT);
        };
    }

    @ParameterizedTest
    @EnumSource
    void placesAndConditionsCanBeUnderstood(Language language) {
        entries(language)
                .forEach(entry -> {
                    List<String> all = new ArrayList<>(entry.given());
                    entry.parts()
                            .forEach(part -> {
                                all.addAll(part.conditions());
                                places(part.text()).forEach(all::add);
                            });
                    for (String each : all) {
                        String path = each.replaceFirst("^!", "").replaceFirst("=.*", "");
                        Matcher elsewhere = ELSEWHERE.matcher(path);
                        assertThat(
                                        OWN.matcher(path).matches()
                                                || (elsewhere.matches()
                                                        && Places.type(elsewhere.group(1))
                                                                .isPresent()))
                                .as(id(entry) + ": " + each)
                                .isTrue();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAlwaysShownNeedsNoValue(Language language) {
        entries(language)
                .forEach(entry ->
                        entry.parts().stream()
                                .filter(part ->
                                        part.purpose() == Purpose.WHAT
                                                || part.purpose() == Purpose.WHY
                                                || part.purpose() == Purpose.WRONG)
                                .forEach(part ->
                                        assertThat(places(part.text()))
                                                .as(id(entry))
                                                .isSubsetOf("main_secret")));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenButTheSmallMarkdown(Language language) {
        entries(language)
                .flatMap(entry -> entry.parts().stream())
                .map(Part::text)
                .forEach(text -> {
                    String prose = CODE.matcher(text).replaceAll("");
                    assertThat(prose).doesNotContain("`", "<", "](", "http");
                    assertThat(prose.replace("**", "")).doesNotContain("*");
                    assertThat(prose.split("\\*\\*", -1).length % 2).as(text).isEqualTo(1);
                });
    }

    // -- the sources

    @Test
    void everySectionThatIsCitedExists() throws IOException {
        Map<String, Set<String>> known = new TreeMap<>();
        for (String line : lines()) {
            String[] columns = line.split("\t", -1);
            known.computeIfAbsent(columns[0], _ -> new TreeSet<>()).add(columns[1]);
        }
        known.put("9846", sections9846());
        entries(Language.ENGLISH)
                .forEach(entry -> {
                    for (Citation citation : entry.sources()) {
                        if (citation.section() != null && !citation.document().startsWith("X")) {
                            assertThat(known.getOrDefault(citation.document(), Set.of()))
                                    .as(id(entry) + " " + citation.text())
                                    .contains(citation.section());
                        }
                        assertThat(citation.document()).as("what replaced it").isNotEqualTo("8446");
                    }
                });
    }

    private static List<String> lines() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Citation.class.getResourceAsStream("rfc-sections.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }

    /** The numbers of the sections of RFC 9846, counted in its source. */
    private static Set<String> sections9846() throws IOException {
        Path source = Needs.shared("rfc/rfc9846.md");
        Set<String> sections = new TreeSet<>();
        List<Integer> count = new ArrayList<>();
        boolean back = false;
        boolean fenced = false;
        for (String line : Files.readAllLines(source)) {
            if (line.startsWith("~~~") || line.startsWith("```")) {
                fenced = !fenced;
            } else if (line.startsWith("--- back")) {
                back = true;
                count.clear();
            } else if (!fenced
                    && line.matches("#+ .*")
                    && !line.toLowerCase(Locale.ROOT).contains("numbered=\"false\"")) {
                int depth = line.indexOf(' ');
                while (count.size() > depth) {
                    count.removeLast();
                }
                while (count.size() < depth) {
                    count.add(0);
                }
                count.set(depth - 1, count.get(depth - 1) + 1);
                String number =
                        count.stream().map(String::valueOf).collect(Collectors.joining("."));
                sections.add(
                        back
                                ? "App. "
                                        + (char) ('A' + count.getFirst() - 1)
                                        + number.replaceFirst("^\\d+", "")
                                : number);
            }
        }
        return sections;
    }
}
