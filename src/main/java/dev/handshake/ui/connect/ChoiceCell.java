package dev.handshake.ui.connect;

import dev.handshake.bytes.Code;
import dev.handshake.explain.Words;
import dev.handshake.registry.Weakness;
import dev.handshake.ui.control.Icons;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;

/** One code that may be offered: whether it is, and what speaks against it. */
final class ChoiceCell<T extends Code> extends ListCell<T> {
    private static final PseudoClass LEFT_OUT = PseudoClass.getPseudoClass("left-out");

    private final ChoiceList<T> list;
    private final CheckBox box = new CheckBox();
    private final Label name = new Label();
    private final Label weak = new Label();
    private final CheckBox share = new CheckBox();
    private final Tooltip why = new Tooltip();
    private final HBox row;
    private @Nullable T dragged;
    private Object drag = new Object();

    ChoiceCell(ChoiceList<T> list) {
        this.list = list;
        getStyleClass().add("choice-cell");
        box.setFocusTraversable(false);
        box.setOnAction(_ -> act(list::toggle));
        name.getStyleClass().add("mono");
        name.setMinWidth(0);
        weak.getStyleClass().add("weak");
        weak.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE, 15));
        weak.setMinWidth(USE_PREF_SIZE);
        weak.setTooltip(why);
        why.setWrapText(true);
        why.setMaxWidth(360);
        share.setFocusTraversable(false);
        share.setMinWidth(USE_PREF_SIZE);
        share.setOnAction(_ ->
                act(code -> {
                    if (list.extra != null) {
                        list.extra.toggle(code);
                    }
                }));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        row = new HBox(8, box, name, space, weak, share);
        row.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
        addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                _ -> {
                    dragged = getItem();
                    drag = new Object();
                });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    }

    private void act(Consumer<T> deed) {
        T item = getItem();
        if (item != null) {
            list.getSelectionModel().select(getIndex());
            deed.accept(item);
        }
    }

    /** What it was pressed on goes to the row under the pointer; the cell stays where it is. */
    private void drag(MouseEvent event) {
        if (dragged != null && getIndex() >= 0) {
            int rows = (int) Math.floor(event.getY() / ChoiceList.ROW);
            list.move(dragged, getIndex() + rows, drag);
        }
        event.consume();
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        Words words = list.app.words.get();
        boolean chosen = list.isChosen(item);
        pseudoClassStateChanged(LEFT_OUT, !chosen);
        box.setSelected(chosen);
        name.setText(item.name());
        Set<Weakness> flaws = list.weaknesses.apply(item);
        String reasons =
                flaws.stream()
                        .map(flaw -> words.text(flaw.phrase()))
                        .collect(Collectors.joining("\n"));
        weak.setVisible(!flaws.isEmpty());
        weak.setText(words.text("offer.weak"));
        why.setText(reasons);
        boolean shares = list.extra != null && list.extra.applies(item);
        share.setVisible(shares);
        share.setManaged(list.extra != null);
        share.setText(words.text("offer.share"));
        boolean sent = list.extra != null && shares && list.extra.isOn(item);
        share.setSelected(sent);
        String said =
                chosen
                        ? words.text("offer.spoken.offered", item.name(), list.place(item))
                        : words.text("offer.spoken.left_out", item.name());
        setAccessibleText(
                said
                        + (sent ? ", " + words.text("offer.share") : "")
                        + (flaws.isEmpty() ? "" : ". " + reasons.replace('\n', ' ')));
        setGraphic(row);
    }
}
