package dev.handshake.ui.export;

import dev.handshake.explain.Words;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Saves the session; where there is none, its tooltip says why it does not. */
public final class SaveButton extends StackPane {
    private final Button button;

    public SaveButton(AppModel app, ExportModel export) {
        ObservableValue<String> said =
                Bindings.createStringBinding(
                        () -> said(app.words.get(), export), app.words, export.hindrance());
        button = Icons.tool(new Button(), MaterialDesignC.CONTENT_SAVE_OUTLINE, said);
        button.setId("save");
        button.textProperty().bind(app.text("window.save"));
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () ->
                                        export.writing().get()
                                                || export.hindrance().getValue() != null,
                                export.writing(),
                                export.hindrance()));
        button.setOnAction(_ -> export.capture());
        getChildren().setAll(button);
        // What is disabled has no tooltip of its own.
        Tooltip.install(this, button.getTooltip());
    }

    private static String said(Words words, ExportModel export) {
        var why = export.hindrance().getValue();
        return why == null
                ? words.text(Command.SAVE.key()) + " (" + Command.SAVE.keys().getFirst() + ")"
                : words.text(why);
    }

    /** Its icon alone, where there is little room. */
    public void fold(boolean folded) {
        button.setContentDisplay(folded ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT);
    }
}
