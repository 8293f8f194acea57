package dev.handshake.ui.detail;

import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.control.Icons;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The sentence of a verdict, and the messages that it rests on, each one click away. */
final class VerdictDetail extends VBox {
    private final IntConsumer go;
    private final Label sentence = new Label();
    private final Label restsOn = new Label();
    private final FlowPane messages = new FlowPane(6, 4);
    private final StringProperty copying = new SimpleStringProperty("");
    private final Button copy = Icons.tool(new Button(), MaterialDesignC.CONTENT_COPY, copying);
    private String spoken = "";

    /**
     * @param go told of the number of a message that is to be looked at
     */
    VerdictDetail(IntConsumer go) {
        this.go = go;
        setId("verdict-detail");
        getStyleClass().add("verdict-detail");
        sentence.setId("verdict-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        copy.setId("verdict-copy");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setOnAction(_ -> Copying.copy(spoken));
        HBox said = new HBox(4, sentence, copy);
        said.setAlignment(Pos.TOP_LEFT);
        restsOn.getStyleClass().add("rests-on");
        restsOn.setMinWidth(USE_PREF_SIZE);
        messages.setAlignment(Pos.CENTER_LEFT);
        messages.setRowValignment(VPos.CENTER);
        getChildren().setAll(said, messages);
    }

    /**
     * @param rests the messages that it rests on
     * @param at the number of the one that is looked at
     */
    void show(Verdict verdict, List<MessageRead> rests, int at, Words words) {
        spoken = VerdictLine.spoken(verdict, words);
        getStyleClass().setAll("verdict-detail", verdict.result().word());
        sentence.setText(words.text(verdict.reason()));
        copying.set(words.text("copy.text"));
        restsOn.setText(words.text("detail.rests_on"));
        messages.getChildren().setAll(restsOn);
        rests.forEach(message -> messages.getChildren().add(chip(message, at)));
        messages.setVisible(!rests.isEmpty());
        messages.setManaged(!rests.isEmpty());
    }

    private Button chip(MessageRead message, int at) {
        Button chip = new Button(message.number() + " " + message.type().title());
        chip.setId("evidence-" + message.number());
        chip.getStyleClass().add("evidence-chip");
        boolean here = message.number() == at;
        if (here) {
            chip.getStyleClass().add("here");
        } else {
            chip.setGraphic(Icons.of(MaterialDesignA.ARROW_RIGHT, 13));
        }
        chip.setAccessibleText(restsOn.getText() + " " + chip.getText());
        chip.setOnAction(_ -> go.accept(message.number()));
        return chip;
    }
}
