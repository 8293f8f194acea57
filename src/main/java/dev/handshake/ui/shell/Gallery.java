package dev.handshake.ui.shell;

import dev.handshake.capture.lab.Scenario;
import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.Lesson;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Tiles;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/**
 * The lab over the window: every scenario with its shape, in groups, filtered by typing. One of
 * them is run with a click or with Enter; Escape puts the filter away, and then the gallery.
 */
final class Gallery extends VBox {
    private static final double WIDEST = 1700;
    private static final double AROUND = 10;
    private static final double FILTER = 300;

    private final AppModel app;
    private final Runnable onClose;
    private final TextField filter = new TextField();
    private final Label count = new Label();
    private final VBox groups = new VBox();
    private final ScrollPane scroll = new ScrollPane(groups);
    private final Label nothing = new Label();
    private final VBox none;
    private final Label told = new Label();
    private final Map<Scenario.Group, Shelf> shelves = new EnumMap<>(Scenario.Group.class);
    private List<LessonCard> found = List.of();

    /** A group: its title above its cards. */
    private record Shelf(VBox box, Tiles tiles, List<LessonCard> cards) {}

    /**
     * @param onClose puts it away
     */
    Gallery(AppModel app, ConnectModel connect, Runnable onClose) {
        this.app = app;
        this.onClose = onClose;
        setId("gallery");
        getStyleClass().addAll("gallery", "floating");
        setAccessibleRole(AccessibleRole.DIALOG);
        accessibleTextProperty().bind(app.text("window.lab"));
        setMaxWidth(WIDEST);
        this.none = none();
        groups.getStyleClass().add("gallery-groups");
        fill(connect);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(head(), scroll, foot());
        filter.textProperty().subscribe(_ -> sift());
        app.words.subscribe(_ -> sift());
        connect.scenario()
                .subscribe(name ->
                        cards().forEach(card ->
                                card.shown(card.lesson().scenario().name().equals(name))));
        // Before the field, which takes Down for its own.
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    /** Begins anew: nothing is filtered, and what is typed filters. */
    void begin() {
        filter.clear();
        scroll.setVvalue(0);
        filter.requestFocus();
    }

    /** Puts the filter away; returns false if there was none. */
    boolean clear() {
        boolean filtered = !filter.getText().isEmpty();
        filter.clear();
        filter.requestFocus();
        return filtered;
    }

    // -- its parts

    private HBox head() {
        Label title = said("window.lab", "lab-title", "bold");
        Label note = said("window.lab_invites", "lab-note", "muted");
        note.setMinWidth(0);
        filter.setId("gallery-filter");
        filter.promptTextProperty().bind(app.text("gallery.filter"));
        filter.accessibleTextProperty().bind(app.text("gallery.filter"));
        HBox field = new HBox(Icons.of(MaterialDesignM.MAGNIFY, 17), filter);
        field.getStyleClass().add("filter-field");
        field.setAlignment(Pos.CENTER_LEFT);
        field.setPrefWidth(FILTER);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.focusedProperty()
                .subscribe(on -> {
                    field.pseudoClassStateChanged(PseudoClass.getPseudoClass("typing"), on);
                    mark();
                });
        count.setId("gallery-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(USE_PREF_SIZE);
        Button close = Icons.tool(new Button(), MaterialDesignC.CLOSE, app.text("window.close"));
        close.setId("gallery-close");
        close.setOnAction(_ -> onClose.run());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.SOMETIMES);
        title.setMinWidth(USE_PREF_SIZE);
        HBox head =
                new HBox(
                        9,
                        Icons.of(MaterialDesignF.FLASK_OUTLINE, 20),
                        title,
                        note,
                        space,
                        count,
                        field,
                        close);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("gallery-head");
        return head;
    }

    private void fill(ConnectModel connect) {
        for (Lesson lesson : Lesson.all()) {
            shelves.computeIfAbsent(lesson.scenario().group(), this::shelf)
                    .cards()
                    .add(card(connect, lesson));
        }
        groups.getChildren().setAll(shelves.values().stream().map(Shelf::box).toList());
        groups.getChildren().add(none);
    }

    private Shelf shelf(Scenario.Group group) {
        Tiles tiles = new Tiles(LessonCard.LEAST_WIDTH);
        VBox box = new VBox(8, said("lab.group." + group.word(), "gallery-group", "bold"), tiles);
        box.managedProperty().bind(box.visibleProperty());
        return new Shelf(box, tiles, new ArrayList<>());
    }

    private LessonCard card(ConnectModel connect, Lesson lesson) {
        LessonCard card =
                new LessonCard(
                        app,
                        scenario -> {
                            onClose.run();
                            connect.connect(scenario);
                        },
                        lesson);
        card.focusedProperty()
                .subscribe(on -> {
                    if (on) {
                        bringInSight(card);
                    }
                    tell();
                });
        card.hoverProperty().subscribe(_ -> tell());
        return card;
    }

    private VBox none() {
        nothing.getStyleClass().addAll("bold", "nothing");
        nothing.setWrapText(true);
        Label hint = said("gallery.none_hint", "muted");
        hint.setWrapText(true);
        Button clear = new Button();
        clear.setId("gallery-clear");
        clear.textProperty().bind(app.text("window.list.clear"));
        clear.setOnAction(_ -> clear());
        VBox box = new VBox(10, nothing, hint, clear);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("gallery-none");
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private HBox foot() {
        told.setId("gallery-told");
        told.setWrapText(true);
        told.getStyleClass().add("muted");
        HBox.setHgrow(told, Priority.ALWAYS);
        told.setMaxWidth(Double.MAX_VALUE);
        Label keys = said("gallery.keys", "muted");
        keys.setMinWidth(USE_PREF_SIZE);
        HBox foot = new HBox(16, told, keys);
        foot.setAlignment(Pos.CENTER_LEFT);
        foot.getStyleClass().add("gallery-foot");
        return foot;
    }

    private Label said(String key, String... styleClasses) {
        Label label = new Label();
        label.textProperty().bind(app.text(key));
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    // -- what is shown

    private List<LessonCard> cards() {
        return shelves.values().stream().flatMap(shelf -> shelf.cards().stream()).toList();
    }

    private void sift() {
        String wanted = filter.getText();
        List<LessonCard> all = cards();
        found = all.stream().filter(card -> card.lesson().matches(wanted)).toList();
        shelves.values()
                .forEach(shelf -> {
                    List<LessonCard> left = shelf.cards().stream().filter(found::contains).toList();
                    shelf.tiles().show(left);
                    shelf.box().setVisible(!left.isEmpty());
                });
        none.setVisible(found.isEmpty());
        nothing.setText(app.words.get().text("gallery.none", wanted.strip()));
        count.setText(
                found.size() == all.size()
                        ? app.words.get().text("gallery.count", all.size())
                        : app.words.get().text("gallery.count_of", found.size(), all.size()));
        scroll.setVvalue(0);
        mark();
        tell();
    }

    /** While the filter is typed in, Enter means the first that it leaves. */
    private void mark() {
        boolean typing = filter.isFocused() && !filter.getText().isBlank();
        LessonCard first = typing && !found.isEmpty() ? found.getFirst() : null;
        cards().forEach(card -> card.likeliest(card.equals(first)));
    }

    /** What only the recipe of the scenario that is pointed at knows. */
    private void tell() {
        LessonCard meant =
                found.stream()
                        .filter(Node::isHover)
                        .findFirst()
                        .or(() -> found.stream().filter(Node::isFocused).findFirst())
                        .orElse(null);
        String key = meant == null ? "" : meant.lesson().toldKey();
        boolean known = app.words.get().has(key);
        told.setGraphic(known ? Icons.of(MaterialDesignF.FLASK_OUTLINE, 16) : null);
        told.setText(known ? app.words.get().text("lab.told", app.words.get().text(key)) : "");
    }

    // -- the keyboard

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || found.isEmpty()) {
            return;
        }
        @Nullable LessonCard at = focusedCard().orElse(null);
        if (at == null) {
            if (filter.isFocused() && event.getCode() == KeyCode.DOWN) {
                found.getFirst().requestFocus();
                event.consume();
            } else if (filter.isFocused() && event.getCode() == KeyCode.ENTER) {
                found.getFirst().fire();
                event.consume();
            }
            return;
        }
        int index = found.indexOf(at);
        double page = scroll.getViewportBounds().getHeight() * 0.8;
        switch (event.getCode()) {
            case LEFT -> focus(index - 1);
            case RIGHT -> focus(index + 1);
            case HOME -> focus(0);
            case END -> focus(found.size() - 1);
            case UP -> next(at, -1, 0).ifPresentOrElse(Node::requestFocus, filter::requestFocus);
            case DOWN -> next(at, 1, 0).ifPresent(Node::requestFocus);
            case PAGE_UP -> next(at, -1, page).ifPresentOrElse(Node::requestFocus, () -> focus(0));
            case PAGE_DOWN ->
                    next(at, 1, page)
                            .ifPresentOrElse(Node::requestFocus, () -> focus(found.size() - 1));
            case ENTER -> at.fire();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Letters belong to the filter, wherever the focus is. */
    private void typed(KeyEvent event) {
        String text = event.getCharacter();
        boolean letter = !text.isEmpty() && text.codePoints().allMatch(Character::isLetterOrDigit);
        if (letter && !event.isShortcutDown() && !event.isAltDown() && focusedCard().isPresent()) {
            filter.requestFocus();
            filter.appendText(text);
            event.consume();
        }
    }

    private Optional<LessonCard> focusedCard() {
        return found.stream().filter(Node::isFocused).findFirst();
    }

    private void focus(int index) {
        found.get(Math.clamp(index, 0, found.size() - 1)).requestFocus();
    }

    /** The card above or below, at least so many px away: of the nearest row the nearest. */
    private Optional<LessonCard> next(LessonCard from, int direction, double far) {
        Bounds at = place(from);
        LessonCard best = null;
        double least = Double.MAX_VALUE;
        for (LessonCard card : found) {
            Bounds there = place(card);
            double away = (there.getMinY() - at.getMinY()) * direction;
            if (away > Math.max(1, far)) {
                // A row further on is further than any place in a row.
                double cost = away * 1000 + Math.abs(there.getMinX() - at.getMinX());
                if (cost < least) {
                    least = cost;
                    best = card;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Bounds place(Node card) {
        return groups.sceneToLocal(card.localToScene(card.getLayoutBounds()));
    }

    private void bringInSight(Node card) {
        groups.applyCss();
        groups.layout();
        Bounds at = place(card);
        double height = scroll.getViewportBounds().getHeight();
        double beyond = groups.getHeight() - height;
        if (beyond <= 0) {
            return;
        }
        double top = scroll.getVvalue() * beyond;
        // The first of a group is shown with the group's title.
        double wanted = at.getMinY() < top + AROUND ? at.getMinY() - 44 : top;
        if (at.getMaxY() > top + height - AROUND) {
            wanted = at.getMaxY() + AROUND - height;
        }
        scroll.setVvalue(Math.clamp(wanted / beyond, 0, 1));
    }

    /** The command that opens it closes it, too. */
    static boolean takes(Command command) {
        return command == Command.CANCEL || command == Command.LAB;
    }
}
