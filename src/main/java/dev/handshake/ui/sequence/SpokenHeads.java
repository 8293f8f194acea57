package dev.handshake.ui.sequence;

import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** The two heads in words, for a pointer that rests on them and for a screen reader. */
final class SpokenHeads extends Pane {
    private static final double MAX_WIDTH = 480;

    private final Half client = new Half("client-head");
    private final Half server = new Half("server-head");

    SpokenHeads() {
        setManaged(false);
        setPickOnBounds(false);
        getChildren().setAll(client, server);
    }

    void show(List<String> spoken, double width, double height) {
        resizeRelocate(0, 0, width, height);
        client.say(spoken.getFirst());
        server.say(spoken.getLast());
        client.resizeRelocate(0, 0, width / 2, height);
        server.resizeRelocate(width / 2, 0, width / 2, height);
    }

    /** What is drawn lies above: the pointer goes through it, but for what can be clicked. */
    void speakFor(List<Node> drawn) {
        for (Node node : drawn) {
            boolean link = node.getStyleClass().contains("area");
            node.setMouseTransparent(!link);
            if (link) {
                boolean left = node.getBoundsInParent().getCenterX() < getWidth() / 2;
                Tooltip.install(node, (left ? client : server).tip);
            }
        }
    }

    void clear() {
        client.say("");
        server.say("");
    }

    private static final class Half extends Region {
        private final Tooltip tip = new Tooltip();

        Half(String id) {
            setId(id);
            setAccessibleRole(AccessibleRole.TEXT);
            tip.setWrapText(true);
            tip.setMaxWidth(MAX_WIDTH);
            Tooltip.install(this, tip);
        }

        void say(String text) {
            setVisible(!text.isEmpty());
            setAccessibleText(text);
            tip.setText(text);
        }
    }
}
