package dev.handshake.ui.sequence;

import dev.handshake.bytes.Bytes;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Copying;
import dev.handshake.ui.model.AppModel;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;

/** What can be done with one row. */
final class RowMenu {
    private final AppModel model;
    private final SequenceView view;
    private final ContextMenu menu = new ContextMenu();

    RowMenu(AppModel model, SequenceView view) {
        this.model = model;
        this.view = view;
    }

    void show(RowNode row, ContextMenuEvent event) {
        Words words = model.words.get();
        int number = row.row().number();
        boolean open = model.selection.opened.contains(number);
        Bytes bytes = played(number);
        MenuItem toggle =
                item(
                        words.text(open ? "sequence.close" : "sequence.open"),
                        () -> view.activate(row.row().id()));
        toggle.setDisable(number == 0);
        MenuItem hex = item(words.text("copy.hex"), () -> Copying.copy(bytes.hex()));
        hex.setDisable(bytes.isEmpty());
        menu.getItems()
                .setAll(
                        toggle,
                        item(
                                words.text(
                                        model.allOpened()
                                                ? "sequence.close-all"
                                                : "sequence.open-all"),
                                model::toggleAll),
                        new SeparatorMenuItem(),
                        item(words.text("copy.text"), () -> Copying.copy(row.row().spoken())),
                        hex);
        menu.show(row, event.getScreenX(), event.getScreenY());
    }

    /** The bytes of a message that has been played; none of any other. */
    private Bytes played(int number) {
        Session session = model.session.get();
        return session == null || number > model.playback.playhead.get()
                ? Bytes.EMPTY
                : session.message(number).map(MessageRead::bytes).orElse(Bytes.EMPTY);
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
