package dev.handshake.ui.detail;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A check and, as far as there is room, why. */
final class VerdictLine extends HBox {
    VerdictLine(Label name, Label reason) {
        super(8, name, reason);
        name.setMinWidth(USE_PREF_SIZE);
        reason.setMinWidth(0);
        reason.setMaxWidth(Double.MAX_VALUE);
        setHgrow(reason, Priority.ALWAYS);
    }
}
