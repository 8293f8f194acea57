package dev.handshake.ui.shell;

import dev.handshake.explain.Words;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
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
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Says for a while what came of something; what went wrong stays until it is put away. */
final class NoticeToast extends HBox {
    private static final Duration LONG_ENOUGH = Duration.seconds(8);

    private final AppModel app;
    private final FontIcon icon = Icons.of(MaterialDesignC.CHECK_CIRCLE, 18);
    private final Label text = new Label();
    private final Button copyPath = new Button();
    private final PauseTransition leaving = new PauseTransition(LONG_ENOUGH);

    private @Nullable Notice shown;

    NoticeToast(AppModel app) {
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
        close.setOnAction(_ -> app.notice.set(null));
        getChildren().addAll(icon, text, copyPath, close);
        leaving.setOnFinished(_ -> app.notice.set(null));
        setOnMouseEntered(_ -> leaving.stop());
        setOnMouseExited(_ -> rest());
        app.notice.subscribe(this::show);
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
                switch (notice) {
                    case Notice.Refused _ -> MaterialDesignA.ALERT_OUTLINE;
                    case Notice.Working _ -> MaterialDesignT.TIMER_OUTLINE;
                    case Notice.Saved _, Notice.Copied _, Notice.Said _ ->
                            MaterialDesignC.CHECK_CIRCLE;
                });
        text.setText(
                switch (notice) {
                    case Notice.Saved(Path file, boolean secrets) ->
                            words.text("window.export.saved", file.toString())
                                    + (secrets ? "\n" + words.text("window.secrets.warning") : "");
                    case Notice.Copied() -> words.text("window.export.copied");
                    case Notice.Said(var sentence) -> words.text(sentence);
                    case Notice.Working(var sentence) -> words.text(sentence);
                    case Notice.Refused(var reason) -> words.text(reason);
                });
        if (notice instanceof Notice.Saved(Path file, _)) {
            copyPath.setOnAction(_ -> copy(file));
        }
        rest();
    }

    private void rest() {
        boolean lasting = shown instanceof Notice.Refused || shown instanceof Notice.Working;
        if (shown != null && !lasting) {
            leaving.playFromStart();
        }
    }

    private static void copy(Path file) {
        ClipboardContent content = new ClipboardContent();
        content.putString(file.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
