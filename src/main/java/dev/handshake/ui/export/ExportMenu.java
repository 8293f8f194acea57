package dev.handshake.ui.export;

import dev.handshake.session.Session;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** What can be made of the session. */
public final class ExportMenu extends MenuButton {
    private final AppModel app;

    public ExportMenu(AppModel app, ExportModel export) {
        this.app = app;
        setId("export");
        Icons.tool(this, MaterialDesignE.EXPORT_VARIANT, app.text(Command.EXPORT));
        textProperty().bind(app.text("window.export"));
        setMinWidth(USE_PREF_SIZE);
        disableProperty().bind(export.writing().or(app.sight.whole.isNull()).or(app.listing));
        Stream.of(1, 2, 4)
                .forEach(scale ->
                        add(
                                "export-png-" + scale,
                                "window.export.png_" + scale,
                                () -> export.picture(scale)));
        add("export-copy", "window.export.copy", export::copy);
        getItems().add(new SeparatorMenuItem());
        add("export-md", "window.export.md", export::markdown);
        add("export-json", "window.export.json", export::json);
        getItems().add(new SeparatorMenuItem());
        add("export-pcapng", "window.export.pcapng", export::capture)
                .disableProperty()
                .bind(export.hindrance().map(why -> true).orElse(false));
        add("export-keys", "window.export.keys", export::keys)
                .disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !hasSecrets(app.sight.whole.get()), app.sight.whole));
    }

    private static boolean hasSecrets(@Nullable Session session) {
        return session != null && !session.secrets().isEmpty();
    }

    /** Its icon alone, where there is little room. */
    public void fold(boolean folded) {
        setContentDisplay(folded ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }

    private MenuItem add(String id, String key, Runnable deed) {
        MenuItem item = new MenuItem();
        item.setId(id);
        item.setMnemonicParsing(false);
        item.textProperty().bind(app.text(key));
        item.setOnAction(_ -> deed.run());
        getItems().add(item);
        return item;
    }
}
