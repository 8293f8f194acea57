package dev.handshake.ui.connect;

import dev.handshake.bytes.Code;
import dev.handshake.registry.Weakness;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Codes of a registry to choose from, in an order that is the reader's: those that are offered are
 * checked. Space checks, Alt+Up and Alt+Down move, and so does dragging.
 */
final class ChoiceList<T extends Code> extends ListView<T> {
    static final double ROW = 26;

    private static final int ROWS = 7;

    /** What else may be said of a code besides that it is offered: that its key share is sent. */
    interface Extra<T> {
        boolean applies(T code);

        boolean isOn(T code);

        void toggle(T code);
    }

    final AppModel app;
    final Function<T, Set<Weakness>> weaknesses;
    final @Nullable Extra<T> extra;
    private final List<T> all;
    private final Consumer<Change<T>> change;
    private final ObservableList<T> shown = FXCollections.observableArrayList();

    /** All, in the order in which they stand. */
    private List<T> order;

    private Set<T> chosen = Set.of();
    private String filter = "";

    /**
     * What the reader did.
     *
     * @param what changes of the same in a row are one
     */
    record Change<T>(Object what, List<T> chosen) {}

    /**
     * @param all what there is to choose from
     * @param chosen what is offered, in order
     * @param extra null where there is none
     * @param spoken what the list is called
     */
    ChoiceList(
            AppModel app,
            List<T> all,
            ObservableValue<List<T>> chosen,
            Consumer<Change<T>> change,
            Function<T, Set<Weakness>> weaknesses,
            @Nullable Extra<T> extra,
            ObservableValue<String> spoken) {
        this.app = app;
        this.all = List.copyOf(all);
        this.order = this.all;
        this.change = change;
        this.weaknesses = weaknesses;
        this.extra = extra;
        getStyleClass().add("choice-list");
        accessibleTextProperty().bind(spoken);
        setItems(shown);
        setFixedCellSize(ROW);
        setPrefHeight(ROW * Math.min(ROWS, all.size()) + 2);
        setMinHeight(getPrefHeight());
        getSelectionModel().setSelectionMode(SelectionMode.SINGLE);
        setCellFactory(_ -> new ChoiceCell<>(this));
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        focusedProperty()
                .addListener((_, _, focused) -> {
                    if (focused && getSelectionModel().isEmpty()) {
                        getSelectionModel().selectFirst();
                    }
                });
        chosen.subscribe(this::take);
        app.words.subscribe(_ -> refresh());
    }

    /** Shows those only whose names have all the words. */
    void filter(String typed) {
        filter = typed;
        show();
    }

    boolean isChosen(T code) {
        return chosen.contains(code);
    }

    /** Which of those that are offered it is, from 1. */
    int place(T code) {
        return new ArrayList<>(chosen).indexOf(code) + 1;
    }

    void toggle(T code) {
        Set<T> next = new LinkedHashSet<>(chosen);
        if (!next.remove(code)) {
            next.add(code);
        }
        tell(new Object(), next);
    }

    /** Puts a code where another row stands. */
    void move(T code, int row, Object what) {
        if (row < 0 || row >= shown.size() || shown.get(row).equals(code)) {
            return;
        }
        T there = shown.get(row);
        boolean down = order.indexOf(there) > order.indexOf(code);
        List<T> next = new ArrayList<>(order);
        next.remove(code);
        next.add(next.indexOf(there) + (down ? 1 : 0), code);
        order = next;
        tell(what, chosen);
        show();
        getSelectionModel().clearAndSelect(shown.indexOf(code));
        scrollIntoSight(shown.indexOf(code));
    }

    private void pressed(KeyEvent event) {
        T selected = getSelectionModel().getSelectedItem();
        if (selected == null || event.isShortcutDown()) {
            return;
        }
        int row = getSelectionModel().getSelectedIndex();
        boolean done = true;
        switch (event.getCode()) {
            case SPACE -> toggle(selected);
            case UP -> {
                done = event.isAltDown();
                if (done) {
                    move(selected, row - 1, new Object());
                }
            }
            case DOWN -> {
                done = event.isAltDown();
                if (done) {
                    move(selected, row + 1, new Object());
                }
            }
            case K -> {
                if (extra != null && extra.applies(selected)) {
                    extra.toggle(selected);
                }
            }
            default -> done = false;
        }
        if (done) {
            event.consume();
        }
    }

    /** As chosen elsewhere: what is offered comes first, unless it stands so already. */
    private void take(List<T> now) {
        chosen = new LinkedHashSet<>(now);
        List<T> standing = order.stream().filter(chosen::contains).toList();
        if (!standing.equals(now)) {
            order =
                    Stream.concat(now.stream(), all.stream().filter(code -> !chosen.contains(code)))
                            .toList();
        }
        show();
        refresh();
    }

    private void show() {
        List<String> words = List.of(filter.strip().toUpperCase(Locale.ROOT).split("\\s+"));
        List<T> next =
                order.stream()
                        .filter(code ->
                                words.stream()
                                        .allMatch(code.name().toUpperCase(Locale.ROOT)::contains))
                        .toList();
        if (!next.equals(shown)) {
            T selected = getSelectionModel().getSelectedItem();
            shown.setAll(next);
            if (selected != null && next.contains(selected)) {
                getSelectionModel().select(selected);
            }
        }
    }

    private void scrollIntoSight(int row) {
        lookupAll(".list-cell").stream()
                .filter(ChoiceCell.class::isInstance)
                .map(cell -> (ChoiceCell<?>) cell)
                .filter(cell -> cell.getIndex() == row && !cell.isEmpty())
                .filter(cell -> cell.getLayoutY() >= 0 && cell.getLayoutY() + ROW <= getHeight())
                .findFirst()
                .ifPresentOrElse(_ -> {}, () -> scrollTo(Math.max(0, row - ROWS / 2)));
    }

    private void tell(Object what, Set<T> next) {
        change.accept(new Change<>(what, order.stream().filter(next::contains).toList()));
    }
}
