package dev.handshake.ui.shell;

import dev.handshake.ui.connect.CaptureModel;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.export.Keeper;
import dev.handshake.ui.model.AppModel;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/** Offers the session that was kept when the program did not end in order. */
final class LeftOverBar extends HBox {
    LeftOverBar(AppModel app, Keeper keeper, CaptureModel captures) {
        setId("left-over");
        getStyleClass().add("left-over");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.textProperty().bind(app.text("window.left_over"));
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button open = new Button();
        open.setId("left-over-open");
        open.textProperty().bind(app.text("window.left_over.open"));
        open.setMinWidth(USE_PREF_SIZE);
        open.setOnAction(_ -> {
            @Nullable Path file = keeper.leftOver().get();
            keeper.taken();
            if (file != null) {
                captures.reopen(file);
            }
        });
        Button dismiss = new Button();
        dismiss.setId("left-over-dismiss");
        dismiss.textProperty().bind(app.text("window.left_over.dismiss"));
        dismiss.setMinWidth(USE_PREF_SIZE);
        dismiss.setOnAction(_ -> keeper.discard());
        getChildren().setAll(Icons.of(MaterialDesignH.HISTORY, 18), text, open, dismiss);
        keeper.leftOver()
                .subscribe(file -> {
                    setVisible(file != null);
                    setManaged(file != null);
                });
    }
}
