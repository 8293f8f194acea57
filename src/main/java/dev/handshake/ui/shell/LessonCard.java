package dev.handshake.ui.shell;

import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.model.AppModel;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One of the lab's scenarios: its shape, its name, what happens in it. A click runs it. */
final class LessonCard extends Button {
    LessonCard(AppModel app, ConnectModel connect, Lesson lesson) {
        setId("lesson-" + lesson.scenario().name());
        getStyleClass().add("lesson-card");
        Label title = new Label();
        title.textProperty().bind(app.text(lesson.titleKey()));
        title.getStyleClass().addAll("lesson-title", "bold");
        Label name = new Label(lesson.scenario().name());
        name.getStyleClass().addAll("mono", "muted", "lesson-name");
        Label summary = new Label();
        summary.textProperty().bind(app.text(lesson.summaryKey()));
        summary.getStyleClass().addAll("muted", "lesson-summary");
        summary.setWrapText(true);
        VBox words = new VBox(2, title, name, summary);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox box = new HBox(18, new Miniature(lesson.shape()), words);
        box.setAlignment(Pos.TOP_LEFT);
        box.setMouseTransparent(true);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(box);
        accessibleTextProperty()
                .bind(title.textProperty().concat(". ").concat(summary.textProperty()));
        box.prefWidthProperty().bind(widthProperty().subtract(36));
        setPrefWidth(290);
        setMaxWidth(340);
        setMinWidth(240);
        setOnAction(_ -> connect.connect(lesson.scenario()));
    }
}
