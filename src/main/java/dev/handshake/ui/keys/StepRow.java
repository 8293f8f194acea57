package dev.handshake.ui.keys;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.keys.KeyStep;
import dev.handshake.record.Epoch;
import dev.handshake.ui.control.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * A step in its place in the tree, which opens into how it is made. One that cannot be known yet is
 * an outline with its name.
 */
final class StepRow extends VBox {
    private static final PseudoClass FUTURE = PseudoClass.getPseudoClass("future");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final double INDENT = 14;
    private static final double HEIGHT = 26;
    private static final double ICON = 20;
    private static final double GAP = 6;

    private final String id;
    private final Label name = new Label();
    private final Label value = new Label();
    private final Row row = new Row();
    private final ToggleButton head = new Head();
    private int depth;
    private @Nullable Shown shown;
    private @Nullable Ikon shownSign;
    private @Nullable Sender shownOwner;

    /** What is shown; the same is not laid out anew. */
    private record Shown(
            KeyStep step,
            String called,
            int level,
            boolean possible,
            boolean revealed,
            @Nullable Region detail,
            Words words) {}

    /**
     * @param choose told of the step that is to be open; null for none
     */
    StepRow(String id, Consumer<@Nullable String> choose) {
        this.id = id;
        head.setId("step-" + id);
        head.setOnAction(_ -> choose.accept(head.isSelected() ? id : null));
        getStyleClass().add("step");
        name.getStyleClass().add("step-name");
        value.getStyleClass().add("step-value");
        getChildren().add(head);
    }

    String step() {
        return id;
    }

    /**
     * @param possible whether it can be known by now
     * @param detail what it opens into; null while it is closed
     */
    void show(
            KeyStep step,
            int level,
            boolean possible,
            boolean revealed,
            @Nullable Region detail,
            StepNames names) {
        Words words = names.words();
        String called = names.of(step);
        Shown now = new Shown(step, called, level, possible, revealed, detail, words);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        depth = level;
        name.setText(called);
        value.setText(
                possible
                        ? step.isKnown() ? Digits.brief(step, revealed) : words.text("keys.unknown")
                        : "");
        head.getStyleClass()
                .setAll(
                        "step-head",
                        possible && step.owner() != null ? epoch(step.epoch()) : "none");
        head.pseudoClassStateChanged(FUTURE, !possible);
        head.pseudoClassStateChanged(UNKNOWN, possible && !step.isKnown());
        head.setSelected(detail != null);
        head.setAccessibleText(spoken(step, called, possible, revealed, names));
        row.icons(
                possible ? StepNames.icon(step.knowledge().way()) : MaterialDesignC.CIRCLE_OUTLINE,
                step.owner());
        if (detail == null) {
            getChildren().setAll(head);
        } else if (getChildren().size() < 2 || !getChildren().get(1).equals(detail)) {
            getChildren().setAll(head, detail);
        }
    }

    void focusHead() {
        head.requestFocus();
    }

    private static String spoken(
            KeyStep step, String called, boolean possible, boolean revealed, StepNames names) {
        Words words = names.words();
        String owner =
                step.owner() == null
                        ? called
                        : words.text("keys.of." + step.owner().word(), called);
        if (!possible) {
            String since = names.since(step);
            return since.isEmpty()
                    ? words.text("keys.spoken.never", owner)
                    : words.text("keys.spoken.future", owner, since);
        }
        if (!step.isKnown()) {
            return owner + ": " + words.text("keys.unknown");
        }
        String way = words.text("keys.way." + step.knowledge().way().word());
        return Digits.isHidden(step, revealed)
                ? words.text("keys.spoken.hidden", owner, way)
                : owner + ": " + Digits.brief(step, revealed) + ", " + way;
    }

    private static String epoch(@Nullable Epoch epoch) {
        return epoch == null ? "none" : epoch.name().toLowerCase(Locale.ROOT);
    }

    /** The whole row is the button. */
    private final class Head extends ToggleButton {
        Head() {
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setGraphic(row);
            setMaxWidth(Double.MAX_VALUE);
            setMinWidth(0);
            setMinHeight(HEIGHT);
        }

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            row.resizeRelocate(0, 0, getWidth(), getHeight());
        }
    }

    /** Guides, how it is known, its name, whose it is, its value. */
    private final class Row extends Region {
        private final List<Line> guides = new ArrayList<>();
        private final Region bar = new Region();
        private final FontIcon sign = Icons.of(MaterialDesignC.CIRCLE_OUTLINE, 15);
        private final FontIcon owner = Icons.of(MaterialDesignL.LAPTOP, 14);

        Row() {
            setMouseTransparent(true);
            bar.getStyleClass().add("epoch");
            sign.getStyleClass().add("sign");
            owner.getStyleClass().add("owner");
        }

        void icons(Ikon known, @Nullable Sender whose) {
            if (!known.equals(shownSign)) {
                sign.setIconCode(known);
                shownSign = known;
            }
            if (whose != null && whose != shownOwner) {
                owner.setIconCode(
                        whose == Sender.CLIENT ? MaterialDesignL.LAPTOP : MaterialDesignS.SERVER);
            }
            shownOwner = whose;
            owner.setVisible(whose != null);
            while (guides.size() < depth) {
                Line guide = new Line();
                guide.getStyleClass().add("guide");
                guides.add(guide);
            }
            while (guides.size() > depth) {
                guides.removeLast();
            }
            getChildren().setAll(guides);
            getChildren().addAll(bar, sign, name, owner, value);
            requestLayout();
        }

        @Override
        protected double computePrefWidth(double height) {
            return 0;
        }

        @Override
        protected double computePrefHeight(double width) {
            return HEIGHT;
        }

        @Override
        protected void layoutChildren() {
            double height = getHeight();
            double middle = height / 2;
            for (int i = 0; i < guides.size(); i++) {
                double x = 8.5 + INDENT * i;
                Line guide = guides.get(i);
                guide.setStartX(x);
                guide.setEndX(x);
                guide.setStartY(0);
                guide.setEndY(height);
            }
            double x = INDENT * depth + 4;
            bar.resizeRelocate(x - 4, 5, 3, height - 10);
            x += 4;
            place(sign, x, middle);
            x += ICON;
            double whose = shownOwner == null ? 0 : ICON;
            double digits = Math.ceil(value.prefWidth(-1));
            double room = getWidth() - x - 6;
            double named = Math.min(Math.ceil(name.prefWidth(-1)), room - whose);
            center(name, x, named, middle);
            x += named + GAP;
            if (shownOwner != null) {
                place(owner, x, middle);
                x += ICON;
            }
            // A value that has no room is in the step itself.
            boolean fits = getWidth() - x - 6 >= digits;
            value.setVisible(fits);
            if (fits) {
                center(value, getWidth() - digits - 6, digits, middle);
            }
        }

        private void place(FontIcon icon, double x, double middle) {
            icon.setX(0);
            icon.relocate(x, Math.rint(middle - icon.getLayoutBounds().getHeight() / 2));
        }

        private void center(Label label, double x, double width, double middle) {
            double tall = Math.ceil(label.prefHeight(width));
            label.resizeRelocate(x, Math.rint(middle - tall / 2), width, tall);
        }
    }
}
