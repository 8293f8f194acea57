package dev.handshake.ui.predict;

import dev.handshake.diagram.View;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Playback;
import dev.handshake.ui.model.SidePanel;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The telling as a quiz: it stops before each message that is worth asking about, and goes on when
 * the answer has been revealed. As long as its panel is chosen, nothing that has not been told can
 * be seen or reached.
 */
public final class PredictModel {
    /** How far the quiz has come. */
    sealed interface State {
        /** Nobody is asked, or there is no session yet that could be asked about. */
        record Resting() implements State {}

        /** The session has nothing that could be predicted. */
        record Nothing() implements State {}

        /**
         * A question stands.
         *
         * @param number of the question, from 1
         * @param choice the index of the answer that was chosen; {@link #NONE}
         * @param revealed whether it is shown which one is right
         */
        record Asked(Question question, int number, int choice, boolean revealed) implements State {
            static final int NONE = -1;

            boolean isRight() {
                return choice == question.right();
            }
        }

        /** All has been asked and told. */
        record Over() implements State {}
    }

    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Resting());
    private final ReadOnlyIntegerWrapper answered = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper right = new ReadOnlyIntegerWrapper();
    private final AppModel app;
    private final Playback playback;
    private final LongSupplier seeds;
    private List<Question> questions = List.of();

    public PredictModel(AppModel app) {
        this(app, System::nanoTime);
    }

    /**
     * @param seeds one for each time that the quiz begins
     */
    PredictModel(AppModel app, LongSupplier seeds) {
        this.app = app;
        this.playback = app.playback;
        this.seeds = seeds;
        app.side.subscribe(_ -> begin());
        app.session.addListener((_, _, _) -> begin());
        playback.growing.addListener((_, _, _) -> begin());
    }

    ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /** How many questions have been answered; one that was revealed without a guess is none. */
    ReadOnlyIntegerProperty answered() {
        return answered.getReadOnlyProperty();
    }

    /** How many of them rightly. */
    ReadOnlyIntegerProperty right() {
        return right.getReadOnlyProperty();
    }

    private boolean isOn() {
        return app.side.get() == SidePanel.PREDICT;
    }

    private void begin() {
        Session session = app.session.get();
        if (!isOn()) {
            if (!questions.isEmpty() || playback.limit.get() != View.ENDLESS) {
                questions = List.of();
                show(View.ENDLESS, View.ENDLESS);
                state.set(new State.Resting());
            }
            return;
        }
        answered.set(0);
        right.set(0);
        playback.playing.set(false);
        if (session == null || playback.growing.get()) {
            questions = List.of();
            show(0, 0);
            playback.goTo(0);
            state.set(new State.Resting());
            return;
        }
        questions = Quiz.of(session, seeds.getAsLong()).questions();
        if (questions.isEmpty()) {
            show(View.ENDLESS, View.ENDLESS);
            state.set(new State.Nothing());
        } else {
            ask(1);
        }
    }

    /** Asks everything again, from the start. */
    public void restart() {
        begin();
    }

    /** Chooses the answer at the index, if there is one; the last choice counts. */
    public void choose(int index) {
        if (state.get() instanceof State.Asked(Question question, int number, _, boolean revealed)
                && !revealed
                && index < question.answers().size()) {
            state.set(new State.Asked(question, number, index, false));
        }
    }

    /** Reveals the answer; when it has been, goes on to the next question. */
    public void reveal() {
        if (!(state.get() instanceof State.Asked asked)) {
            return;
        }
        if (asked.revealed()) {
            goOn(asked.number() + 1);
            return;
        }
        if (asked.choice() != State.Asked.NONE) {
            answered.set(answered.get() + 1);
            right.set(right.get() + (asked.isRight() ? 1 : 0));
        }
        tell(asked);
        state.set(new State.Asked(asked.question(), asked.number(), asked.choice(), true));
    }

    /**
     * The same for one who steps on with a clicker.
     *
     * @return false where no question stands, or the reader has stepped back before it
     */
    public boolean stepOn() {
        boolean here =
                state.get() instanceof State.Asked && playback.playhead.get() >= playback.end();
        if (here) {
            reveal();
        }
        return here;
    }

    /** The message comes; or, where more is asked about it, only its name. */
    private void tell(State.Asked asked) {
        int message = asked.question().message();
        playback.playing.set(false);
        playback.goTo(message - 1);
        boolean more =
                asked.number() < questions.size()
                        && questions.get(asked.number()).message() == message;
        show(more ? message - 1 : message, message);
        if (!more) {
            playback.tellNext();
        }
    }

    private void goOn(int number) {
        if (number > questions.size()) {
            show(View.ENDLESS, View.ENDLESS);
            playback.playing.set(false);
            playback.goTo(playback.last.get());
            state.set(new State.Over());
        } else {
            ask(number);
        }
    }

    private void ask(int number) {
        Question question = questions.get(number - 1);
        int before = question.message() - 1;
        playback.playing.set(false);
        show(before, question.kind() == Question.Kind.MESSAGE ? before : question.message());
        playback.goTo(before);
        state.set(new State.Asked(question, number, State.Asked.NONE, false));
    }

    private void show(int limit, int horizon) {
        playback.limit.set(limit);
        playback.horizon.set(horizon);
        if (playback.playhead.get() > playback.end()) {
            playback.goTo(playback.end());
        }
    }
}
