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
    private static final double WIDTH = 308;
    private static final double PADDING = 18;

    private final HBox box;

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
        box = new HBox(18, new Miniature(lesson.shape()), words);
        box.setAlignment(Pos.TOP_LEFT);
        box.setMouseTransparent(true);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(box);
        accessibleTextProperty()
                .bind(title.textProperty().concat(". ").concat(summary.textProperty()));
        box.setMinWidth(WIDTH - 2 * PADDING);
        box.setMaxWidth(WIDTH - 2 * PADDING);
        setMinSize(WIDTH, USE_PREF_SIZE);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        setOnAction(_ -> connect.connect(lesson.scenario()));
    }

    /** A button asks its content for a height before it knows the width at which its words wrap. */
    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset() + box.prefHeight(WIDTH - 2 * PADDING) + snappedBottomInset();
    }
}
