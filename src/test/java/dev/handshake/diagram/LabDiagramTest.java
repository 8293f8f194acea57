package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ServerHello;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sessions with the lab's server, with every message opened. */
class LabDiagramTest {
    private static final Map<String, Session> SESSIONS = new HashMap<>();

    @BeforeAll
    static void shakeHands() throws Exception {
        for (String name : List.of("tls12", "tls13")) {
            SessionBuilder builder = new SessionBuilder(message -> {});
            new LabSource(Scenario.named(name)).capture(builder);
            SESSIONS.put(name, builder.snapshot());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void everyMessageOpensIntoAPanelThatHoldsItsText(String name) {
        Session session = session(name);
        for (Language language : Language.values()) {
            for (double width : new double[] {652, 860, 1400}) {
                for (Diagram.Row row : opened(session, width, language).rows()) {
                    if (row.number() == 0) {
                        continue;
                    }
                    assertThat(row.panel()).as(row.id()).isNotEmpty();
                    Mark.Box box = (Mark.Box) row.panel().getFirst();
                    texts(row.panel())
                            .forEach(text -> {
                                double end =
                                        text.x()
                                                + TextMetrics.width(
                                                        text.text(), text.face(), text.size());
                                assertThat(text.x())
                                        .as("%s %s", row.id(), text.text())
                                        .isGreaterThan(box.x());
                                assertThat(end)
                                        .as("%s %s", row.id(), text.text())
                                        .isLessThan(box.x() + box.width());
                            });
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void everyValueLeadsToAFieldOfItsMessage(String name) {
        Session session = session(name);
        int values = 0;
        for (Diagram.Row row : opened(session, 860, Language.ENGLISH).rows()) {
            for (Link link : links(row.panel())) {
                if (link instanceof Link.ToField to) {
                    assertThat(to.number()).isEqualTo(row.number());
                    assertThat(spans(session.message(to.number()).orElseThrow()))
                            .contains(new ByteSpan(to.offset(), to.length()));
                    values++;
                }
            }
        }
        assertThat(values).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void showsTheRandomsAndTheSuiteThatWereSent(String name) {
        Session session = session(name);
        ClientHello offer = content(session, MessageType.CLIENT_HELLO, ClientHello.class);
        ServerHello answer = content(session, MessageType.SERVER_HELLO, ServerHello.class);
        Diagram diagram = opened(session, 1192, Language.KOREAN);
        String shown =
                diagram.rows().stream()
                        .flatMap(row -> texts(row.panel()))
                        .map(Mark.Text::text)
                        .collect(Collectors.joining());
        assertThat(shown).contains(offer.random().hex(), answer.random().hex());
        offer.cipherSuites().forEach(suite -> assertThat(shown).contains(suite.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void aLitValueIsFilled(String name) {
        Session session = session(name);
        MessageRead hello = session.first(MessageType.SERVER_HELLO).orElseThrow();
        View view =
                new View(
                        860,
                        Words.of(Language.ENGLISH),
                        Integer.MAX_VALUE,
                        1,
                        Map.of(hello.number(), 1.0),
                        Set.of(),
                        hello.number(),
                        new View.Lit(6, 32));
        Diagram.Row row =
                Diagram.of(session, view).rows().stream()
                        .filter(candidate -> candidate.number() == hello.number())
                        .findFirst()
                        .orElseThrow();
        assertThat(row.panel())
                .filteredOn(mark -> mark instanceof Mark.Box box && box.fill() == Tone.LINK)
                .hasSize(1);
    }

    private static <C> C content(Session session, MessageType type, Class<C> kind) {
        return kind.cast(Objects.requireNonNull(session.first(type).orElseThrow().content()));
    }

    private static Session session(String name) {
        return Objects.requireNonNull(SESSIONS.get(name));
    }

    private static Diagram opened(Session session, double width, Language language) {
        Map<Integer, Double> all =
                session.messages().stream()
                        .filter(message -> !message.isAbsent())
                        .collect(Collectors.toMap(MessageRead::number, message -> 1.0));
        return Diagram.of(
                session,
                new View(
                        width,
                        Words.of(language),
                        Integer.MAX_VALUE,
                        1,
                        all,
                        Set.of(),
                        0,
                        View.Lit.NONE));
    }

    private static Set<ByteSpan> spans(MessageRead message) {
        return message.fields().stream()
                .flatMap(Field::walk)
                .map(Field::span)
                .collect(Collectors.toSet());
    }

    private static Stream<Mark.Text> texts(List<Mark> marks) {
        return marks.stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast);
    }

    private static List<Link> links(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Area.class::isInstance)
                .map(mark -> ((Mark.Area) mark).link())
                .toList();
    }
}
