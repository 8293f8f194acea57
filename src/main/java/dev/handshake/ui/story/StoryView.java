package dev.handshake.ui.story;

import dev.handshake.explain.Explanation;
import dev.handshake.explain.Story;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Citations;
import dev.handshake.ui.control.ExplanationText;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The story of the shown handshake: a step at a time, what happened and why. */
public final class StoryView extends VBox {
    private final AppModel app;
    private final StoryModel story;
    private final Label heading = new Label();
    private final Label place = new Label();
    private final Label title = new Label();
    private final Label who = new Label();
    private final Label hint = new Label();
    private final ExplanationText text;
    private final ScrollPane scroll;
    private final Citations citations;
    private final HBox dots = new HBox(4);
    private final Button back = new Button();
    private final Button next = new Button();

    /**
     * @param onClose puts the story away
     */
    public StoryView(AppModel app, StoryModel story, Runnable onClose) {
        this.app = app;
        this.story = story;
        setId("story");
        getStyleClass().add("story");
        getStylesheets().add(Theme.sheet(StoryView.class, "story.css"));
        text = new ExplanationText(app.term::set);
        text.setId("story-text");
        citations = new Citations(app::copied);
        citations.setAlignment(Pos.CENTER_LEFT);
        heading.textProperty().bind(app.text("story.title"));
        heading.setGraphic(Icons.of(MaterialDesignB.BOOK_OPEN_PAGE_VARIANT_OUTLINE, 18));
        heading.getStyleClass().add("story-heading");
        place.setId("story-place");
        place.getStyleClass().addAll("mono", "muted");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        Button close = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text("window.close"));
        close.setId("story-close");
        close.setOnAction(_ -> onClose.run());
        HBox head = new HBox(8, heading, between, place, close);
        head.setAlignment(Pos.CENTER_LEFT);
        title.setId("story-step");
        title.getStyleClass().add("story-step");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        who.getStyleClass().add("muted");
        hint.textProperty().bind(app.text("story.nothing"));
        hint.setWrapText(true);
        hint.getStyleClass().add("muted");
        scroll = new ScrollPane(new VBox(12, text, citations));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("story-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(head, dots, title, who, hint, scroll, steps());
        for (ObservableValue<?> seen :
                List.<ObservableValue<?>>of(
                        story.steps, story.at, app.words, app.mainSecret, app.session)) {
            seen.addListener((_, _, _) -> update());
        }
        update();
    }

    private HBox steps() {
        back.setId("story-back");
        back.textProperty().bind(app.text("story.back"));
        back.setGraphic(Icons.of(MaterialDesignS.SKIP_PREVIOUS, 18));
        back.setOnAction(_ -> story.back());
        next.setId("story-next");
        next.textProperty().bind(app.text("story.next"));
        next.setGraphic(Icons.of(MaterialDesignS.SKIP_NEXT, 18));
        next.setDefaultButton(true);
        next.setOnAction(_ -> story.next());
        for (Button button : List.of(back, next)) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox box = new HBox(8, back, between, next);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private void update() {
        Session session = app.session.get();
        Words words = app.words.get();
        Optional<Story.Step> step = session == null ? Optional.empty() : story.step();
        boolean there = step.isPresent();
        for (Region part : List.of(title, scroll, back, next, dots, place)) {
            part.setVisible(there);
            part.setManaged(there);
        }
        hint.setVisible(!there);
        hint.setManaged(!there);
        MessageRead message = step.map(Story.Step::message).orElse(null);
        who.setVisible(message != null);
        who.setManaged(message != null);
        if (session == null || step.isEmpty()) {
            return;
        }
        int count = story.steps.get().size();
        place.setText((story.at.get() + 1) + " / " + count);
        title.setText(name(step.get(), words));
        who.setText(message == null ? "" : who(message, words));
        Optional<Explanation> told = Story.tell(step.get(), session, app.explainer.get());
        text.show(told.map(Explanation::paragraphs).orElse(List.of()), words);
        citations.show(told.map(Explanation::sources).orElse(List.of()), words);
        scroll.setVvalue(0);
        back.setDisable(story.isFirst());
        next.setDisable(story.isLast());
        showDots(count);
    }

    private static String name(Story.Step step, Words words) {
        return words.text("story.step." + step.kind().word());
    }

    private static String who(MessageRead message, Words words) {
        return words.text(
                "story.who",
                message.number(),
                message.type().title(),
                words.text("detail.from." + message.from().word()));
    }

    private void showDots(int count) {
        while (dots.getChildren().size() > count) {
            dots.getChildren().removeLast();
        }
        while (dots.getChildren().size() < count) {
            StackPane dot = new StackPane();
            dot.getStyleClass().add("story-dot");
            HBox.setHgrow(dot, Priority.ALWAYS);
            int index = dots.getChildren().size();
            dot.setOnMouseClicked(_ -> story.goTo(index));
            dots.getChildren().add(dot);
        }
        for (int i = 0; i < count; i++) {
            dots.getChildren()
                    .get(i)
                    .getStyleClass()
                    .setAll("story-dot", i <= story.at.get() ? "told" : "untold");
        }
    }
}
