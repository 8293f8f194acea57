package dev.handshake.ui.keys;

import dev.handshake.explain.Situation;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.registry.NamedGroup;
import dev.handshake.session.Session;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/**
 * The key schedule beside the diagram: the secrets as a tree that grows as messages are told. Each
 * step opens into its formula, its inputs, its output and a command that makes it again. Values are
 * hidden until they are asked for.
 */
public final class KeyScheduleView extends VBox {
    private final AppModel model;
    private final Label title = new Label();
    private final ToggleButton reveal = new ToggleButton();
    private final Label beginning = new Label();
    private final Label hint = new Label();
    private final StepMeaning meaning;
    private final ObservableValue<@Nullable KeyStep> step;
    private final VBox trees = new VBox();
    private final ScrollPane scroll = new ScrollPane(trees);
    private final List<TreePane> panes = new ArrayList<>();
    private @Nullable String shownStep;
    private boolean bringing;

    public KeyScheduleView(AppModel model) {
        this.model = model;
        this.meaning = new StepMeaning(model.term::set, model::copied);
        this.step = model.keys.step();
        getStyleClass().add("key-schedule");
        getStylesheets().add(Theme.sheet(KeyScheduleView.class, "keys.css"));
        title.getStyleClass().add("panel-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        reveal.setId("keys-reveal");
        reveal.getStyleClass().add("reveal");
        reveal.setGraphic(Icons.of(MaterialDesignE.EYE_OUTLINE, 16));
        reveal.setMinWidth(USE_PREF_SIZE);
        reveal.textProperty().bind(model.text("keys.reveal"));
        reveal.setTooltip(new Tooltip());
        reveal.getTooltip().textProperty().bind(model.text("keys.reveal.tip"));
        reveal.selectedProperty().bindBidirectional(model.keys.revealed);
        HBox header = new HBox(8, title, reveal);
        header.setAlignment(Pos.CENTER_LEFT);
        beginning.setId("keys-beginning");
        beginning.getStyleClass().add("beginning");
        hint.getStyleClass().add("hint");
        for (Label text : List.of(beginning, hint)) {
            text.setWrapText(true);
            text.setMinHeight(USE_PREF_SIZE);
            text.setMaxWidth(Double.MAX_VALUE);
        }
        trees.getStyleClass().add("trees");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("yielding");
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(header, beginning, hint, scroll);
        model.keys.watch(sceneProperty().isNotNull());
        for (ObservableValue<?> seen :
                List.<ObservableValue<?>>of(
                        model.session,
                        model.keys.trees(),
                        model.keys.selected,
                        model.keys.revealed,
                        model.explainer,
                        model.told,
                        model.playback.playhead)) {
            seen.addListener((_, _, _) -> update());
        }
        update();
    }

    private void update() {
        Words words = model.words.get();
        Session session = model.session.get();
        title.setText(words.text("keys.title"));
        List<KeyTree> grown = session == null ? List.of() : model.keys.trees().get();
        while (panes.size() > grown.size()) {
            trees.getChildren().remove(panes.removeLast());
        }
        while (panes.size() < grown.size()) {
            TreePane pane = new TreePane(this::choose, model.selection::light);
            panes.add(pane);
            trees.getChildren().add(pane);
        }
        int playhead = model.playback.playhead.get();
        say(beginning, beginning(grown, playhead, words));
        say(hint, hint(grown, playhead, words));
        reveal.setDisable(grown.isEmpty());
        if (session == null) {
            return;
        }
        StepNames names = new StepNames(session, words, model.mainSecret.get());
        meaning.show(
                step.getValue(),
                model.explainer.get(),
                new Situation(session, playhead, null, List.of()),
                words);
        NamedGroup group = model.told.get().group();
        for (int i = 0; i < grown.size(); i++) {
            panes.get(i)
                    .show(
                            new TreePane.Scene(
                                    grown.get(i),
                                    grown.size() > 1 ? i + 1 : 0,
                                    playhead,
                                    group == null ? null : group.name(),
                                    model.keys.selected.get(),
                                    model.keys.revealed.get(),
                                    model.playback.reducedMotion.get(),
                                    meaning,
                                    names));
        }
        String selected = model.keys.selected.get();
        if (selected != null && !selected.equals(shownStep) && !bringing) {
            bringing = true;
            Platform.runLater(this::bringInSight);
        }
        shownStep = selected;
    }

    /** Where the tree begins, unless it begins at the beginning. */
    private static @Nullable String beginning(List<KeyTree> grown, int playhead, Words words) {
        return grown.stream()
                .filter(tree -> tree.answered() <= playhead)
                .map(KeyTree::beginning)
                .filter(where -> where != KeyTree.Beginning.CONNECTION)
                .findFirst()
                .map(where -> words.text("keys.beginning." + where.word()))
                .orElse(null);
    }

    private @Nullable String hint(List<KeyTree> grown, int playhead, Words words) {
        if (model.session.get() == null) {
            return words.text("keys.nothing");
        }
        boolean begun =
                grown.stream()
                        .flatMap(tree -> tree.steps().stream())
                        .anyMatch(step -> step.isPossibleAt(playhead));
        return begun ? null : words.text("keys.not_yet");
    }

    private void choose(@Nullable String step) {
        model.keys.selected.set(step);
    }

    /** Scrolls as far as it takes to see the open step. */
    private void bringInSight() {
        bringing = false;
        String step = model.keys.selected.get();
        Node row =
                step == null
                        ? null
                        : panes.stream()
                                .map(pane -> pane.row(step))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null);
        if (row == null || getScene() == null) {
            return;
        }
        applyCss();
        layout();
        Bounds at = trees.sceneToLocal(row.localToScene(row.getLayoutBounds()));
        double tall = scroll.getViewportBounds().getHeight();
        double room = trees.getHeight() - tall;
        if (room <= 0) {
            return;
        }
        double top = scroll.getVvalue() * room;
        double wanted = top;
        if (at.getMaxY() > top + tall) {
            wanted = at.getMaxY() - tall + 8;
        }
        // Its head counts for more than its end.
        if (at.getMinY() < wanted) {
            wanted = at.getMinY() - 8;
        }
        scroll.setVvalue(Math.clamp(wanted / room, 0, 1));
    }

    private static void say(Label label, @Nullable String text) {
        label.setText(text == null ? "" : text);
        label.setVisible(text != null);
        label.setManaged(text != null);
    }
}
