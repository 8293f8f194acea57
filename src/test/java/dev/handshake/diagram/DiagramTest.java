package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.record.Epoch;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagramTest {
    private static final Words ENGLISH = Words.of(Language.ENGLISH);
    private static final double[] WIDTHS = {640, 652, 700, 780, 860, 1000, 1192, 1400, 2000};

    private static Stream<Session> sessions() {
        return Stream.of(
                Handmade.tls12(),
                Handmade.tls13(),
                Handmade.expired(),
                Handmade.refused(),
                Handmade.unknownKeys(),
                Handmade.captured(),
                Handmade.unreachable());
    }

    private static Stream<View> views() {
        List<View> views = new ArrayList<>();
        for (double width : WIDTHS) {
            for (Language language : Language.values()) {
                views.add(View.all(width, Words.of(language)));
                views.add(played(width, language, 7, 0.4));
            }
        }
        return views.stream();
    }

    private static View played(double width, Language language, int played, double travel) {
        return new View(
                width, Words.of(language), played, travel, Map.of(), Set.of(), 5, View.Lit.NONE);
    }

    private static View opened(double width, Map<Integer, Double> openness) {
        return new View(width, ENGLISH, Integer.MAX_VALUE, 1, openness, Set.of(), 0, View.Lit.NONE);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void everySettledArrowEndsAtTheEdgeOfItsRail(Session session) {
        views().forEach(view -> {
            Diagram diagram = Diagram.of(session, view);
            for (Diagram.Row row : diagram.rows()) {
                boolean settled = row.number() != view.played() || view.travel() == 1;
                if (row.number() == 0 || !settled) {
                    continue;
                }
                Mark.Polygon head =
                        row.marks().stream()
                                .filter(Mark.Polygon.class::isInstance)
                                .map(Mark.Polygon.class::cast)
                                .findFirst()
                                .orElseThrow();
                double tip = head.points().getFirst();
                double y = row.y() + row.arrowY();
                assertThat(edges(diagram, y))
                        .as("message %d at width %s", row.number(), view.width())
                        .anySatisfy(edge -> assertThat(tip).isCloseTo(edge, within(1e-6)));
                assertThat(head.points().get(1)).isEqualTo(row.arrowY());
            }
        });
    }

    /** The inner edges of both rails at {@code y}. */
    private static List<Double> edges(Diagram diagram, double y) {
        return rails(diagram)
                .filter(rail -> rail.y() <= y && y <= rail.y() + rail.height())
                .map(rail -> rail.x() < diagram.width() / 2 ? rail.x() + rail.width() : rail.x())
                .toList();
    }

    private static Stream<Mark.Box> rails(Diagram diagram) {
        return diagram.backdrop().stream()
                .filter(Mark.Box.class::isInstance)
                .map(Mark.Box.class::cast)
                .filter(box -> box.width() <= 7 && box.width() >= 3 && box.radius() == 0);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void noTextCrossesARailOrLeavesTheDiagram(Session session) {
        views().forEach(view -> {
            Diagram diagram = Diagram.of(session, view);
            List<Mark.Box> rails = rails(diagram).toList();
            for (Diagram.Row row : diagram.rows()) {
                for (Mark.Text text : texts(row.marks())) {
                    double end = text.x() + width(text);
                    assertThat(text.x()).as(text.text()).isGreaterThanOrEqualTo(0);
                    assertThat(end).as(text.text()).isLessThanOrEqualTo(diagram.width());
                    boolean number = text.face() == Face.MONO_BOLD;
                    boolean inPanel = row.id().equals("stop");
                    if (!number && !inPanel) {
                        assertThat(rails)
                                .as("%s at %s", text.text(), view.width())
                                .noneMatch(rail ->
                                        text.x() < rail.x() + rail.width() && end > rail.x());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void headsKeepTheirTextWithinThem(Session session) {
        views().forEach(view -> {
            Diagram diagram = Diagram.of(session, view);
            List<Mark.Box> cards =
                    diagram.heads().stream()
                            .filter(Mark.Box.class::isInstance)
                            .map(Mark.Box.class::cast)
                            .filter(box -> box.height() > 40)
                            .toList();
            assertThat(cards).hasSize(2);
            assertThat(cards.get(0).x() + cards.get(0).width()).isLessThan(cards.get(1).x());
            for (Mark.Text text : texts(diagram.heads())) {
                if (!text.text().equals("ms")) {
                    assertThat(cards)
                            .as("%s at %s", text.text(), view.width())
                            .anyMatch(card ->
                                    text.x() > card.x()
                                            && text.x() + width(text) < card.x() + card.width());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void rowsStandOneUnderTheOtherAndHaveNamesOfTheirOwn(Session session) {
        views().forEach(view -> {
            Diagram diagram = Diagram.of(session, view);
            double bottom = 0;
            Set<String> ids = new HashSet<>();
            for (Diagram.Row row : diagram.rows()) {
                assertThat(row.y()).isGreaterThanOrEqualTo(bottom);
                assertThat(ids.add(row.id())).as(row.id()).isTrue();
                assertThat(row.arrowY()).isBetween(0.0, row.height());
                assertThat(row.spoken()).isNotBlank();
                bottom = row.y() + row.height();
            }
            assertThat(diagram.height()).isGreaterThanOrEqualTo(bottom);
        });
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void rowsKeepTheirNamesHoweverTheyAreLookedAt(Session session) {
        Set<List<String>> seen = new HashSet<>();
        views().forEach(view ->
                seen.add(Diagram.of(session, view).rows().stream().map(Diagram.Row::id).toList()));
        assertThat(seen).hasSize(1);
    }

    @Test
    void whatIsNotYetPlayedIsGrey() {
        Set<Tone> greys = Set.of(Tone.OUTLINE, Tone.FUTURE_TEXT, Tone.CANVAS);
        for (Session session : sessions().toList()) {
            Diagram diagram = Diagram.of(session, played(860, Language.ENGLISH, 0, 1));
            assertThat(
                            diagram.rows().stream()
                                    .flatMap(row -> row.marks().stream())
                                    .flatMap(DiagramTest::tones)
                                    .filter(tone -> !greys.contains(tone))
                                    .filter(tone -> !session.messages().isEmpty()))
                    .isEmpty();
        }
    }

    @Test
    void knowsNothingOfWhatComesLater() {
        String seen =
                everyText(Diagram.of(Handmade.expired(), played(860, Language.ENGLISH, 5, 1)));
        assertThat(seen).doesNotContain("expired", "days ago", "fatal", "GET /");
        assertThat(seen).contains("Server Hello");
        assertThat(everyText(Diagram.of(Handmade.expired(), View.all(860, ENGLISH))))
                .contains("expired 34 days ago", "the signature does not hold");
    }

    @Test
    void theGroupIsGreyAndLeadsToTheMessageThatDecidesIt() {
        Diagram before = Diagram.of(Handmade.tls12(), played(860, Language.ENGLISH, 7, 1));
        Diagram after = Diagram.of(Handmade.tls12(), played(860, Language.ENGLISH, 8, 1));
        assertThat(text(row(before, 5), "x25519").tone()).isEqualTo(Tone.FUTURE_TEXT);
        assertThat(text(row(after, 5), "x25519").tone()).isEqualTo(Tone.FG);
        assertThat(row(before, 5).marks())
                .anyMatch(mark ->
                        mark instanceof Mark.Area area
                                && area.link().equals(new Link.ToMessage(8)));
    }

    @Test
    void aTravellingArrowGrowsFromItsSender() {
        double last = 0;
        for (double travel : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            Diagram diagram =
                    Diagram.of(Handmade.tls12(), played(860, Language.ENGLISH, 4, travel));
            double tip = tip(row(diagram, 4));
            assertThat(tip).isGreaterThan(last);
            last = tip;
        }
        double server =
                tip(row(Diagram.of(Handmade.tls12(), played(860, Language.ENGLISH, 5, 0)), 5));
        assertThat(server).isGreaterThan(700);
    }

    @Test
    void railsAreTintedFromWhereASideWritesWithKeys() {
        Diagram diagram = Diagram.of(Handmade.tls12(), View.all(860, ENGLISH));
        double client = row(diagram, 12).y();
        double server = row(diagram, 15).y();
        List<Mark.Box> keyed = rails(diagram).filter(rail -> rail.width() == 7).toList();
        assertThat(keyed).hasSize(2);
        assertThat(keyed).allMatch(rail -> rail.fill() == Tone.APPLICATION);
        assertThat(keyed.get(0).y()).isBetween(client - 30, client);
        assertThat(keyed.get(1).y()).isBetween(server - 30, server);
        assertThat(
                        rails(Diagram.of(Handmade.tls12(), played(860, Language.ENGLISH, 11, 1)))
                                .filter(rail -> rail.width() == 7))
                .isEmpty();
    }

    @Test
    void inTls13TheServerReachesApplicationKeysFirst() {
        Diagram diagram = Diagram.of(Handmade.tls13(), View.all(860, ENGLISH));
        double[] starts =
                rails(diagram)
                        .filter(rail -> rail.fill() == Tone.APPLICATION)
                        .sorted((a, b) -> Double.compare(a.x(), b.x()))
                        .mapToDouble(Mark.Box::y)
                        .toArray();
        assertThat(starts).hasSize(2);
        assertThat(starts[1]).isLessThan(starts[0]);
        assertThat(starts[1]).isGreaterThan(row(diagram, 10).y());
        assertThat(starts[0]).isGreaterThan(row(diagram, 12).y());
    }

    @Test
    void timesStandRightAlignedAndOnlyWhereTheyChange() {
        Diagram diagram = Diagram.of(Handmade.tls13(), View.all(860, ENGLISH));
        List<String> times = new ArrayList<>();
        for (Diagram.Row row : diagram.rows()) {
            for (Mark.Text text : texts(row.marks())) {
                if (text.face() == Face.MONO && text.x() < 50) {
                    assertThat(text.x() + width(text)).isCloseTo(50, within(1e-6));
                    times.add(text.text());
                }
            }
        }
        assertThat(times)
                .containsExactly(
                        "0.000", "0.029", "0.787", "1.749", "2.649", "2.949", "3.149", "102");
    }

    @Test
    void aFoldedFlightIsOneRowThatUnfolds() {
        View view =
                new View(
                        860,
                        ENGLISH,
                        Integer.MAX_VALUE,
                        1,
                        Map.of(),
                        Set.of(1, 5),
                        0,
                        View.Lit.NONE);
        Diagram diagram = Diagram.of(Handmade.tls13(), view);
        assertThat(diagram.rows().stream().map(Diagram.Row::id))
                .contains("fold-1", "fold-5", "m4", "m11")
                .doesNotContain("m1", "m3", "m5", "m10", "absent-certificate_request");
        assertThat(links(diagram.rows().stream().flatMap(row -> row.marks().stream())))
                .contains(new Link.Fold(1), new Link.Fold(5));
        assertThat(everyText(diagram)).contains("3 packets, inferred", "6 messages");
        assertThat(rails(diagram).filter(rail -> rail.fill() == Tone.HANDSHAKE)).hasSize(2);
    }

    @Test
    void aPanelOpensEvenlyAndStaysWithinItsRow() {
        Session session = Handmade.tls12();
        for (int number : new int[] {4, 5, 6, 7, 8, 10, 12, 13, 16, 18}) {
            double closed = row(Diagram.of(session, opened(860, Map.of())), number).height();
            Diagram.Row half = row(Diagram.of(session, opened(860, Map.of(number, 0.5))), number);
            Diagram.Row open = row(Diagram.of(session, opened(860, Map.of(number, 1.0))), number);
            assertThat(half.height() - closed)
                    .isCloseTo((open.height() - closed) / 2, within(1e-6));
            assertThat(open.panel()).isNotEmpty();
            assertThat(open.panelBottom()).isEqualTo(open.height());
            Mark.Box box = (Mark.Box) open.panel().getFirst();
            assertThat(box.y()).isGreaterThanOrEqualTo(closed);
            assertThat(box.y() + box.height()).isLessThan(open.height());
            for (Mark.Text text : texts(open.panel())) {
                assertThat(text.x()).as(text.text()).isGreaterThan(box.x());
                assertThat(text.x() + width(text))
                        .as(text.text())
                        .isLessThan(box.x() + box.width());
                assertThat(text.baseline()).isBetween(box.y(), box.y() + box.height());
            }
        }
    }

    @Test
    void marksTheChosenSuiteInTheClientsListOnlyOnceItIsKnown() {
        Session session = Handmade.tls12();
        View open = opened(860, Map.of(4, 1.0));
        View early = new View(860, ENGLISH, 4, 1, Map.of(4, 1.0), Set.of(), 0, View.Lit.NONE);
        assertThat(signs(row(Diagram.of(session, open), 4).panel()))
                .filteredOn(Icon.CHOSEN::equals)
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(signs(row(Diagram.of(session, early), 4).panel())).doesNotContain(Icon.CHOSEN);
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeOfMessageCanBeDrawnWithoutItsContent(MessageType type) {
        for (Language language : Language.values()) {
            for (Sender from : Sender.values()) {
                Session bare = Handmade.with(List.of(bare(type, from)));
                Diagram diagram = Diagram.of(bare, View.all(860, Words.of(language)));
                assertThat(diagram.rows().getLast().spoken()).contains(type.title());
                assertThat(everyText(diagram)).contains(type.title());
            }
        }
    }

    @Test
    void whatACaptureLacksIsARemarkAndNoMessage() {
        Session session = Handmade.captured();
        Diagram diagram = Diagram.of(session, View.all(860, ENGLISH));
        List<Diagram.Row> remarks =
                diagram.rows().stream()
                        .filter(row -> row.spoken().matches("(Gap|Overlap): .*"))
                        .toList();
        assertThat(remarks).hasSize(4).allMatch(row -> row.number() == 0);
        for (Diagram.Row row : remarks) {
            assertThat(signs(row.marks())).containsExactly(Icon.WARNING);
            assertThat(texts(row.marks()))
                    .extracting(Mark.Text::text)
                    .as("it is nothing that was not sent")
                    .noneMatch(text -> text.contains("not sent"));
            assertThat(row.marks())
                    .filteredOn(Mark.Line.class::isInstance)
                    .as("nothing crosses from side to side")
                    .allMatch(line ->
                            Math.abs(((Mark.Line) line).x2() - ((Mark.Line) line).x1()) < 20);
        }
        assertThat(remarks.get(1).marks())
                .filteredOn(Mark.Line.class::isInstance)
                .as("the rail of the server, whose bytes are missing, is torn")
                .hasSize(2)
                .allMatch(line -> ((Mark.Line) line).x1() > 600);
        assertThat(Flight.of(session))
                .filteredOn(flight -> flight.kind() == Flight.Kind.HANDSHAKE)
                .extracting(flight -> flight.sent(session).size())
                .as("and interrupts no flight")
                .containsExactly(1, 2);
    }

    @Test
    void longRemarksAreWrappedAndNotCut() {
        for (double width : WIDTHS) {
            for (Language language : Language.values()) {
                Words words = Words.of(language);
                Diagram diagram = Diagram.of(Handmade.captured(), View.all(width, words));
                String reason = words.text("gap.overlap", 12);
                Diagram.Row row =
                        diagram.rows().stream()
                                .filter(each -> each.spoken().contains(reason))
                                .findFirst()
                                .orElseThrow();
                assertThat(
                                String.join(
                                        " ",
                                        texts(row.marks()).stream().map(Mark.Text::text).toList()))
                        .isEqualTo(reason);
            }
        }
    }

    @Test
    void wordsBeforeTlsAreOneGroupThatFolds() {
        Session session = Handmade.captured();
        Diagram open = Diagram.of(session, View.all(860, ENGLISH));
        assertThat(row(open, 5).spoken()).contains("SMTP: EHLO client.example.org");
        assertThat(links(open.backdrop().stream())).contains(new Link.Fold(4));
        View folded =
                new View(860, ENGLISH, Integer.MAX_VALUE, 1, Map.of(), Set.of(4), 0, View.Lit.NONE);
        assertThat(everyText(Diagram.of(session, folded)))
                .contains("Before TLS")
                .contains("5 messages");
    }

    @Test
    void segmentsOfACaptureOpenIntoTheirHeaders() {
        Diagram diagram = Diagram.of(Handmade.captured(), opened(860, Map.of(1, 1.0)));
        assertThat(row(diagram, 1).marks())
                .filteredOn(Mark.Line.class::isInstance)
                .as("seen, so not dashed")
                .allMatch(line -> ((Mark.Line) line).dash() == Dash.SOLID);
        assertThat(texts(row(diagram, 1).panel()))
                .extracting(Mark.Text::text)
                .contains("42416", "25", "1460", "7", "1295998633")
                .contains("Maximum segment size (MSS)", "Window scale", "SACK permitted")
                .doesNotContain("No-operation (filler)");
    }

    @Test
    void aStrangersServerIsCalledByItsNameOnceTheClientHasSaidIt() {
        Session session = Handmade.named(Handmade.captured(), "mail.example.org");
        View early = played(860, Language.ENGLISH, 3, 1);
        assertThat(everyText(Diagram.of(session, early))).doesNotContain("mail.example.org");
        assertThat(texts(Diagram.of(session, View.all(860, ENGLISH)).heads()))
                .extracting(Mark.Text::text)
                .contains("mail.example.org", "Client")
                .as("an address keeps its port")
                .anyMatch(text -> text.matches("\\[2001:db8:.*….*:42416"));
    }

    @Test
    void twoThousandMessagesAreDrawnInOnePass() {
        List<MessageRead> many = new ArrayList<>();
        for (int i = 1; i <= 2000; i++) {
            many.add(numbered(bare(MessageType.APPLICATION_DATA, Sender.SERVER), i));
        }
        Diagram diagram = Diagram.of(Handmade.with(many), View.all(860, ENGLISH));
        assertThat(diagram.rows().stream().mapToInt(Diagram.Row::number).sum())
                .isEqualTo(2_001_000);
    }

    @Test
    void nothingFromTheWireCanActOnWhatDrawsIt() {
        String shown = Printable.of("a\u202eb\u0000c\u001b[31m\nd\ud800e\u200fx");
        assertThat(shown.codePoints()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(shown).startsWith("a\\u{202e}b\\u{0}c");
        assertThat(Printable.of("x".repeat(100_000))).hasSizeLessThan(10_000);
        assertThat(Printable.of("한국.kr é")).isEqualTo("한국.kr é");
    }

    private static MessageRead bare(MessageType type, Sender from) {
        return new MessageRead(
                1,
                OptionalLong.of(5),
                from,
                type,
                Provenance.OBSERVED,
                Epoch.PLAINTEXT,
                Bytes.of(new byte[7]),
                List.of(),
                null,
                null);
    }

    private static MessageRead numbered(MessageRead message, int number) {
        return new MessageRead(
                number,
                message.nanos(),
                message.from(),
                message.type(),
                message.provenance(),
                message.epoch(),
                message.bytes(),
                message.fields(),
                message.content(),
                message.reason());
    }

    private static Diagram.Row row(Diagram diagram, int number) {
        return diagram.rows().stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static double tip(Diagram.Row row) {
        return row.marks().stream()
                .filter(Mark.Polygon.class::isInstance)
                .map(Mark.Polygon.class::cast)
                .findFirst()
                .orElseThrow()
                .points()
                .getFirst();
    }

    private static Mark.Text text(Diagram.Row row, String wanted) {
        return texts(row.marks()).stream()
                .filter(text -> text.text().equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static List<Mark.Text> texts(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .toList();
    }

    private static List<Icon> signs(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Glyph.class::isInstance)
                .map(mark -> ((Mark.Glyph) mark).icon())
                .toList();
    }

    private static List<Link> links(Stream<Mark> marks) {
        return marks.filter(Mark.Area.class::isInstance)
                .map(mark -> ((Mark.Area) mark).link())
                .toList();
    }

    private static String everyText(Diagram diagram) {
        Map<String, Boolean> seen = new HashMap<>();
        texts(diagram.heads()).forEach(text -> seen.put(text.text(), true));
        diagram.rows()
                .forEach(row -> texts(row.marks()).forEach(text -> seen.put(text.text(), true)));
        return String.join("\n", seen.keySet());
    }

    private static double width(Mark.Text text) {
        return TextMetrics.width(text.text(), text.face(), text.size());
    }

    private static Stream<Tone> tones(Mark mark) {
        return switch (mark) {
            case Mark.Line line -> Stream.of(line.tone());
            case Mark.Box box -> present(box.fill(), box.stroke());
            case Mark.Disc disc -> present(disc.fill(), disc.stroke());
            case Mark.Polygon polygon -> present(polygon.fill(), polygon.stroke());
            case Mark.Polyline polyline -> Stream.of(polyline.tone());
            case Mark.Text text -> Stream.of(text.tone());
            case Mark.Glyph glyph -> Stream.of(glyph.tone());
            case Mark.Area area -> Stream.empty();
        };
    }

    private static Stream<Tone> present(@Nullable Tone fill, @Nullable Tone stroke) {
        return Stream.concat(Stream.ofNullable(fill), Stream.ofNullable(stroke));
    }
}
