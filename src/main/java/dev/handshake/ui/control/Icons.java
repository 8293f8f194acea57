package dev.handshake.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, and the buttons that are nothing else. */
public final class Icons {
    private Icons() {}

    public static FontIcon of(Ikon ikon, int size) {
        FontIcon icon = new FontIcon(ikon);
        // Inline, because Primer's stylesheet has a size of its own for every icon.
        icon.setStyle(icon.getStyle() + " -fx-icon-size: " + size + "px;");
        return icon;
    }

    /**
     * Turns a button into a tool of a bar.
     *
     * @param said what a screen reader says and the tooltip shows
     */
    public static <B extends ButtonBase> B tool(B button, Ikon ikon, ObservableValue<String> said) {
        button.getStyleClass().add("tool");
        button.setGraphic(of(ikon, 20));
        button.accessibleTextProperty().bind(said);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(said);
        button.setTooltip(tooltip);
        return button;
    }
}
