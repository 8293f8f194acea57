package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.registry.CipherSuite;
import dev.handshake.session.Notes;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The diagram as a class sees it. */
class PlainDiagramTest {
    /** What is left of the sheet beside the panel. */
    private static final double WIDTH = 654;

    @ParameterizedTest
    @EnumSource
    void elidesNothingOfAnUsualHandshake(Language language) {
        for (Session session : List.of(Handmade.tls12(), Handmade.tls13(), Handmade.expired())) {
            Diagram drawn = plain(session, language, WIDTH);
            assertThat(texts(drawn)).noneMatch(text -> text.contains("…"));
        }
    }

    @Test
    void hasRoomForEverySuiteInItsSecondLine() {
        double room = Layout.plain(WIDTH).labelRoom();
        assertThat(CipherSuite.all().map(CipherSuite::name))
                // These two numbers were never assigned.
                .filteredOn(name -> !name.endsWith("_OLD"))
                .allSatisfy(name -> {
                    String fact = "TLS 1.2 · " + name.replaceFirst("^TLS_", "") + " · x25519";
                    assertThat(TextMetrics.width(fact, Face.REGULAR, 13.5))
                            .as(fact)
                            .isLessThanOrEqualTo(room);
                });
    }

    @Test
    void hasNeitherTimesNorBrackets() {
        Diagram drawn = plain(Handmade.tls12(), Language.ENGLISH, WIDTH);
        assertThat(texts(drawn)).noneMatch(text -> text.matches("ms|[0-9.]+|Flight \\d|TCP"));
        assertThat(drawn.backdrop()).noneMatch(Mark.Area.class::isInstance);
    }

    @Test
    void aHostKeepsItsEndAndNothingLeavesItsHead() {
        String host = "a".repeat(60) + ".department.example.ac.kr";
        Session session = Handmade.named(Handmade.captured(), host);
        Diagram drawn = plain(session, Language.KOREAN, WIDTH);
        Mark.Text name =
                drawn.heads().stream()
                        .filter(Mark.Text.class::isInstance)
                        .map(Mark.Text.class::cast)
                        .filter(text -> text.text().endsWith(".example.ac.kr"))
                        .findFirst()
                        .orElseThrow();
        Mark.Box head =
                drawn.heads().stream()
                        .filter(Mark.Box.class::isInstance)
                        .map(Mark.Box.class::cast)
                        .filter(box -> box.fill() == Tone.SERVER)
                        .findFirst()
                        .orElseThrow();
        assertThat(name.x()).isGreaterThan(head.x());
        assertThat(drawn.spokenHeads().getLast()).contains(host);
    }

    @Test
    void keepsToItsWidthHoweverNarrow() {
        for (double width : new double[] {397, 460, 654, 900, 1300}) {
            Diagram drawn = plain(Handmade.tls13(), Language.ENGLISH, width);
            Stream.concat(
                            drawn.heads().stream(),
                            drawn.rows().stream().flatMap(row -> row.marks().stream()))
                    .filter(Mark.Text.class::isInstance)
                    .map(Mark.Text.class::cast)
                    .forEach(text ->
                            assertThat(text.x())
                                    .as("%s at %s", text.text(), width)
                                    .isBetween(
                                            0.0,
                                            width
                                                    - TextMetrics.width(
                                                            text.text(),
                                                            text.face(),
                                                            text.size())));
        }
    }

    private static Diagram plain(Session session, Language language, double width) {
        return Diagram.of(
                session,
                new View(
                        width,
                        Words.of(language),
                        Integer.MAX_VALUE,
                        1,
                        Map.of(),
                        Set.of(),
                        0,
                        View.Lit.NONE,
                        List.of(),
                        View.ENDLESS,
                        true,
                        Notes.NONE));
    }

    private static List<String> texts(Diagram drawn) {
        return Stream.of(
                        drawn.heads().stream(),
                        drawn.backdrop().stream(),
                        drawn.rows().stream().flatMap(row -> row.marks().stream()))
                .flatMap(marks -> marks)
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                // The numbers of the messages.
                .filter(text -> !text.matches("[0-9]{1,3}"))
                .toList();
    }
}
