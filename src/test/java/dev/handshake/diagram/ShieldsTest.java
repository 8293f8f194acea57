package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.lab.LabSource;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.session.SessionBuilder;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verdicts of real sessions with the lab's server put into the picture. */
class ShieldsTest {
    private static final Words ENGLISH = Words.of(Language.ENGLISH);
    private static final Map<String, Session> SESSIONS = new HashMap<>();

    private static Session session(String scenario) {
        return SESSIONS.computeIfAbsent(
                scenario,
                name -> {
                    SessionBuilder builder = new SessionBuilder(_ -> {});
                    try {
                        new LabSource(Scenario.named(name)).capture(builder);
                    } catch (BadInput e) {
                        throw new AssertionError(e);
                    }
                    return builder.snapshot();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "expired, CERTIFICATE, NOT_SOUND, VALIDITY, expired",
        "wrong-host, CERTIFICATE, NOT_SOUND, HOSTNAME, not for",
        "self-signed, CERTIFICATE, NOT_SOUND, CHAIN, signed",
        "stale-staple, CERTIFICATE_STATUS, DOUBTFUL, OCSP, ran out",
        "forged-signature, CERTIFICATE_VERIFY, NOT_SOUND, SERVER_SIGNATURE, does not fit",
        "downgrade, SERVER_HELLO, NOT_SOUND, DOWNGRADE, marker",
        "wrong-finished, FINISHED, NOT_SOUND, SERVER_FINISHED, verify_data",
        "tls12, CERTIFICATE, SOUND, CHAIN, lead from",
        "tls12, SERVER_KEY_EXCHANGE, SOUND, SERVER_SIGNATURE, owns that key",
        "tls13, CERTIFICATE_VERIFY, SOUND, SERVER_SIGNATURE, owns that key",
    })
    void theArrowThatAVerdictIsAboutWearsItsShieldAndSaysItsSentence(
            String scenario, MessageType type, Icon icon, Verdict.Check check, String said) {
        Session session = session(scenario);
        Diagram.Row row = row(session, type, View.all(860, ENGLISH));
        assertThat(glyphs(row.marks())).containsOnlyOnce(icon);
        assertThat(links(row.marks())).contains(new Link.ToVerdict(check));
        assertThat(row.spoken()).contains(said);
        assertThat(row.spoken()).contains(ENGLISH.text("check." + check.word()));
    }

    @Test
    void whatIsMerelyInOrderWearsNone() {
        Session session = session("tls12");
        assertThat(session.verdict(Verdict.Check.DOWNGRADE).orElseThrow().result())
                .isEqualTo(Verdict.Result.PASS);
        Diagram.Row hello = row(session, MessageType.SERVER_HELLO, View.all(860, ENGLISH));
        assertThat(glyphs(hello.marks())).isEmpty();
    }

    @Test
    void noShieldIsSeenBeforeWhatItRestsOn() {
        Session session = session("expired");
        int certificate = session.first(MessageType.CERTIFICATE).orElseThrow().number();
        Diagram before = Diagram.of(session, played(certificate - 1));
        assertThat(before.rows()).noneMatch(row -> glyphs(row.marks()).contains(Icon.NOT_SOUND));
        assertThat(glyphs(before.heads())).contains(Icon.NOT_YET).doesNotContain(Icon.NOT_SOUND);
        assertThat(before.spokenHeads().getLast()).doesNotContain("expired");
        assertThat(glyphs(Diagram.of(session, played(certificate)).heads()))
                .contains(Icon.NOT_SOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "tls12, SOUND, CHAIN, lead from",
        "expired, NOT_SOUND, VALIDITY, expired",
        "revoked, NOT_SOUND, OCSP, revoked",
        "stale-staple, DOUBTFUL, OCSP, ran out",
        "forged-signature, NOT_SOUND, SERVER_SIGNATURE, does not fit",
    })
    void theServersHeadWearsTheShieldOfWhatSaysMost(
            String scenario, Icon icon, Verdict.Check check, String said) {
        Diagram diagram = Diagram.of(session(scenario), View.all(860, ENGLISH));
        assertThat(glyphs(diagram.heads())).contains(icon);
        assertThat(links(diagram.heads())).containsExactly(new Link.ToVerdict(check));
        assertThat(diagram.spokenHeads().getLast()).contains("www.msn.com").contains(said);
        assertThat(diagram.spokenHeads().getFirst()).doesNotContain(said);
    }

    @Test
    void aKeyThatIsNotProvedIsNotCalledValid() {
        Diagram diagram = Diagram.of(session("forged-signature"), View.all(1400, ENGLISH));
        assertThat(diagram.heads())
                .filteredOn(Mark.Text.class::isInstance)
                .extracting(mark -> ((Mark.Text) mark).text())
                .anyMatch(text -> text.contains("key not proved"))
                .noneMatch(text -> text.contains("valid"));
    }

    @Test
    void whatTheSelectedVerdictRestsOnIsLitOnArrowsAndInPanels() {
        Session session = session("tls12");
        MessageRead hello = session.first(MessageType.SERVER_HELLO).orElseThrow();
        // The random: after the header of 4 bytes and the version of 2, RFC 5246 section 7.4.1.3.
        ByteSpan random = new ByteSpan(6, 32);
        View plain = opened(hello.number(), List.of());
        View lit = opened(hello.number(), List.of(new Evidence(hello.number(), List.of(random))));
        assertThat(tones(row(session, MessageType.SERVER_HELLO, plain))).doesNotContain(Tone.LINK);
        Diagram.Row row = row(session, MessageType.SERVER_HELLO, lit);
        assertThat(row.marks())
                .filteredOn(Mark.Disc.class::isInstance)
                .extracting(mark -> ((Mark.Disc) mark).fill())
                .contains(Tone.LINK);
        assertThat(row.panel())
                .filteredOn(Mark.Box.class::isInstance)
                .filteredOn(mark -> ((Mark.Box) mark).fill() == Tone.LINK)
                .hasSizeGreaterThanOrEqualTo(1);
        assertThat(tones(row(session, MessageType.CLIENT_HELLO, lit))).doesNotContain(Tone.LINK);
    }

    @Test
    void theEndSaysWhereItCameAndWhatOnlyTheLabKnows() {
        Session session = session("no-common-cipher");
        Diagram diagram = Diagram.of(session, View.all(860, ENGLISH));
        Diagram.Row stop = diagram.rows().getLast();
        int hello = session.first(MessageType.CLIENT_HELLO).orElseThrow().number();
        assertThat(links(stop.marks()))
                .containsExactly(new Link.ToMessage(hello), new Link.ToMessage(hello + 1));
        assertThat(glyphs(stop.marks())).contains(Icon.LAB);
        assertThat(stop.spoken())
                .contains("Known from the lab, not from the wire")
                .contains(ENGLISH.text("lab.no-common-cipher.told"));
        Diagram.Row early = Diagram.of(session, played(hello)).rows().getLast();
        assertThat(glyphs(early.marks())).as("not before the end").doesNotContain(Icon.LAB);
        assertThat(early.spoken()).doesNotContain("lab");
    }

    @ParameterizedTest
    @ValueSource(doubles = {652, 860, 1400})
    void allWordsOfTheEndStayInItsPanel(double width) {
        for (Language language : Language.values()) {
            for (String scenario : List.of("forged-signature", "downgrade", "stall", "not-tls")) {
                Diagram.Row stop =
                        Diagram.of(session(scenario), View.all(width, Words.of(language)))
                                .rows()
                                .getLast();
                Layout layout = Layout.of(width);
                stop.marks().stream()
                        .filter(Mark.Text.class::isInstance)
                        .map(Mark.Text.class::cast)
                        .forEach(text -> {
                            double end =
                                    text.x()
                                            + TextMetrics.width(
                                                    text.text(), text.face(), text.size());
                            assertThat(end).as(text.text()).isLessThan(layout.serverX() + 12);
                            assertThat(text.baseline()).isBetween(0.0, stop.height());
                        });
            }
        }
    }

    private static View played(int number) {
        return new View(860, ENGLISH, number, 1, Map.of(), Set.of(), 0, View.Lit.NONE);
    }

    private static View opened(int number, List<Evidence> evidence) {
        return new View(
                1400,
                ENGLISH,
                Integer.MAX_VALUE,
                1,
                Map.of(number, 1.0),
                Set.of(),
                0,
                View.Lit.NONE,
                evidence);
    }

    private static Diagram.Row row(Session session, MessageType type, View view) {
        int number = session.first(type).orElseThrow().number();
        return Diagram.of(session, view).rows().stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static List<Icon> glyphs(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Glyph.class::isInstance)
                .map(mark -> ((Mark.Glyph) mark).icon())
                .toList();
    }

    private static List<Link> links(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Area.class::isInstance)
                .map(mark -> ((Mark.Area) mark).link())
                .toList();
    }

    private static List<Tone> tones(Diagram.Row row) {
        return Stream.concat(row.marks().stream(), row.panel().stream())
                .flatMap(mark ->
                        switch (mark) {
                            case Mark.Disc disc -> Stream.ofNullable(disc.fill());
                            case Mark.Box box -> Stream.ofNullable(box.fill());
                            case Mark.Line _,
                                    Mark.Polygon _,
                                    Mark.Polyline _,
                                    Mark.Text _,
                                    Mark.Glyph _,
                                    Mark.Area _ ->
                                    Stream.<Tone>empty();
                        })
                .toList();
    }
}
