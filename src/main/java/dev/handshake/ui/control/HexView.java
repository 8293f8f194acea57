package dev.handshake.ui.control;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.EventTarget;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in hexadecimal, 16 in a row or 8 where it is narrow. Runs of them may be lit, another
 * outlined. Only the rows in sight exist, so that its length does not matter.
 */
public final class HexView extends Region {
    /** Narrower than this there are 8 bytes in a row. */
    private static final double NARROW = 360;

    static final double ROW_HEIGHT = 20;

    public final ObjectProperty<Bytes> bytes = new SimpleObjectProperty<>(Bytes.EMPTY);

    /** The run that is filled; null for none. */
    public final ObjectProperty<@Nullable ByteSpan> lit = new SimpleObjectProperty<>();

    /** More runs that are filled: the bytes that a verdict rests on. */
    public final ObjectProperty<List<ByteSpan>> evidence = new SimpleObjectProperty<>(List.of());

    /** The run that is outlined: what the pointer is on, here or elsewhere; null for none. */
    public final ObjectProperty<@Nullable ByteSpan> outlined = new SimpleObjectProperty<>();

    private final Consumer<ByteSpan> pick;
    private final Consumer<@Nullable Integer> hover;
    private final Pane sheet = new Pane();
    private final ScrollArea area = new ScrollArea(sheet, () -> {});
    private final Map<Integer, HexRow> rows = new HashMap<>();
    private int perRow = 16;
    private int anchor = -1;
    private boolean bringLitInSight;

    /**
     * @param pick told of the byte that was clicked, or of the run that was dragged over
     * @param hover told of the byte under the pointer, null when it has left
     */
    public HexView(Consumer<ByteSpan> pick, Consumer<@Nullable Integer> hover) {
        this.pick = pick;
        this.hover = hover;
        getStyleClass().add("hex-view");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().add(area);
        for (ObservableValue<?> shown : new ObservableValue<?>[] {lit, evidence, outlined}) {
            shown.subscribe(this::requestLayout);
        }
        bytes.addListener((_, _, _) -> {
            rows.clear();
            sheet.getChildren().clear();
            area.scrollTo(0, false);
            requestLayout();
        });
        area.offsetProperty().addListener(_ -> requestLayout());
        addEventHandler(MouseEvent.ANY, this::mouse);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Scrolls to the lit run, unless it is in sight. */
    public void bringLitInSight() {
        bringLitInSight = true;
        requestLayout();
    }

    /** What a copy takes: the lit run, or else everything. */
    public Bytes marked() {
        ByteSpan run = lit.get();
        return run == null || run.length() == 0 ? bytes.get() : bytes.get().slice(run);
    }

    /** The height at which all rows are in sight. */
    public double naturalHeight(double width) {
        return ROW_HEIGHT * rowCount(width < NARROW ? 8 : 16);
    }

    @Override
    protected double computePrefHeight(double width) {
        return naturalHeight(width < 0 ? getWidth() : width);
    }

    @Override
    protected void layoutChildren() {
        int wanted = getWidth() < NARROW ? 8 : 16;
        if (wanted != perRow) {
            perRow = wanted;
            rows.clear();
            sheet.getChildren().clear();
        }
        area.resizeRelocate(0, 0, getWidth(), getHeight());
        area.layout();
        area.sheetHeight(rowCount(perRow) * ROW_HEIGHT);
        if (bringLitInSight) {
            bringLitInSight = false;
            scrollToLit();
        }
        int first = (int) (area.offset() / ROW_HEIGHT);
        int last =
                Math.min(rowCount(perRow) - 1, (int) ((area.offset() + getHeight()) / ROW_HEIGHT));
        rows.entrySet()
                .removeIf(row -> {
                    boolean gone = row.getKey() < first || row.getKey() > last;
                    if (gone) {
                        sheet.getChildren().remove(row.getValue());
                    }
                    return gone;
                });
        for (int index = first; index <= last; index++) {
            row(index).mark(filled(), outlined.get());
        }
    }

    private List<ByteSpan> filled() {
        ByteSpan run = lit.get();
        return run == null
                ? evidence.get()
                : Stream.concat(Stream.of(run), evidence.get().stream()).toList();
    }

    private HexRow row(int index) {
        return rows.computeIfAbsent(
                index,
                _ -> {
                    HexRow row = new HexRow(bytes.get(), index * perRow, perRow);
                    row.resizeRelocate(0, index * ROW_HEIGHT, row.width(), ROW_HEIGHT);
                    sheet.getChildren().add(row);
                    return row;
                });
    }

    private int rowCount(int each) {
        return (bytes.get().length() + each - 1) / each;
    }

    private void scrollToLit() {
        ByteSpan run = lit.get();
        if (run == null || getHeight() <= 0) {
            return;
        }
        int firstRow = run.offset() / perRow;
        int lastRow = Math.max(run.offset(), run.end() - 1) / perRow;
        double top = firstRow * ROW_HEIGHT;
        double bottom = (lastRow + 1) * ROW_HEIGHT;
        if (top < area.offset() || bottom > area.offset() + getHeight()) {
            double tall = bottom - top;
            area.scrollTo(
                    tall >= getHeight() ? top : Math.rint(top - (getHeight() - tall) / 2), false);
        }
    }

    // -- the reader's hand

    private void mouse(MouseEvent event) {
        int at = byteAt(event.getTarget(), event);
        if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            hover.accept(at < 0 ? null : (Integer) at);
        } else if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
            hover.accept(null);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED
                && event.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            anchor = at;
            if (at >= 0) {
                pick.accept(new ByteSpan(at, 1));
            }
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && anchor >= 0 && at >= 0) {
            if (at != anchor) {
                pick.accept(new ByteSpan(Math.min(at, anchor), Math.abs(at - anchor) + 1));
            }
        }
    }

    /** The byte at the pointer, wherever the event was sent; -1 where there is none. */
    private int byteAt(EventTarget target, MouseEvent event) {
        if (target instanceof Node node && node.getStyleClass().contains("thumb")) {
            return -1;
        }
        double y = event.getY() + area.offset();
        int row = (int) Math.floor(y / ROW_HEIGHT);
        HexRow shown = rows.get(row);
        int column = shown == null ? -1 : shown.column(event.getX());
        int at = row * perRow + column;
        return column < 0 || at >= bytes.get().length() ? -1 : at;
    }

    private void key(KeyEvent event) {
        ByteSpan run = lit.get();
        if (bytes.get().isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int from = run == null ? 0 : run.offset();
        int to =
                switch (event.getCode()) {
                    case LEFT -> from - 1;
                    case RIGHT -> run == null ? 0 : Math.max(from + 1, run.end());
                    case UP -> from - perRow;
                    case DOWN -> from + perRow;
                    default -> -1;
                };
        if (to >= 0 && to < bytes.get().length()) {
            pick.accept(new ByteSpan(to, 1));
            event.consume();
        }
    }
}
