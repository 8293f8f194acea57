package dev.handshake.ui.shell;

import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/** Nothing to see, until a key or the pointer is pressed. */
final class BlackScreen extends Region {
    /**
     * @param wake told when it is to end
     */
    BlackScreen(Runnable wake) {
        setId("black-screen");
        getStyleClass().add("black-screen");
        setCursor(Cursor.NONE);
        setFocusTraversable(true);
        addEventHandler(
                KeyEvent.ANY,
                event -> {
                    if (event.getEventType() == KeyEvent.KEY_PRESSED) {
                        wake.run();
                    }
                    event.consume();
                });
        addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    wake.run();
                    event.consume();
                });
    }
}
