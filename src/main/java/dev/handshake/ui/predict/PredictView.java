package dev.handshake.ui.predict;

import dev.handshake.bytes.Phrase;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import dev.handshake.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The question that stands before the next message, its answers, and why one of them is right. */
public final class PredictView extends VBox {
    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

    /** With less height than this, px, everything stands closer together. */
    private static final double ROOMY = 500;

    private final AppModel app;
    private final PredictModel model;
    private final Label number = new Label();
    private final Label scoreWord = new Label();
    private final Label score = new Label();
    private final Label scoreOf = new Label();
    private final HBox scoreLine = new HBox(5, scoreWord, score, scoreOf);
    private final Label title = new Label();

    /** The lead of a question; when it has been answered, why. */
    private final VBox explanation = new VBox(8);

    private final VBox answers = new VBox(10);
    private final Button next = new Button();
    private final Button restart = new Button();
    private final Button leave = new Button();
    private final HBox buttons = new HBox(8, next, restart, leave);
    private final FlowPane hints = new FlowPane(18, 6);

    private @Nullable Question asking;
    private @Nullable Words wordedIn;

    public PredictView(AppModel app, PredictModel model) {
        this.app = app;
        this.model = model;
        setId("predict");
        getStyleClass().add("predict");
        getStylesheets().add(Theme.sheet(PredictView.class, "predict.css"));
        title.setId("predict-title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.getStyleClass().addAll("predict-title", "bold");
        explanation.setId("predict-explanation");
        explanation.setMinHeight(USE_PREF_SIZE);
        buttons();
        hints.getStyleClass().add("predict-hints");
        VBox body = new VBox(title, explanation, answers);
        body.getStyleClass().add("predict-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("predict-scroll");
        scroll.setMinHeight(0);
        // As high as its lines are once they have been broken.
        body.heightProperty().subscribe(high -> scroll.setPrefViewportHeight(high.doubleValue()));
        // Below the answers; where there is little room, they scroll and it stays.
        VBox foot = new VBox(buttons, hints);
        foot.setMinHeight(USE_PREF_SIZE);
        foot.getStyleClass().add("predict-foot");
        getChildren().setAll(head(), scroll, foot);
        heightProperty()
                .subscribe(high -> pseudoClassStateChanged(LOW, high.doubleValue() < ROOMY));
        model.state().subscribe(_ -> show());
        model.answered().subscribe(_ -> show());
        app.words.subscribe(_ -> show());
        app.presenting.subscribe(_ -> show());
    }

    private Region head() {
        number.setId("predict-number");
        number.setGraphic(Icons.of(MaterialDesignH.HEAD_QUESTION_OUTLINE, 18));
        number.setMinWidth(USE_PREF_SIZE);
        score.setId("predict-score");
        score.getStyleClass().add("bold");
        scoreOf.setId("predict-answered");
        for (Label part : List.of(scoreWord, score, scoreOf)) {
            part.setMinWidth(USE_PREF_SIZE);
        }
        scoreWord.getStyleClass().add("muted");
        scoreOf.getStyleClass().add("muted");
        scoreLine.setAlignment(Pos.CENTER_RIGHT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, number, space, scoreLine);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("predict-head");
        return head;
    }

    private void buttons() {
        next.setId("predict-next");
        next.getStyleClass().add("primary");
        next.setOnAction(_ -> model.reveal());
        restart.setId("predict-restart");
        restart.setGraphic(Icons.of(MaterialDesignR.RESTART, 16));
        restart.setOnAction(_ -> model.restart());
        leave.setId("predict-leave");
        leave.setGraphic(Icons.of(MaterialDesignC.CLOSE, 16));
        leave.setOnAction(_ -> app.side.set(SidePanel.MESSAGE));
        for (Button button : List.of(next, restart, leave)) {
            button.setMinWidth(USE_PREF_SIZE);
            button.setMinHeight(34);
        }
        restart.textProperty().bind(app.text("predict.restart"));
        leave.textProperty().bind(app.text("predict.leave"));
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("predict-buttons");
    }

    // -- what is shown

    private void show() {
        Words words = app.words.get();
        scoreWord.setText(words.text("predict.score"));
        score.setText("" + model.right().get());
        scoreOf.setText("/ " + model.answered().get());
        scoreLine.setAccessibleText(
                words.text("predict.score.spoken", model.right().get(), model.answered().get()));
        scoreLine.setVisible(model.answered().get() > 0);
        switch (model.state().get()) {
            case PredictModel.State.Resting() ->
                    say(words, words.text("predict.waiting.title"), "predict.waiting");
            case PredictModel.State.Nothing() ->
                    say(words, words.text("predict.nothing.title"), "predict.nothing");
            case PredictModel.State.Over() ->
                    say(
                            words,
                            model.answered().get() == 0
                                    ? words.text("predict.over.title")
                                    : words.text(
                                            "predict.over.score",
                                            model.right().get(),
                                            model.answered().get()),
                            "predict.over");
            case PredictModel.State.Asked asked -> ask(words, asked);
        }
    }

    private void say(Words words, String head, String sentence) {
        number.setText(words.text("predict.title"));
        title.setText(head);
        explanation.getChildren().setAll(sentence(words.text(sentence)));
        answers.getChildren().clear();
        asking = null;
        boolean over = model.state().get() instanceof PredictModel.State.Over;
        shows(next, false);
        shows(restart, over);
        hints.getChildren().clear();
        if (over) {
            hints.getChildren().add(hint(Command.RESTART, "predict.hint.restart"));
        }
    }

    private void ask(Words words, PredictModel.State.Asked asked) {
        Question question = asked.question();
        boolean revealed = asked.revealed();
        number.setText(words.text("predict.number", asked.number()));
        title.setText(revealed ? verdict(words, asked) : words.text(asks(question)));
        List<Phrase> says = revealed ? question.why() : List.of(question.lead());
        explanation
                .getChildren()
                .setAll(says.stream().map(words::text).map(PredictView::sentence).toList());
        if (!question.equals(asking) || !words.equals(wordedIn)) {
            deal(question, words);
        }
        for (Node card : answers.getChildren()) {
            ((AnswerCard) card).show(asked, words);
        }
        next.setText(words.text(revealed ? "predict.next" : "predict.reveal"));
        shows(next, true);
        shows(restart, revealed);
        hints.getChildren().clear();
        if (!revealed) {
            hints.getChildren().add(hint("1–" + question.answers().size(), "predict.hint.choose"));
        }
        hints.getChildren()
                .addAll(
                        hint(
                                Command.REVEAL,
                                revealed ? "predict.hint.next" : "predict.hint.reveal"),
                        app.presenting.get()
                                ? hint(Command.BLACK, "predict.hint.black")
                                : hint(Command.RESTART, "predict.hint.restart"));
    }

    /** New cards, which stay as long as the question does, so that the focus can stay on one. */
    private void deal(Question question, Words words) {
        asking = question;
        wordedIn = words;
        List<AnswerCard> cards = new ArrayList<>();
        for (int i = 0; i < question.answers().size(); i++) {
            int index = i;
            AnswerCard card = new AnswerCard(question.answers().get(i), i + 1, words);
            card.setOnAction(_ -> model.choose(index));
            cards.add(card);
        }
        answers.getChildren().setAll(cards);
    }

    private static String verdict(Words words, PredictModel.State.Asked asked) {
        return words.text(
                asked.choice() == PredictModel.State.Asked.NONE
                        ? "predict.is.shown"
                        : asked.isRight() ? "predict.is.right" : "predict.is.wrong");
    }

    private static String asks(Question question) {
        return "predict.ask." + question.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("predict-sentence");
        return label;
    }

    private Node hint(Command command, String does) {
        return hint(command.keys().getFirst(), does);
    }

    private Node hint(String keys, String does) {
        Label key = new Label(keys);
        key.getStyleClass().add("key");
        key.setMinWidth(USE_PREF_SIZE);
        Label says = new Label(app.words.get().text(does));
        says.getStyleClass().add("muted");
        HBox hint = new HBox(8, key, says);
        hint.setAlignment(Pos.CENTER_LEFT);
        hint.setAccessibleRole(AccessibleRole.TEXT);
        hint.setAccessibleText(keys + ": " + says.getText());
        return hint;
    }

    private static void shows(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }
}
