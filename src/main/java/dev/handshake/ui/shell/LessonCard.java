package dev.handshake.ui.shell;

import dev.handshake.capture.lab.Scenario;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.model.AppModel;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One of the lab's scenarios: its shape, its name, what happens in it. A click runs it. */
final class LessonCard extends Button {
    /** Narrower, its words would break too often. */
    static final double LEAST_WIDTH = 286;

    private static final PseudoClass LIKELIEST = PseudoClass.getPseudoClass("likeliest");
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");

    private final Lesson lesson;
    private final HBox box;

    LessonCard(AppModel app, Consumer<Scenario> run, Lesson lesson) {
        this.lesson = lesson;
        setId("lesson-" + lesson.scenario().name());
        getStyleClass().add("lesson-card");
        Label title = wrapped("lesson-title", "bold");
        title.textProperty().bind(app.text(lesson.titleKey()));
        Label name = new Label(lesson.scenario().name());
        name.getStyleClass().addAll("mono", "muted", "lesson-name");
        Label summary = wrapped("muted", "lesson-summary");
        summary.textProperty().bind(app.text(lesson.summaryKey()));
        VBox words = new VBox(2, title, name, summary);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        box = new HBox(16, new Miniature(lesson.shape(), lesson.stops()), words);
        box.setAlignment(Pos.TOP_LEFT);
        box.setMouseTransparent(true);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(box);
        accessibleTextProperty()
                .bind(title.textProperty().concat(". ").concat(summary.textProperty()));
        setMinSize(0, USE_PREF_SIZE);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        setOnAction(_ -> run.accept(lesson.scenario()));
    }

    Lesson lesson() {
        return lesson;
    }

    /** Marks it as the one that is meant as long as none is chosen. */
    void likeliest(boolean on) {
        pseudoClassStateChanged(LIKELIEST, on);
    }

    /** Marks it as the one that is being shown. */
    void shown(boolean on) {
        pseudoClassStateChanged(SHOWN, on);
    }

    private static Label wrapped(String... styleClasses) {
        Label label = new Label();
        label.getStyleClass().addAll(styleClasses);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** A button asks its content for a height before it knows the width at which its words wrap. */
    @Override
    protected double computePrefHeight(double width) {
        double inside =
                (width < 0 ? LEAST_WIDTH : width) - snappedLeftInset() - snappedRightInset();
        return snappedTopInset() + box.prefHeight(inside) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        box.resizeRelocate(
                snappedLeftInset(),
                snappedTopInset(),
                getWidth() - snappedLeftInset() - snappedRightInset(),
                getHeight() - snappedTopInset() - snappedBottomInset());
    }
}
