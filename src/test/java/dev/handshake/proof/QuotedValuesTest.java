package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.bytes.Field;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Explanation;
import dev.handshake.explain.Language;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Run;
import dev.handshake.explain.Situation;
import dev.handshake.explain.Story;
import dev.handshake.explain.Words;
import dev.handshake.export.JsonExport;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.session.Sessions;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value that an explanation quotes of a session is the value that its JSON has. */
final class QuotedValuesTest {
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:(client|server)\\.)?([a-z_]+?)(?:\\.(number|length)|/(.+))");

    @TempDir private static Path data;

    @BeforeAll
    static void keepTheLabAside() {
        System.setProperty("handshake.data", data.toString());
    }

    @AfterAll
    static void forgetTheLab() {
        System.clearProperty("handshake.data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls12",
                "tls12-rsa",
                "tls12-dhe",
                "tls12-ticket",
                "tls12-client-auth",
                "tls13",
                "tls13-hrr",
                "tls13-resumption",
                "tls13-client-auth",
                "tls13-0rtt",
                "tls13-key-update",
                "tls13-compressed-certificate",
                "tls12-renegotiation",
                "expired",
                "downgrade",
                "no-common-cipher"
            })
    void quotesWhatTheJsonHas(String scenario) throws Exception {
        Sessions sessions = new Sessions(_ -> {});
        new LabSource(Scenario.named(scenario)).capture(sessions);
        List<Session> all = sessions.snapshots();
        StringWriter written = new StringWriter();
        JsonExport.write(all, written);
        JsonArray told =
                JsonParser.parseString(written.toString())
                        .getAsJsonObject()
                        .getAsJsonArray("sessions");
        int quotes = 0;
        for (int i = 0; i < all.size(); i++) {
            quotes += check(all.get(i), told.get(i).getAsJsonObject());
        }
        assertThat(quotes).isGreaterThan(20);
    }

    private int check(Session session, JsonObject json) {
        int quotes = 0;
        // Numbers, names and bytes are the same in both languages; sentences are not.
        Explainer explainer = new Explainer(Words.of(Language.ENGLISH), MainSecret.MAIN);
        Situation whole = Situation.of(session);
        for (int i = 0; i < session.messages().size(); i++) {
            MessageRead message = session.messages().get(i);
            if (message.isAbsent()) {
                continue;
            }
            JsonObject in = json.getAsJsonArray("messages").get(i).getAsJsonObject();
            Situation about = whole.about(message);
            quotes += check(explainer.message(about), json, in, null);
            for (int f = 0; f < message.fields().size(); f++) {
                quotes +=
                        field(
                                explainer,
                                about,
                                List.of(message.fields().get(f)),
                                json,
                                in,
                                in.getAsJsonArray("fields").asList().stream()
                                        .filter(each -> !key(each).equals("reason"))
                                        .toList()
                                        .get(f)
                                        .getAsJsonObject());
            }
        }
        for (Story.Step step : Story.of(session)) {
            MessageRead message = step.message();
            JsonObject in =
                    message == null
                            ? new JsonObject()
                            : json.getAsJsonArray("messages")
                                    .get(session.messages().indexOf(message))
                                    .getAsJsonObject();
            Optional<Explanation> said = Story.tell(step, session, explainer);
            assertThat(said).as(step.kind().word()).isPresent();
            quotes += check(said, json, in, null);
        }
        return quotes;
    }

    private int field(
            Explainer explainer,
            Situation about,
            List<Field> path,
            JsonObject session,
            JsonObject message,
            JsonObject field) {
        Optional<Explanation> said = explainer.field(about.about(path));
        assertThat(said).as(path.getLast().key()).isPresent();
        int quotes = check(said, session, message, field);
        for (int i = 0; i < path.getLast().fields().size(); i++) {
            List<Field> deeper = new ArrayList<>(path);
            deeper.add(path.getLast().fields().get(i));
            quotes +=
                    field(
                            explainer,
                            about,
                            deeper,
                            session,
                            message,
                            field.getAsJsonArray("fields").get(i).getAsJsonObject());
        }
        return quotes;
    }

    private static int check(
            Optional<Explanation> said,
            JsonObject session,
            JsonObject message,
            @Nullable JsonObject field) {
        List<Run.Quoted> quotes =
                said.stream()
                        .flatMap(it -> it.paragraphs().stream())
                        .flatMap(paragraph -> paragraph.runs().stream())
                        .filter(Run.Quoted.class::isInstance)
                        .map(Run.Quoted.class::cast)
                        .toList();
        for (Run.Quoted quote : quotes) {
            assertThat(quote.text())
                    .as(quote.place())
                    .isEqualTo(find(quote.place(), session, message, field));
        }
        said.ifPresent(it ->
                it.paragraphs().forEach(each -> assertThat(each.text()).doesNotContain("{", "}")));
        return quotes.size();
    }

    // -- the same places, found in the JSON

    private static String find(
            String place, JsonObject session, JsonObject message, @Nullable JsonObject field) {
        if (place.equals("value") && field != null) {
            return value(field);
        }
        if (place.equals("count") && field != null) {
            return count(field);
        }
        if (place.equals("length")) {
            return (field == null ? message : field).get("length").getAsString();
        }
        if (place.equals("number")) {
            return message.get("number").getAsString();
        }
        if (place.startsWith("./")) {
            return in(message, place.substring(2));
        }
        if (place.matches("(negotiated|timing|source)\\..*")) {
            String[] keys = place.split("\\.", 2);
            return session.getAsJsonObject(keys[0]).get(keys[1]).getAsString();
        }
        Matcher elsewhere = ELSEWHERE.matcher(place);
        assertThat(elsewhere.matches()).as(place).isTrue();
        JsonObject other =
                session.getAsJsonArray("messages").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .filter(each -> each.get("type").getAsString().equals(elsewhere.group(2)))
                        .filter(each -> !each.get("provenance").getAsString().equals("absent"))
                        .filter(each ->
                                elsewhere.group(1) == null
                                        || each.get("from")
                                                .getAsString()
                                                .equals(elsewhere.group(1)))
                        .findFirst()
                        .orElseThrow();
        return elsewhere.group(3) != null
                ? other.get(elsewhere.group(3)).getAsString()
                : in(other, elsewhere.group(4));
    }

    private static String in(JsonObject message, String path) {
        JsonObject field =
                walk(
                                message.getAsJsonArray("fields"),
                                List.of(path.replaceFirst("[#@]$", "").split("/")))
                        .findFirst()
                        .orElseThrow();
        return path.endsWith("#")
                ? count(field)
                : path.endsWith("@") ? field.get("length").getAsString() : value(field);
    }

    private static Stream<JsonObject> walk(JsonArray fields, List<String> keys) {
        return fields.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .flatMap(field -> {
                    JsonArray below = field.getAsJsonArray("fields");
                    if (!key(field).equals(keys.getFirst())) {
                        return walk(below, keys);
                    }
                    return keys.size() == 1
                            ? Stream.of(field)
                            : Stream.concat(
                                    walk(below, keys.subList(1, keys.size())), walk(below, keys));
                });
    }

    private static String key(JsonElement field) {
        return field.getAsJsonObject().get("key").getAsString();
    }

    private static String count(JsonObject field) {
        String value = field.get("value").getAsString();
        return value.equals("none") ? "0" : value.replaceFirst(" items?$", "");
    }

    /** A long run of hexadecimal digits is shown by its ends. */
    private static String value(JsonObject field) {
        if (field.get("value").isJsonNull()) {
            return value(field.getAsJsonArray("fields").get(1).getAsJsonObject());
        }
        String value = field.get("value").getAsString();
        return value.matches("[0-9a-f]{33,}")
                ? value.substring(0, 16) + "…" + value.substring(value.length() - 16)
                : value;
    }
}
