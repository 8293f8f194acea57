package dev.handshake.ui.predict;

import dev.handshake.capture.Sender;
import dev.handshake.diagram.Face;
import dev.handshake.diagram.TextMetrics;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** One answer, with the key that chooses it. Once it is revealed it says whether it is right. */
final class AnswerCard extends Button {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass REVEALED = PseudoClass.getPseudoClass("revealed");

    private static final double TITLE = 17;
    private static final double LEAST_TITLE = 11;

    /** Around the title: the key, what stands at the right, and the gaps. */
    private static final double AROUND = 76;

    private static final double SIGNS = 78;

    private final Answer answer;
    private final int number;
    private final Label title = new Label();
    private final HBox row;
    private final Node key;
    private final VBox texts;
    private final List<String> lines;

    /**
     * @param number the key, from 1
     */
    AnswerCard(Answer answer, int number, Words words) {
        this.answer = answer;
        this.number = number;
        setId("answer-" + number);
        getStyleClass().add("answer");
        setMaxWidth(Double.MAX_VALUE);
        setMinHeight(USE_PREF_SIZE);
        Label digit = new Label("" + number);
        digit.getStyleClass().add("answer-key");
        digit.setMinWidth(USE_PREF_SIZE);
        key = digit;
        title.getStyleClass().addAll("answer-title", "bold");
        title.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
        lines = lines(answer);
        title.setText(String.join("\n", lines));
        texts = new VBox(1, title);
        texts.setAlignment(Pos.CENTER_LEFT);
        texts.setMinWidth(0);
        HBox.setHgrow(texts, Priority.ALWAYS);
        if (answer instanceof Answer.Sent sent) {
            Label way = new Label(way(sent, words));
            way.getStyleClass().addAll("answer-way", "muted");
            texts.getChildren().add(way);
        }
        row = new HBox(14, key, texts);
        row.setAlignment(Pos.CENTER_LEFT);
        row.prefWidthProperty().bind(widthProperty().subtract(32));
        setGraphic(row);
        widthProperty().subscribe(_ -> fit());
    }

    /** Shows whether it is chosen and, once that is revealed, whether it is right. */
    void show(PredictModel.State.Asked asked, Words words) {
        boolean revealed = asked.revealed();
        boolean right = revealed && asked.question().right() == number - 1;
        boolean chosen = asked.choice() == number - 1;
        pseudoClassStateChanged(CHOSEN, chosen);
        pseudoClassStateChanged(REVEALED, revealed);
        pseudoClassStateChanged(RIGHT, right);
        setMouseTransparent(revealed);
        row.getChildren().setAll(key, texts);
        row.getChildren().addAll(signs(revealed, right, chosen));
        List<String> said = new ArrayList<>();
        said.add(number + ": " + String.join("", lines));
        if (answer instanceof Answer.Sent sent) {
            said.add(way(sent, words));
        }
        if (right) {
            said.add(words.text("predict.answer.right"));
        }
        if (chosen) {
            said.add(words.text("predict.answer.chosen"));
        }
        setAccessibleText(String.join(", ", said));
    }

    private static String way(Answer.Sent sent, Words words) {
        return words.text("predict.from." + sent.from().word());
    }

    /** The long names of TLS 1.2's suites break where their second half begins. */
    private static List<String> lines(Answer answer) {
        return switch (answer) {
            case Answer.Sent(_, var type) -> List.of(type.title());
            case Answer.Chosen chosen -> {
                String name = chosen.name();
                int with = name.indexOf("_WITH_");
                yield with < 0
                        ? List.of(name)
                        : List.of(name.substring(0, with + 1), name.substring(with + 1));
            }
        };
    }

    private List<Node> signs(boolean revealed, boolean right, boolean chosen) {
        List<Node> signs = new ArrayList<>();
        if (right || (revealed && chosen)) {
            Region sign =
                    new Label(
                            "",
                            Icons.of(
                                    right
                                            ? MaterialDesignC.CHECK_CIRCLE
                                            : MaterialDesignC.CLOSE_CIRCLE,
                                    22));
            sign.getStyleClass().add(right ? "answer-right" : "answer-wrong");
            sign.setMinWidth(USE_PREF_SIZE);
            signs.add(sign);
        } else if (answer instanceof Answer.Sent(Sender from, _)) {
            boolean client = from == Sender.CLIENT;
            HBox way =
                    new HBox(
                            6,
                            Icons.of(client ? MaterialDesignL.LAPTOP : MaterialDesignS.SERVER, 20),
                            Icons.of(MaterialDesignA.ARROW_RIGHT, 16),
                            Icons.of(client ? MaterialDesignS.SERVER : MaterialDesignL.LAPTOP, 20));
            way.setAlignment(Pos.CENTER_RIGHT);
            way.setMinWidth(USE_PREF_SIZE);
            way.getStyleClass().add("answer-signs");
            signs.add(way);
        }
        return signs;
    }

    /** A name is never cut: it gets smaller where there is no room for it. */
    private void fit() {
        double room = getWidth() - AROUND - (answer instanceof Answer.Sent ? SIGNS : 0);
        double wanted =
                lines.stream()
                        .mapToDouble(line -> TextMetrics.width(line, Face.SEMIBOLD, TITLE))
                        .max()
                        .orElse(0);
        double size = wanted <= room ? TITLE : Math.max(LEAST_TITLE, TITLE * room / wanted);
        title.setStyle("-fx-font-size: %.2fpx;".formatted(size));
    }
}
