package dev.handshake.ui.control;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A question that floats over the window, which rests until it is answered. */
public abstract class Card extends VBox {
    private static final double WIDTH = 440;

    private final HBox answers = new HBox(8);

    protected Card(ObservableValue<String> question) {
        getStyleClass().addAll("card", "floating");
        setAccessibleRole(AccessibleRole.DIALOG);
        accessibleTextProperty().bind(question);
        Label title = new Label();
        title.textProperty().bind(question);
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.getStyleClass().addAll("card-title", "bold");
        answers.setAlignment(Pos.CENTER_RIGHT);
        answers.getStyleClass().add("card-answers");
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        getChildren().setAll(title, answers);
    }

    /** Puts something between the question and its answers. */
    protected final void body(Node... nodes) {
        getChildren().addAll(getChildren().size() - 1, List.of(nodes));
    }

    /** The answers, the likeliest last. */
    protected final void answers(Region... buttons) {
        for (Region button : buttons) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        answers.getChildren().setAll(buttons);
    }

    /** Does a command of the window itself; false leaves it undone while the card is there. */
    public boolean takes(Command command) {
        return false;
    }

    /** Puts the focus where the answer is given. */
    public abstract void begin();

    /** The user would rather not answer. */
    public abstract void dismiss();
}
