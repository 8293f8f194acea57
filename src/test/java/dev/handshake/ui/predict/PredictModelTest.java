package dev.handshake.ui.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Mark;
import dev.handshake.diagram.View;
import dev.handshake.session.Session;
import dev.handshake.ui.Real;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Playback;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.model.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quiz holds the telling back, and lets nothing be seen ahead. */
@SuppressWarnings("NullAway.Init")
class PredictModelTest {
    private static Session lesson;

    private final AppModel app = new AppModel();
    private final PredictModel model = new PredictModel(app, () -> 5);

    @BeforeAll
    static void shakeHands() throws Exception {
        lesson = Real.lab("tls12");
    }

    private void begin() {
        app.session.set(lesson);
        app.playback.goTo(19);
        app.turn(SidePanel.PREDICT);
    }

    @Test
    void stopsBeforeEachMessageAndTellsItWithTheAnswer() {
        begin();
        assertThat(app.playback.playhead.get()).as("TCP is told").isEqualTo(3);
        model.choose(right());
        assertThat(app.playback.playhead.get()).isEqualTo(3);
        model.reveal();
        assertThat(app.playback.playhead.get()).isEqualTo(4);
        assertThat(app.playback.playing.get()).as("its arrow grows").isTrue();
        app.playback.advance(10 * Playback.REST);
        assertThat(app.playback.playhead.get()).as("and no other").isEqualTo(4);
        assertThat(model.right().get()).isEqualTo(1);
        model.reveal();
        assertThat(asked().question().message()).isEqualTo(5);
    }

    @Test
    void nothingTellsAhead() {
        begin();
        app.playback.step();
        app.playback.goTo(19);
        assertThat(app.playback.playhead.get()).isEqualTo(3);
        app.playback.toggle();
        for (int i = 0; i < 100; i++) {
            app.playback.advance(Playback.REST);
        }
        assertThat(app.playback.playhead.get()).as("what was told, again").isEqualTo(3);
        assertThat(app.playback.playing.get()).isFalse();
    }

    @Test
    void aMessageWithMoreQuestionsComesWithTheLast() {
        begin();
        while (asked().question().kind() != Question.Kind.VERSION) {
            if (!asked().revealed()) {
                assertThat(app.playback.horizon.get()).isEqualTo(app.playback.limit.get());
            }
            model.reveal();
        }
        assertThat(app.playback.playhead.get()).as("not told").isEqualTo(4);
        assertThat(app.playback.horizon.get()).as("but named").isEqualTo(5);
        model.reveal();
        model.reveal();
        assertThat(asked().question().kind()).isEqualTo(Question.Kind.SUITE);
        assertThat(app.told.get().version()).isNull();
        model.reveal();
        assertThat(app.playback.playhead.get()).isEqualTo(5);
    }

    @Test
    void whatTheLaterMessageDecidesIsNotGivenAwayByTheEarlier() {
        app.session.set(lesson);
        app.playback.goTo(5);
        assertThat(app.told.get().groupAhead()).isNotNull();
        begin();
        while (app.playback.playhead.get() < 7) {
            model.reveal();
        }
        assertThat(app.told.get().groupAhead()).isNull();
        assertThat(texts()).noneMatch(text -> text.contains("x25519"));
    }

    @Test
    void atNoMomentCanAnythingAheadBeSeen() {
        begin();
        while (model.state().get() instanceof PredictModel.State.Asked asked) {
            int told = Math.max(app.playback.playhead.get(), app.playback.horizon.get());
            app.selection.opened.add(Math.max(1, app.playback.playhead.get()));
            Diagram drawn = Diagram.of(lesson, app.view());
            assertThat(drawn.rows())
                    .extracting(Diagram.Row::number)
                    .as("rows")
                    .allMatch(number -> number <= told);
            lesson.messages().stream()
                    .filter(message -> message.number() > told)
                    .map(message -> message.type().title())
                    .filter(title ->
                            lesson.messages().stream()
                                    .noneMatch(other ->
                                            other.number() <= told
                                                    && other.type().title().equals(title)))
                    .forEach(title -> assertThat(texts()).noneMatch(text -> text.contains(title)));
            boolean open = !asked.revealed() && asked.question().kind() == Question.Kind.MESSAGE;
            boolean stands = drawn.rows().stream().anyMatch(row -> row.id().equals("question"));
            if (open) {
                assertThat(stands).as("before %s", asked.question().message()).isTrue();
            }
            model.reveal();
        }
        assertThat(model.state().get()).isInstanceOf(PredictModel.State.Over.class);
        assertThat(app.playback.playhead.get()).isEqualTo(19);
        assertThat(app.playback.limit.get()).isEqualTo(View.ENDLESS);
    }

