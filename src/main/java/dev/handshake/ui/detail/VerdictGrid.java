package dev.handshake.ui.detail;

import dev.handshake.explain.Words;
import dev.handshake.ui.control.Copying;
import dev.handshake.verify.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What was checked and what came of it, failures first. One of them may be chosen; with the
 * keyboard it is one stop, in which the arrows go from one to the next.
 */
final class VerdictGrid extends GridPane {
    private static final double BETWEEN = 2;
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final Consumer<@Nullable Verdict> choose;
    private final Map<Verdict.Check, VerdictLine> lines = new EnumMap<>(Verdict.Check.class);
    private final ContextMenu menu = new ContextMenu();
    private List<Verdict> shown = new ArrayList<>();

    /** How wide the widest line would be. */
    private double widest;

    private int columns;

    /**
     * @param choose told of the verdict that was chosen, null where it was put away
     */
    VerdictGrid(Consumer<@Nullable Verdict> choose) {
        this.choose = choose;
        getStyleClass().add("verdicts");
        arrange(2);
        widthProperty().subscribe(_ -> fit());
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /** Shows them; what is still there keeps its line, and so the focus. */
    void show(List<Verdict> verdicts, @Nullable Verdict chosen, Words words) {
        shown =
                verdicts.stream()
                        .sorted((a, b) -> Integer.compare(urgency(a), urgency(b)))
                        .toList();
        List<VerdictLine> wanted = shown.stream().map(it -> line(it.check())).toList();
        if (!wanted.equals(getChildren())) {
            getChildren().setAll(wanted);
        }
        widest = shown.stream().mapToDouble(it -> VerdictLine.width(it, words)).max().orElse(0);
        for (int i = 0; i < shown.size(); i++) {
            Verdict verdict = shown.get(i);
            VerdictLine line = wanted.get(i);
            line.show(verdict, words);
            line.setSelected(verdict.equals(chosen));
            line.setOnAction(_ -> choose.accept(line.isSelected() ? verdict : null));
            line.setOnContextMenuRequested(event -> {
                MenuItem copy = new MenuItem(words.text("copy.text"));
                copy.setOnAction(_ -> Copying.copy(VerdictLine.spoken(verdict, words)));
                menu.getItems().setAll(copy);
                menu.show(line, event.getScreenX(), event.getScreenY());
                event.consume();
            });
        }
        columns = 0;
        fit();
        reach();
    }

    /** In two columns, unless something would be cut off there. */
    private void fit() {
        boolean narrow = getWidth() > 0 && widest > (getWidth() - BETWEEN) / 2;
        arrange(narrow ? 1 : 2);
    }

    private void arrange(int wanted) {
        if (columns == wanted) {
            return;
        }
        columns = wanted;
        getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            column.setHgrow(Priority.ALWAYS);
            column.setFillWidth(true);
            getColumnConstraints().add(column);
        }
        int rows = rows();
        List<VerdictLine> lines = shownLines();
        for (int i = 0; i < lines.size(); i++) {
            setConstraints(lines.get(i), i / rows, i % rows);
        }
    }

    private int rows() {
        return Math.max(1, (shown.size() + columns - 1) / columns);
    }

    private VerdictLine line(Verdict.Check check) {
        return lines.computeIfAbsent(
                check,
                _ -> {
                    VerdictLine line = new VerdictLine(check);
                    line.focusedProperty().addListener(_ -> reach());
                    return line;
                });
    }

    /** The tab key stops at one of them. */
    private void reach() {
        Optional<VerdictLine> stop =
                at().or(() -> shownLines().stream().filter(VerdictLine::isSelected).findFirst())
                        .or(() -> shownLines().stream().findFirst());
        shownLines()
                .forEach(line -> line.setFocusTraversable(stop.filter(line::equals).isPresent()));
    }

    private List<VerdictLine> shownLines() {
        return shown.stream().map(it -> line(it.check())).toList();
    }

    private Optional<VerdictLine> at() {
        return shown.stream()
                .map(it -> lines.get(it.check()))
                .filter(line -> line != null && line.isFocused())
                .findFirst();
    }

    private void pressed(KeyEvent event) {
        Optional<VerdictLine> at = at();
        if (at.isEmpty()) {
            return;
        }
        int index = shownLines().indexOf(at.get());
        if (COPY.match(event)) {
            Copying.copy(at.get().getAccessibleText());
            event.consume();
            return;
        }
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int rows = rows();
        switch (event.getCode()) {
            case UP -> focus(index - 1);
            case DOWN -> focus(index + 1);
            case LEFT -> focus(index >= rows ? index - rows : index);
            case RIGHT -> focus(index < rows ? Math.min(index + rows, shown.size() - 1) : index);
            case HOME -> focus(0);
            case END -> focus(shown.size() - 1);
            case ENTER -> at.get().fire();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void focus(int index) {
        shownLines().get(Math.clamp(index, 0, shown.size() - 1)).requestFocus();
    }

    private static int urgency(Verdict verdict) {
        return switch (verdict.result()) {
            case FAIL -> 0;
            case WARNING -> 1;
            case PASS, UNKNOWN, ABSENT -> 2;
        };
    }
}
