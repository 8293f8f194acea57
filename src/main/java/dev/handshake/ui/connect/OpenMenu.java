package dev.handshake.ui.connect;

import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/**
 * Opens a capture: asks for a file at once, or, where there are files that were opened before,
 * offers them too.
 */
public final class OpenMenu extends MenuButton {
    private static final double LONGEST = 420;

    private final AppModel app;
    private final CaptureModel captures;
    private final Runnable choose;

    /**
     * @param word what stands on it, as a key of the words
     * @param choose asks for a file
     */
    public OpenMenu(AppModel app, CaptureModel captures, String word, Runnable choose) {
        this.app = app;
        this.captures = captures;
        this.choose = choose;
        Icons.tool(this, MaterialDesignF.FOLDER_OPEN_OUTLINE, app.text(Command.OPEN_FILE));
        textProperty().bind(app.text(word));
        setMinWidth(USE_PREF_SIZE);
        // A menu without an item would not be shown.
        getItems().add(new MenuItem());
        setOnShowing(_ -> fill());
    }

    /** Its icon alone, where there is little room. */
    public void fold(boolean folded) {
        setContentDisplay(folded ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    @Override
    public void show() {
        if (captures.recent.isEmpty()) {
            choose.run();
        } else {
            super.show();
        }
    }

    private void fill() {
        MenuItem other = new MenuItem();
        other.setId("open-other");
        other.textProperty().bind(app.text("window.open.choose"));
        other.setOnAction(_ -> choose.run());
        getItems().setAll(other, new SeparatorMenuItem());
        for (Path file : captures.recent) {
            getItems().add(item(file));
        }
    }

    private MenuItem item(Path file) {
        Label label = new Label(file.toString());
        label.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        label.setMaxWidth(LONGEST);
        CustomMenuItem item = new CustomMenuItem(label);
        item.setOnAction(_ -> captures.take(List.of(file)));
        return item;
    }
}
