package dev.handshake.ui.control;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** A small fact with its icon: known, not yet known, or judged. */
public final class Chip extends Label {
    /** What there is to say about a fact; each has its own outline and sign, not colour alone. */
    public enum State {
        KNOWN,
        UNKNOWN,
        PASS,
        WARN,
        FAIL
    }

    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final PseudoClass PASS = PseudoClass.getPseudoClass("pass");
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass FAIL = PseudoClass.getPseudoClass("fail");

    private final FontIcon icon;

    public Chip(Ikon ikon) {
        this.icon = Icons.of(ikon, 15);
        getStyleClass().add("chip");
        setGraphic(icon);
        setMinWidth(USE_PREF_SIZE);
    }

    public void show(String text, State state) {
        setText(text);
        pseudoClassStateChanged(UNKNOWN, state == State.UNKNOWN);
        pseudoClassStateChanged(PASS, state == State.PASS);
        pseudoClassStateChanged(WARN, state == State.WARN);
        pseudoClassStateChanged(FAIL, state == State.FAIL);
    }

    public void show(Ikon ikon, String text, State state) {
        icon.setIconCode(ikon);
        show(text, state);
    }
}
