package dev.handshake.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/**
 * Running text of several styles that can be selected and copied: by dragging, a double click for a
 * word, Ctrl+A and Ctrl+C.
 */
public class SelectableText extends TextFlow {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination ALL =
            new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

    private final Path band = new Path();
    private final List<Text> pieces = new ArrayList<>();
    private final MenuItem copy = new MenuItem();
    private final MenuItem all = new MenuItem();
    private String text = "";
    private int anchor;
    private int head;

    /** Whether the button that is pressed began here, and selects. */
    private boolean selecting;

    public SelectableText() {
        getStyleClass().add("selectable-text");
        band.getStyleClass().add("selection-band");
        band.setManaged(false);
        band.setMouseTransparent(true);
        setFocusTraversable(true);
        setCursor(Cursor.TEXT);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        copy.setOnAction(_ -> Copying.copy(selected()));
        all.setOnAction(_ -> select(0, text.length()));
        ContextMenu menu = new ContextMenu(copy, all);
        setOnContextMenuRequested(event -> {
            menu.show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        });
        widthProperty().addListener(_ -> Platform.runLater(this::draw));
    }

    /** The words of its menu. */
    protected final void label(String toCopy, String toSelectAll) {
        copy.setText(toCopy);
        all.setText(toSelectAll);
    }

    /** Shows other text; nothing of it is selected. */
    protected final void set(List<Text> shown) {
        pieces.clear();
        pieces.addAll(shown);
        StringBuilder whole = new StringBuilder();
        shown.forEach(piece -> whole.append(piece.getText()));
        text = whole.toString();
        List<Node> nodes = new ArrayList<>();
        nodes.add(band);
        nodes.addAll(shown);
        getChildren().setAll(nodes);
        setAccessibleText(text);
        select(0, 0);
    }

    /** All of it, as plain text. */
    public final String text() {
        return text;
    }

    /** What is selected; all of it, where nothing is. */
    public final String selected() {
        int from = Math.min(anchor, head);
        int to = Math.max(anchor, head);
        return from == to ? text : text.substring(from, to);
    }

    /** Selects the characters from one index to another. */
    public final void select(int from, int to) {
        anchor = Math.clamp(from, 0, text.length());
        head = Math.clamp(to, 0, text.length());
        draw();
    }

    private void draw() {
        int from = Math.min(anchor, head);
        int to = Math.max(anchor, head);
        band.getElements().setAll(from == to ? new PathElement[0] : getRangeShape(from, to, true));
        int at = 0;
        for (Text piece : pieces) {
            int length = piece.getText().length();
            int start = Math.clamp(from - at, 0, length);
            int end = Math.clamp(to - at, 0, length);
            piece.setSelectionStart(start < end ? start : -1);
            piece.setSelectionEnd(start < end ? end : -1);
            at += length;
        }
    }

    private int index(MouseEvent event) {
        Point2D here = sceneToLocal(event.getSceneX(), event.getSceneY());
        return Math.clamp(getHitInfo(here).getInsertionIndex(), 0, text.length());
    }

    private void press(MouseEvent event) {
        selecting = false;
        if (event.getButton() != MouseButton.PRIMARY || event.isConsumed()) {
            return;
        }
        requestFocus();
        selecting = true;
        int at = index(event);
        if (event.getClickCount() == 2) {
            selectWord(at);
        } else if (event.isShiftDown()) {
            select(anchor, at);
        } else {
            select(at, at);
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (selecting) {
            select(anchor, index(event));
            event.consume();
        }
    }

    private void selectWord(int at) {
        int from = at;
        int to = at;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        select(from, to);
    }

    private void key(KeyEvent event) {
        if (COPY.match(event)) {
            Copying.copy(selected());
            event.consume();
        } else if (ALL.match(event)) {
            select(0, text.length());
            event.consume();
        }
    }
}