    @Test
    void theRowThatAsksIsTheSameWhoeverSpeaksNext() {
        begin();
        List<List<Mark>> rows =
                Stream.of(3, 4, 9, 12)
                        .map(told -> {
                            app.playback.limit.set(told);
                            app.playback.horizon.set(told);
                            app.playback.goTo(told);
                            return Diagram.of(lesson, app.view()).rows().stream()
                                    .filter(row -> row.id().equals("question"))
                                    .findFirst()
                                    .orElseThrow()
                                    .marks();
                        })
                        .toList();
        assertThat(rows).allMatch(rows.getFirst()::equals);
    }

    @Test
    void countsWhatWasAnsweredAndNotWhatWasOnlyRevealed() {
        begin();
        model.reveal();
        model.reveal();
        assertThat(model.answered().get()).isZero();
        model.choose(right());
        model.choose((right() + 1) % 4);
        model.reveal();
        assertThat(model.answered().get()).isEqualTo(1);
        assertThat(model.right().get()).as("the last choice counts").isZero();
        model.choose(right());
        assertThat(model.right().get()).as("too late").isZero();
        model.restart();
        assertThat(model.answered().get()).isZero();
        assertThat(asked().number()).isEqualTo(1);
        assertThat(app.playback.playhead.get()).isEqualTo(3);
    }

    @Test
    void aClickerGoesOnOnlyWhereTheQuestionStands() {
        begin();
        app.playback.back();
        assertThat(model.stepOn()).as("back in what was told").isFalse();
        app.playback.step();
        assertThat(model.stepOn()).isTrue();
        assertThat(asked().revealed()).isTrue();
    }

    @Test
    void waitsForTheEndOfAHandshake() {
        app.session.set(lesson);
        app.playback.growing.set(true);
        app.turn(SidePanel.PREDICT);
        assertThat(model.state().get()).isInstanceOf(PredictModel.State.Resting.class);
        app.playback.playing.set(true);
        app.playback.advance(100);
        assertThat(app.playback.playhead.get()).isZero();
        app.playback.growing.set(false);
        assertThat(asked().number()).isEqualTo(1);
    }

    @Test
    void anotherSessionIsAskedFromItsStart() throws Exception {
        begin();
        model.reveal();
        model.reveal();
        Session other = Real.lab("no-common-cipher");
        app.show(other, new Source("other.pcapng", 1, 1));
        assertThat(asked().number()).isEqualTo(1);
        assertThat(app.playback.playhead.get()).isEqualTo(3);
        app.side.set(SidePanel.MESSAGE);
        app.playback.goTo(5);
        assertThat(app.playback.playhead.get()).as("free again").isEqualTo(5);
    }

    private PredictModel.State.Asked asked() {
        assertThat(model.state().get()).isInstanceOf(PredictModel.State.Asked.class);
        return (PredictModel.State.Asked) model.state().get();
    }

    private int right() {
        return asked().question().right();
    }

    private List<String> texts() {
        Diagram drawn = Diagram.of(lesson, app.view());
        Stream<Mark> marks =
                Stream.of(
                                drawn.heads().stream(),
                                drawn.backdrop().stream(),
                                drawn.rows().stream().flatMap(row -> row.marks().stream()),
                                drawn.rows().stream().flatMap(row -> row.panel().stream()))
                        .flatMap(each -> each);
        return Stream.concat(
                        marks.filter(Mark.Text.class::isInstance)
                                .map(mark -> ((Mark.Text) mark).text()),
                        drawn.rows().stream().map(Diagram.Row::spoken))
                .toList();
    }
}
