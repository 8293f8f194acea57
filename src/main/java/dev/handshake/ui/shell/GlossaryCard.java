package dev.handshake.ui.shell;

import dev.handshake.explain.Explainer;
import dev.handshake.explain.MainSecret;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Card;
import dev.handshake.ui.control.Citations;
import dev.handshake.ui.control.ExplanationText;
import dev.handshake.ui.control.Segments;
import dev.handshake.ui.model.AppModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Every technical word, to look up and to read on from one to the next. */
final class GlossaryCard extends Card {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 460;
    private static final double LIST = 230;

    private final AppModel app;
    private final TextField search = new TextField();
    private final ListView<Explainer.Term> list = new ListView<>();
    private final Label name = new Label();
    private final ExplanationText text;
    private final Citations citations;
    private final FlowPane see = new FlowPane(10, 4);
    private final Button close = new Button();

    GlossaryCard(AppModel app) {
        super(app.text("glossary.title"));
        this.app = app;
        setId("glossary");
        getStyleClass().add("glossary");
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        text = new ExplanationText(app.term::set);
        text.setId("glossary-text");
        citations = new Citations(app::copied);
        citations.setAlignment(Pos.CENTER_LEFT);
        search.setId("glossary-search");
        search.promptTextProperty().bind(app.text("glossary.search"));
        search.textProperty().subscribe(_ -> fill());
        list.setId("glossary-list");
        list.setCellFactory(_ -> new NameCell());
        list.setPrefWidth(LIST);
        list.setMinWidth(LIST);
        list.accessibleTextProperty().bind(app.text("glossary.title"));
        Label nothing = new Label();
        nothing.textProperty().bind(app.text("glossary.nothing"));
        nothing.setWrapText(true);
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, chosen) -> {
                    if (chosen != null) {
                        app.term.set(chosen.key());
                    }
                });
        name.getStyleClass().add("glossary-name");
        name.setId("glossary-name");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        VBox said = new VBox(12, name, text, see, citations);
        ScrollPane scroll = new ScrollPane(said);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("glossary-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        VBox found = new VBox(8, search, list);
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox both = new HBox(16, found, scroll);
        VBox.setVgrow(both, Priority.ALWAYS);
        body(both);
        Segments<MainSecret> called =
                new Segments<>(
                        List.of(MainSecret.values()),
                        app.mainSecret,
                        each ->
                                Bindings.createStringBinding(
                                        () -> app.words.get().text(each.key()), app.words),
                        app.text("glossary.main_secret"));
        called.setId("main-secret");
        Label about = new Label();
        about.textProperty().bind(app.text("glossary.main_secret"));
        about.getStyleClass().add("muted");
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        close.setId("glossary-close");
        close.textProperty().bind(app.text("window.close"));
        close.setDefaultButton(true);
        close.setOnAction(_ -> dismiss());
        HBox choice = new HBox(8, about, called);
        choice.setAlignment(Pos.CENTER_LEFT);
        answers(choice, between, close);
        app.words.subscribe(_ -> fill());
        app.mainSecret.subscribe(_ -> fill());
        app.term.subscribe(_ -> show());
    }

    private static final class NameCell extends ListCell<Explainer.Term> {
        @Override
        protected void updateItem(Explainer.@Nullable Term term, boolean empty) {
            super.updateItem(term, empty);
            setText(empty || term == null ? null : term.name());
        }
    }

    /** The terms that the typed text is part of. */
    private void fill() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        list.getItems()
                .setAll(
                        app.explainer.get().terms().stream()
                                .filter(term -> isIn(wanted, term))
                                .toList());
        show();
    }

    private static boolean isIn(String wanted, Explainer.Term term) {
        return term.name().toLowerCase(Locale.ROOT).contains(wanted)
                || term.also().stream()
                        .anyMatch(form -> form.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void show() {
        String key = app.term.get();
        if (key == null) {
            return;
        }
        Optional<Explainer.Term> asked =
                key.isEmpty()
                        ? list.getItems().stream().findFirst()
                        : app.explainer.get().term(key);
        if (asked.isEmpty()) {
            return;
        }
        Explainer.Term term = asked.get();
        Words words = app.words.get();
        name.setText(term.name());
        text.show(term.explanation().paragraphs(), words);
        citations.show(term.explanation().sources(), words);
        see.getChildren()
                .setAll(
                        term.see().stream()
                                .flatMap(each -> app.explainer.get().term(each).stream())
                                .map(this::link)
                                .toList());
        see.setManaged(!see.getChildren().isEmpty());
        int row = list.getItems().stream().map(Explainer.Term::key).toList().indexOf(term.key());
        if (row >= 0 && list.getSelectionModel().getSelectedIndex() != row) {
            list.getSelectionModel().select(row);
            list.scrollTo(Math.max(0, row - 3));
        }
    }

    private Hyperlink link(Explainer.Term term) {
        Hyperlink link = new Hyperlink(term.name());
        link.setOnAction(_ -> {
            search.clear();
            app.term.set(term.key());
        });
        return link;
    }

    @Override
    public void begin() {
        search.requestFocus();
    }

    @Override
    public void dismiss() {
        app.term.set(null);
    }
}
