package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sessions on one axis: where arrows and names stand, what is boxed, what is said. */
class SideBySideTest {
    private static final double EXACT = 1e-6;
    private static final SideBySide.Pair OLD_AND_NEW =
            SideBySide.Pair.of(Handmade.tls12(), Handmade.tls13());

    static Stream<Arguments> looks() {
        return Stream.of(Language.values())
                .flatMap(language ->
                        Stream.of(820.0, 990.0, 1520.0)
                                .flatMap(width ->
                                        Stream.of(390.0, 590.0, 900.0)
                                                .flatMap(height ->
                                                        Stream.of(0.0, 10.0, 150.0, 300.0)
                                                                .map(added ->
                                                                        Arguments.of(
                                                                                look(
                                                                                        width,
                                                                                        height,
                                                                                        added,
                                                                                        language))))));
    }

    private static SideBySide.Look look(
            double width, double height, double added, Language language) {
        return new SideBySide.Look(
                width,
                height,
                Words.of(language),
                added,
                Integer.MAX_VALUE,
                1,
                Contrast.NONE,
                Contrast.NONE,
                Set.of(),
                Set.of());
    }

    private static SideBySide.Look look(double added) {
        return look(990, 590, added, Language.ENGLISH);
    }

    /** The arrow of the first flight, told by its length: from lifeline to lifeline. */
    private static List<Mark.Line> arrows(SideBySide drawn, boolean first) {
        return lines(drawn)
                .filter(line -> line.tone() == Tone.TCP || line.tone() == Tone.PLAIN)
                .filter(line -> line.dash() == Dash.SOLID || line.tone() == Tone.TCP)
                .filter(line -> Math.abs(line.x2() - line.x1()) > 40)
                .filter(line -> line.x1() < drawn.width() / 2 == first)
                .toList();
    }

    private static Stream<Mark.Line> lines(SideBySide drawn) {
        return drawn.marks().stream()
                .filter(Mark.Line.class::isInstance)
                .map(Mark.Line.class::cast);
    }

