package dev.handshake.ui.sequence;

import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/** The whole text of a row, for the reader whose pointer rests on it. */
final class RowTip {
    private static final double MAX_WIDTH = 480;

    private RowTip() {}

    static void install(RowNode row) {
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(row.accessibleTextProperty());
        tip.setShowDelay(Duration.millis(900));
        tip.setWrapText(true);
        tip.setMaxWidth(MAX_WIDTH);
        Tooltip.install(row, tip);
    }
}
