package dev.handshake.ui.detail;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Copying;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** A message's fields, one row each. */
final class FieldTree extends TreeView<Field> {
    static final double ROW_HEIGHT = 24;

    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    /** The field that the pointer is on, here or in the bytes. */
    final ObjectProperty<@Nullable FieldItem> hovered = new SimpleObjectProperty<>();

    /** The bytes of the message that the selected verdict rests on. */
    final ObjectProperty<List<ByteSpan>> evidence = new SimpleObjectProperty<>(List.of());

    private final Supplier<Words> words;
    private final ContextMenu menu = new ContextMenu();

    /**
     * @param hover told of the item under the pointer, null when it has left
     */
    FieldTree(Supplier<Words> words, Consumer<@Nullable FieldItem> hover) {
        this.words = words;
        setShowRoot(false);
        setFixedCellSize(ROW_HEIGHT);
        setMinHeight(0);
        getStyleClass().add("field-tree");
        setCellFactory(_ -> new FieldCell(words, hovered, evidence, hover));
        setContextMenu(menu);
        menu.setOnShowing(_ -> fillMenu());
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    FieldItem item = selected();
                    if (item != null && COPY.match(event)) {
                        Copying.copy(FieldText.value(item.field(), words.get()));
                        event.consume();
                    }
                });
    }

    @Nullable FieldItem selected() {
        return (FieldItem) getSelectionModel().getSelectedItem();
    }

    /** Selects an item, opens what is above it and scrolls to it; null selects nothing. */
    void show(@Nullable FieldItem item) {
        if (item == null) {
            getSelectionModel().clearSelection();
            return;
        }
        item.reveal();
        getSelectionModel().select((TreeItem<Field>) item);
        int row = getRow(item);
        if (!isInSight(row)) {
            scrollTo(Math.max(0, row - 1));
        }
    }

    private boolean isInSight(int row) {
        for (Node flow : lookupAll(".virtual-flow")) {
            if (flow instanceof VirtualFlow<?> rows
                    && rows.getFirstVisibleCell() != null
                    && rows.getLastVisibleCell() != null) {
                return row >= rows.getFirstVisibleCell().getIndex()
                        && row <= rows.getLastVisibleCell().getIndex();
            }
        }
        return false;
    }

    private void fillMenu() {
        FieldItem item = selected();
        menu.getItems().clear();
        if (item != null) {
            Words said = words.get();
            Field field = item.field();
            menu.getItems()
                    .setAll(
                            copying("copy.value", () -> FieldText.value(field, said)),
                            copying("copy.text", () -> FieldText.whole(field, said)),
                            copying(
                                    "copy.hex",
                                    () -> item.shownBytes().slice(item.shownSpan()).hex()));
        }
    }

    private MenuItem copying(String key, Supplier<String> text) {
        MenuItem item = new MenuItem(words.get().text(key));
        item.setOnAction(_ -> Copying.copy(text.get()));
        return item;
    }
}