    private static Stream<Mark.Text> texts(List<Mark> marks) {
        return marks.stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast);
    }

    private static List<String> said(SideBySide drawn) {
        return texts(drawn.marks()).map(Mark.Text::text).toList();
    }

    @Test
    void asMeasuredArrowsLieFlat() {
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look(0));
        assertThat(arrows(drawn, true))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.y2()).isEqualTo(line.y1(), within(EXACT)));
        assertThat(said(drawn)).noneMatch(text -> text.contains("simulated"));
    }

    /** In px of the axis, found from its own lines: what is between 0 and the first of them. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 150, 300})
    void arrowsSlantByHalfTheRoundTripThatIsAdded(double added) {
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look(added));
        List<Mark.Text> times =
                texts(drawn.marks()).filter(text -> text.face() == Face.MONO).limit(2).toList();
        double perMilli =
                (times.get(1).baseline() - times.get(0).baseline())
                        / (Double.parseDouble(times.get(1).text())
                                - Double.parseDouble(times.get(0).text()));
        for (boolean first : new boolean[] {true, false}) {
            List<Mark.Line> arrows = arrows(drawn, first);
            assertThat(arrows).hasSizeGreaterThan(3);
            double lane = OLD_AND_NEW.steps().isEmpty() ? 0 : lane(drawn, first);
            for (Mark.Line arrow : arrows) {
                double slope = (arrow.y2() - arrow.y1()) / Math.abs(arrow.x2() - arrow.x1());
                assertThat(slope * lane).isEqualTo(added / 2 * perMilli, within(8.0));
            }
        }
    }

    /** Between the two lifelines of a session, which are the only upright boxes 3 px wide. */
    private static double lane(SideBySide drawn, boolean first) {
        List<Double> rails = rails(drawn, first);
        return rails.get(1) - rails.get(0);
    }

    private static List<Double> rails(SideBySide drawn, boolean first) {
        return drawn.heads().stream()
                .filter(Mark.Box.class::isInstance)
                .map(Mark.Box.class::cast)
                .filter(box -> box.width() == 3)
                .map(box -> box.x() + 1.5)
                .filter(x -> x < drawn.width() / 2 == first)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void bothSidesHaveTheSameAxisAndTheSameZoom(SideBySide.Look look) {
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look);
        assertThat(lane(drawn, true)).isEqualTo(lane(drawn, false), within(EXACT));
        // SYN leaves at 0 on both.
        SideBySide.Spot one = spot(drawn, true, 1);
        SideBySide.Spot other = spot(drawn, false, 1);
        assertThat(one.y()).isEqualTo(other.y(), within(EXACT));
        double half = rails(drawn, false).getFirst() - rails(drawn, true).getFirst();
        assertThat(other.x() - one.x()).isEqualTo(half, within(EXACT));
    }

    private static SideBySide.Spot spot(SideBySide drawn, boolean first, int number) {
        return drawn.spots().stream()
                .filter(spot -> spot.first() == first && spot.numbers().contains(number))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void namesStandBesideTheLifelinesAndNeverOnEachOther(SideBySide.Look look) {
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look);
        assertThat(drawn.spots()).hasSize(17 + 13);
        for (SideBySide.Spot spot : drawn.spots()) {
            List<Double> rails = rails(drawn, spot.first());
            boolean left = spot.x() + spot.width() < rails.getFirst();
            boolean right = spot.x() > rails.getLast();
            assertThat(left || right).as(spot.spoken()).isTrue();
            assertThat(spot.x()).as(spot.spoken()).isGreaterThan(AxisColumns.TIMES);
            assertThat(spot.x() + spot.width()).as(spot.spoken()).isLessThanOrEqualTo(look.width());
            assertThat(spot.y() + spot.height()).isLessThanOrEqualTo(drawn.height());
            for (SideBySide.Spot other : drawn.spots()) {
                boolean apart =
                        spot.equals(other)
                                || spot.x() + spot.width() <= other.x()
                                || other.x() + other.width() <= spot.x()
                                || spot.y() + spot.height() <= other.y() + EXACT
                                || other.y() + other.height() <= spot.y() + EXACT;
                assertThat(apart).as("%s and %s", spot.spoken(), other.spoken()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void noTextIsCutOffAtTheEdge(SideBySide.Look look) {
        for (SideBySide.Pair pair :
                List.of(
                        OLD_AND_NEW,
                        SideBySide.Pair.of(Handmade.refused(), Handmade.tls12()),
                        SideBySide.Pair.of(Handmade.captured(), Handmade.unknownKeys()),
                        SideBySide.Pair.of(Handmade.unreachable(), Handmade.tls13()))) {
            SideBySide drawn = SideBySide.of(pair, look);
            assertThat(Stream.concat(texts(drawn.heads()), texts(drawn.marks())))
                    .allSatisfy(text -> {
                        assertThat(text.x()).as(text.text()).isGreaterThanOrEqualTo(0);
                        assertThat(
                                        text.x()
                                                + TextMetrics.width(
                                                        text.text(), text.face(), text.size()))
                                .as(text.text())
                                .isLessThanOrEqualTo(look.width());
                    });
            assertThat(texts(drawn.marks()))
                    .allSatisfy(text ->
                            assertThat(text.baseline())
                                    .as(text.text())
                                    .isBetween(0.0, drawn.height()));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void boxesWhatOnlyOneSideHasAndUnderlinesWhatSaysSomethingElse(Language language) {
        SideBySide.Look plain = look(990, 590, 150, language);
        SideBySide.Look marked =
                new SideBySide.Look(
                        plain.width(),
                        plain.height(),
                        plain.words(),
                        150,
                        Integer.MAX_VALUE,
                        1,
                        new Contrast(Set.of(8), Set.of(5)),
                        Contrast.NONE,
                        Set.of(),
                        Set.of());
        List<Mark> added = new ArrayList<>(SideBySide.of(OLD_AND_NEW, marked).marks());
        added.removeAll(SideBySide.of(OLD_AND_NEW, plain).marks());
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, marked);
        assertThat(added).hasSize(2);
        SideBySide.Spot alone = spot(drawn, true, 8);
        assertThat(added.stream().filter(Mark.Box.class::isInstance).map(Mark.Box.class::cast))
                .singleElement()
                .satisfies(box -> {
                    assertThat(box.stroke()).isEqualTo(Tone.PLAIN);
                    assertThat(box.x()).isEqualTo(alone.x(), within(EXACT));
                    assertThat(box.width()).isEqualTo(alone.width(), within(EXACT));
                });
        SideBySide.Spot changed = spot(drawn, true, 5);
        assertThat(added.stream().filter(Mark.Line.class::isInstance).map(Mark.Line.class::cast))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.dash()).isEqualTo(Dash.DASHED);
                    assertThat(line.x1()).isBetween(changed.x(), changed.x() + 20);
                    assertThat(line.y1()).isBetween(changed.y(), changed.y() + changed.height());
                });
        assertThat(alone.spoken()).contains(plain.words().text("axis.spoken.only"));
        assertThat(changed.spoken()).contains(plain.words().text("axis.spoken.changed"));
    }

    @Test
    void lightsTheSameMessageOnBothSides() {
        SideBySide drawn =
                SideBySide.of(
                        OLD_AND_NEW,
                        new SideBySide.Look(
                                990,
                                590,
                                Words.of(Language.ENGLISH),
                                150,
                                Integer.MAX_VALUE,
                                1,
                                Contrast.NONE,
                                Contrast.NONE,
                                Set.of(6),
                                Set.of(8)));
        assertThat(
                        drawn.marks().stream()
                                .filter(mark ->
                                        mark instanceof Mark.Box box && box.fill() == Tone.LINK))
                .hasSize(2);
    }

    /**
     * By hand: TLS 1.2 takes four round trips with that of TCP and the answer's, 1.3 three.
     * Measured from SYN to the answer in the two sessions: 4.847 ms and 102.149 ms.
     */
    @ParameterizedTest
    @CsvSource({
        "0,   4.847, 102,  97.30, A",
        "150, 605,   552,  52.70, B",
        "300, 1205,  1002, 203,   B"
    })
    void saysWhoIsSoonerAndByHowMuch(
            double added, String first, String second, String sooner, String who) {
        String spoken = SideBySide.of(OLD_AND_NEW, look(added)).spoken();
        List<String> lines = spoken.lines().toList();
        assertThat(lines.get(0)).startsWith("A: First byte of the answer after " + first + " ms");
        assertThat(lines.get(1)).startsWith("B: First byte of the answer after " + second + " ms");
        assertThat(lines.get(who.equals("A") ? 0 : 1))
                .contains(
                        sooner
                                + " ms sooner, "
                                + (who.equals("A")
                                        ? "with one round trip more"
                                        : "one round trip less"));
        assertThat(lines.get(who.equals("A") ? 1 : 0)).doesNotContain("sooner");
        assertThat(spoken.contains("simulated")).isEqualTo(added > 0);
    }

    @Test
    void whatFailedIsNotCalledSooner() {
        SideBySide drawn =
                SideBySide.of(SideBySide.Pair.of(Handmade.refused(), Handmade.tls12()), look(150));
        assertThat(drawn.spoken())
                .contains("A: Stopped by an alert after 301 ms", "B: First byte of the answer")
                .doesNotContain("sooner");
        assertThat(said(drawn)).contains("Alert: handshake_failure");
        assertThat(lines(drawn)).anyMatch(line -> line.tone() == Tone.ALERT && line.width() == 2);
    }

    @Test
    void saysWhatIsNotDrawn() {
        assertThat(said(SideBySide.of(OLD_AND_NEW, look(0))))
                .contains("2 later messages are not drawn", "One later message is not drawn");
        Session captured = Handmade.captured();
        assertThat(said(SideBySide.of(SideBySide.Pair.of(captured, Handmade.tls12()), look(0))))
                .anyMatch(text -> text.startsWith("Bytes are missing in the capture"));
        assertThat(
                        said(
                                SideBySide.of(
                                        SideBySide.Pair.of(
                                                Handmade.tls12(), Handmade.unknownKeys()),
                                        look(0))))
                .contains("TCP is not drawn: its opening is not known of B");
    }

    // -- telling

    @Test
    void aStepIsOneWayFromEndToEnd() {
        assertThat(OLD_AND_NEW.steps())
                .extracting(step -> step.from().word())
                .containsExactly(
                        "client", "server", "client", "server", "client", "server", "client",
                        "server");
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look(150));
        assertThat(drawn.steps()).hasSize(8).isSorted();
        assertThat(OLD_AND_NEW.arrived(0, 150)).isEmpty();
        // SYN has arrived: half a round trip.
        assertThat(OLD_AND_NEW.arrived(1, 150).orElseThrow()).isEqualTo(75, within(EXACT));
        assertThat(OLD_AND_NEW.arrived(8, 150).orElseThrow())
                .isEqualTo(OLD_AND_NEW.ends(150), within(EXACT));
    }

    @Test
    void whatIsNotYetToldIsGreyAndNamedByItsTypeOnly() {
        SideBySide.Look all = look(150);
        SideBySide drawn =
                SideBySide.of(
                        OLD_AND_NEW,
                        new SideBySide.Look(
                                all.width(),
                                all.height(),
                                all.words(),
                                150,
                                3,
                                1,
                                new Contrast(Set.of(8), Set.of()),
                                Contrast.NONE,
                                Set.of(8),
                                Set.of()));
        assertThat(
                        texts(drawn.marks())
                                .filter(text -> text.text().equals("Server Hello"))
                                .map(Mark.Text::tone))
                .containsOnly(Tone.FUTURE_TEXT);
        assertThat(
                        texts(drawn.marks())
                                .filter(text -> text.text().equals("Client Hello"))
                                .map(Mark.Text::tone))
                .containsOnly(Tone.PLAIN_TEXT);
        assertThat(said(drawn)).doesNotContain("200 OK", "GET /").contains("Application Data");
        assertThat(texts(drawn.heads()).map(Mark.Text::text)).doesNotContain("TLS 1.2");
        assertThat(drawn.spoken()).isEmpty();
        assertThat(spot(drawn, true, 8).spoken()).contains("not yet played");
        assertThat(drawn.marks())
                .noneMatch(mark -> mark instanceof Mark.Box box && box.fill() == Tone.LINK);
    }

    @Test
    void anArrowOnItsWayHasNotArrived() {
        SideBySide.Look all = look(150);
        SideBySide drawn =
                SideBySide.of(
                        OLD_AND_NEW,
                        new SideBySide.Look(
                                all.width(),
                                all.height(),
                                all.words(),
                                150,
                                3,
                                0.5,
                                Contrast.NONE,
                                Contrast.NONE,
                                Set.of(),
                                Set.of()));
        Mark.Line hello =
                lines(drawn).filter(line -> line.tone() == Tone.PLAIN).findFirst().orElseThrow();
        assertThat(hello.x2() - hello.x1())
                .isBetween(0.3 * lane(drawn, true), 0.5 * lane(drawn, true));
    }

    // -- long ones

    @Test
    void aLongHandshakeStaysReadable() {
        List<MessageRead> many = new ArrayList<>();
        Session made = Handmade.tls12();
        for (int i = 0; i < 3000; i++) {
            var like = made.messages().get(3 + i % 12);
            many.add(
                    new MessageRead(
                            i + 1,
                            OptionalLong.of(i * 50_000L),
                            i % 3 == 0 ? Sender.CLIENT : Sender.SERVER,
                            like.type(),
                            like.provenance(),
                            like.epoch(),
                            like.bytes(),
                            like.fields(),
                            like.content(),
                            null));
        }
        Session endless = Handmade.with(many);
        SideBySide drawn = SideBySide.of(SideBySide.Pair.of(endless, made), look(150));
        assertThat(drawn.spots().stream().filter(SideBySide.Spot::first).count())
                .isLessThanOrEqualTo(60);
        assertThat(drawn.height()).isLessThan(3000);
        assertThat(drawn.marks()).hasSizeLessThan(600);
        assertThat(said(drawn)).anyMatch(text -> text.matches("2,\\d{3} later messages.*"));
    }

    /** A client that waits for an hour before it goes on. */
    @Test
    void whatTakesVeryLongIsToldInSeconds() {
        List<MessageRead> slow = new ArrayList<>();
        for (MessageRead message : Handmade.tls12().messages()) {
            long more = message.number() < 10 ? 0 : 3_600_000_000_000L;
            slow.add(
                    new MessageRead(
                            message.number(),
                            message.nanos().isPresent()
                                    ? OptionalLong.of(message.nanos().getAsLong() + more)
                                    : OptionalLong.empty(),
                            message.from(),
                            message.type(),
                            message.provenance(),
                            message.epoch(),
                            message.bytes(),
                            message.fields(),
                            message.content(),
                            message.reason()));
        }
        SideBySide drawn =
                SideBySide.of(SideBySide.Pair.of(Handmade.with(slow), Handmade.tls13()), look(150));
        assertThat(drawn.spoken()).startsWith("A: First byte of the answer after 3601 s");
        assertThat(texts(drawn.heads()).map(Mark.Text::text)).contains("s").doesNotContain("ms");
        assertThat(said(drawn)).contains("0", "500", "3500");
        assertThat(texts(drawn.marks()))
                .allSatisfy(text -> assertThat(text.x()).as(text.text()).isPositive());
    }

    @Test
    void isADiagramLikeAnyOther() {
        SideBySide drawn = SideBySide.of(OLD_AND_NEW, look(150));
        Diagram diagram = drawn.diagram();
        assertThat(diagram.backdrop()).isEqualTo(drawn.marks());
        assertThat(diagram.heads()).isEqualTo(drawn.heads());
        assertThat(diagram.height()).isEqualTo(drawn.height());
    }
}
