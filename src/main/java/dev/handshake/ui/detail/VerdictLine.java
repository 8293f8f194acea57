package dev.handshake.ui.detail;

import dev.handshake.diagram.Face;
import dev.handshake.diagram.TextMetrics;
import dev.handshake.explain.Words;
import dev.handshake.ui.control.Icons;
import dev.handshake.verify.Verdict;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;

/**
 * A check and, as far as there is room, why; the reasons of a column stand in line. Chosen, it
 * opens into its sentence.
 */
final class VerdictLine extends ToggleButton {
    private static final double COLUMN = 104;
    private static final double GAP = 8;
    private static final double SIZE = 12.5;

    /** The sign, the gap after it, and the padding at both sides. */
    private static final double AROUND = 15 + 6 + 2 * 4;

    private final Label name = new Label();
    private final Label reason = new Label();
    private final Row row = new Row();
    private final Tooltip tip = new Tooltip();

    VerdictLine(Verdict.Check check) {
        setId("verdict-" + check.word());
        name.getStyleClass().add("verdict-name");
        reason.getStyleClass().add("verdict-reason");
        row.setMouseTransparent(true);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(row);
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        setTooltip(tip);
    }

    void show(Verdict verdict, Words words) {
        String result = verdict.result().word();
        name.setText(words.text("check." + verdict.check().word()));
        name.setGraphic(Icons.of(icon(verdict.result()), 15));
        reason.setText(shortReason(verdict, words));
        getStyleClass().setAll("verdict", result);
        setAccessibleText(spoken(verdict, words));
        tip.setText(words.text(verdict.reason()));
        row.requestLayout();
    }

    /** How wide it has to be for nothing to be cut off. */
    static double width(Verdict verdict, Words words) {
        String checked = words.text("check." + verdict.check().word());
        return AROUND
                + TextMetrics.width(checked, Face.SEMIBOLD, SIZE)
                + GAP
                + TextMetrics.width(shortReason(verdict, words), Face.REGULAR, SIZE)
                + 2;
    }

    /** {@code Validity: failed. This certificate expired 34 days ago.} */
    static String spoken(Verdict verdict, Words words) {
        return words.text(
                "diagram.spoken.verdict",
                words.text("check." + verdict.check().word()),
                words.text("result." + verdict.result().word()),
                words.text(verdict.reason()));
    }

    /** The few words beside a check; where there are none for its reason, only how it went. */
    private static String shortReason(Verdict verdict, Words words) {
        String few = verdict.reason().key() + ".short";
        return words.has(few)
                ? words.text(few, verdict.reason().args().toArray())
                : words.text("result." + verdict.result().word());
    }

    static Ikon icon(Verdict.Result result) {
        return switch (result) {
            case PASS -> MaterialDesignC.CHECK_CIRCLE;
            case FAIL -> MaterialDesignC.CLOSE_CIRCLE;
            case WARNING -> MaterialDesignA.ALERT_OUTLINE;
            case UNKNOWN -> MaterialDesignH.HELP_CIRCLE_OUTLINE;
            case ABSENT -> MaterialDesignC.CIRCLE_OFF_OUTLINE;
        };
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        row.resizeRelocate(
                snappedLeftInset(),
                snappedTopInset(),
                getWidth() - snappedLeftInset() - snappedRightInset(),
                getHeight() - snappedTopInset() - snappedBottomInset());
    }

    private final class Row extends Region {
        Row() {
            getChildren().setAll(name, reason);
        }

        @Override
        protected double computePrefWidth(double height) {
            // As wide as the column that it stands in.
            return 0;
        }

        @Override
        protected double computePrefHeight(double width) {
            return Math.ceil(Math.max(name.prefHeight(-1), reason.prefHeight(-1)));
        }

        @Override
        protected void layoutChildren() {
            double named = Math.min(name.prefWidth(-1), getWidth());
            // In one column, unless there is not room enough for it there.
            double least = Math.ceil(named) + GAP;
            double fits = getWidth() - Math.ceil(reason.prefWidth(-1));
            double start = Math.max(least, Math.min(COLUMN, fits));
            name.resizeRelocate(0, 0, named, getHeight());
            reason.resizeRelocate(start, 0, Math.max(0, getWidth() - start), getHeight());
        }
    }
}
