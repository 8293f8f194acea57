package dev.handshake.ui.export;

import dev.handshake.explain.Words;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import java.nio.file.Path;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Says for a while what came of an export; what went wrong stays until it is put away. */
public final class NoticeToast extends HBox {
    private static final Duration LONG_ENOUGH = Duration.seconds(8);

    private final AppModel app;
    private final FontIcon icon = Icons.of(MaterialDesignC.CHECK_CIRCLE, 18);
    private final Label text = new Label();
    private final Button copyPath = new Button();
    private final PauseTransition leaving = new PauseTransition(LONG_ENOUGH);

    private @Nullable Notice shown;

    public NoticeToast(AppModel app, ExportModel export) {
        this.app = app;
        setId("notice");
        getStyleClass().addAll("notice", "floating");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(text.textProperty());
        text.setWrapText(true);
        text.setMaxWidth(480);
        copyPath.setId("copy-path");
        copyPath.textProperty().bind(app.text("window.export.copy_path"));
        copyPath.setMinWidth(USE_PREF_SIZE);
        Button close = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text("window.close"));
        close.setOnAction(_ -> show(null));
        getChildren().addAll(icon, text, copyPath, close);
        leaving.setOnFinished(_ -> show(null));
        setOnMouseEntered(_ -> leaving.stop());
        setOnMouseExited(_ -> rest());
        export.notice().subscribe(this::show);
        app.words.subscribe(_ -> show(shown));
    }

    private void show(@Nullable Notice notice) {
        shown = notice;
        setVisible(notice != null);
        leaving.stop();
        if (notice == null) {
            return;
        }
        Words words = app.words.get();
        copyPath.setVisible(notice instanceof Notice.Saved);
        copyPath.setManaged(copyPath.isVisible());
        icon.setIconCode(
                notice instanceof Notice.Refused
                        ? MaterialDesignA.ALERT_OUTLINE
                        : MaterialDesignC.CHECK_CIRCLE);
        text.setText(
                switch (notice) {
                    case Notice.Saved(Path file) ->
                            words.text("window.export.saved", file.toString());
                    case Notice.Copied() -> words.text("window.export.copied");
                    case Notice.Refused(var reason) -> words.text(reason);
                });
        if (notice instanceof Notice.Saved(Path file)) {
            copyPath.setOnAction(_ -> copy(file));
        }
        rest();
    }

    private void rest() {
        if (shown != null && !(shown instanceof Notice.Refused)) {
            leaving.playFromStart();
        }
    }

    private static void copy(Path file) {
        ClipboardContent content = new ClipboardContent();
        content.putString(file.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
