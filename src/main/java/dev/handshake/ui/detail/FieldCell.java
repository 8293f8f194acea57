package dev.handshake.ui.detail;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Value;
import dev.handshake.explain.Words;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One field: its name to the left, what it says to the right. */
final class FieldCell extends TreeCell<Field> {
    private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");
    private static final PseudoClass RAW = PseudoClass.getPseudoClass("raw");
    private static final PseudoClass EMPTY_VALUE = PseudoClass.getPseudoClass("empty-value");
    private static final PseudoClass MALFORMED = PseudoClass.getPseudoClass("malformed");

    private static final PseudoClass EVIDENCE = PseudoClass.getPseudoClass("evidence");
    private static final PseudoClass HOLDS_EVIDENCE = PseudoClass.getPseudoClass("holds-evidence");

    private final Supplier<Words> words;
    private final ObservableValue<List<ByteSpan>> evidence;
    private final InvalidationListener lighting = _ -> light();
    private final Line line = new Line();
    private final Tooltip tip = new Tooltip();

    FieldCell(
            Supplier<Words> words,
            ObservableValue<@Nullable FieldItem> hovered,
            ObservableValue<List<ByteSpan>> evidence,
            Consumer<@Nullable FieldItem> hover) {
        this.words = words;
        this.evidence = evidence;
        tip.setWrapText(true);
        tip.setMaxWidth(480);
        hovered.addListener((_, _, item) -> link(item));
        treeItemProperty().addListener(_ -> link(hovered.getValue()));
        evidence.addListener((_, _, _) -> light());
        treeItemProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.expandedProperty().removeListener(lighting);
                    }
                    if (now != null) {
                        now.expandedProperty().addListener(lighting);
                    }
                    light();
                });
        setOnMouseEntered(_ -> hover.accept((FieldItem) getTreeItem()));
        setOnMouseExited(_ -> hover.accept(null));
    }

    private void link(@Nullable FieldItem hovered) {
        pseudoClassStateChanged(LINKED, hovered != null && hovered.equals(getTreeItem()));
    }

    /** A row is lit where a verdict rests on all of it, marked where that is hidden in it. */
    private void light() {
        FieldItem item = (FieldItem) getTreeItem();
        ByteSpan bytes = item == null ? null : item.inMessage();
        boolean lit =
                bytes != null && evidence.getValue().stream().anyMatch(run -> run.contains(bytes));
        boolean holds =
                bytes != null
                        && !lit
                        && !item.isLeaf()
                        && !item.isExpanded()
                        && evidence.getValue().stream().anyMatch(bytes::contains);
        pseudoClassStateChanged(EVIDENCE, lit);
        pseudoClassStateChanged(HOLDS_EVIDENCE, holds);
    }

    @Override
    protected void updateItem(@Nullable Field field, boolean empty) {
        super.updateItem(field, empty);
        if (empty || field == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        Words said = words.get();
        String name = said.name(field);
        String value = FieldText.shown(field, said);
        line.name.setText(name);
        line.value.setText(value);
        line.value.pseudoClassStateChanged(RAW, FieldText.isRaw(field.value()));
        line.value.pseudoClassStateChanged(EMPTY_VALUE, isEmptyValue(field.value()));
        line.pseudoClassStateChanged(MALFORMED, field.value() instanceof Value.Malformed);
        tip.setText(name + " (" + field.key() + ")\n" + FieldText.told(field, said));
        setTooltip(tip);
        setAccessibleText(name + ": " + value);
        setGraphic(line);
    }

    private static boolean isEmptyValue(Value value) {
        return value instanceof Value.Opaque opaque && opaque.bytes().isEmpty();
    }

    /**
     * The names of a tree's rows are indented, its values stand in one column, as far as there is
     * room.
     */
    private final class Line extends Region {
        private static final double COLUMN = 0.34;
        private static final double GAP = 12;

        final Label name = new Label();
        final Label value = new Label();

        Line() {
            getStyleClass().add("field-line");
            name.getStyleClass().add("field-name");
            value.getStyleClass().add("field-value");
            getChildren().setAll(name, value);
        }

        @Override
        protected double computePrefWidth(double height) {
            // All that is left of the row, and never a scroll bar beneath it.
            return 0;
        }

        @Override
        protected double computePrefHeight(double width) {
            return FieldTree.ROW_HEIGHT;
        }

        @Override
        protected void layoutChildren() {
            double width = FieldCell.this.getWidth() - getLayoutX() - GAP / 2;
            double column = FieldCell.this.getWidth() * COLUMN - getLayoutX();
            double nameWidth = Math.min(name.prefWidth(-1), width * 0.62);
            double start = Math.max(column, nameWidth + GAP);
            double nameHeight = name.prefHeight(-1);
            double valueHeight = value.prefHeight(-1);
            name.resizeRelocate(0, (FieldTree.ROW_HEIGHT - nameHeight) / 2, nameWidth, nameHeight);
            value.resizeRelocate(
                    start,
                    (FieldTree.ROW_HEIGHT - valueHeight) / 2,
                    Math.max(0, width - start),
                    valueHeight);
        }
    }
}
