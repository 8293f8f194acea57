package dev.handshake.ui.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * Opens the window once, unseen, while the program is built: what the Java machine learns of it
 * goes into the AOT cache. It opens a capture, waits for its list, draws one of its connections,
 * and closes. Once in a program's life, like {@link Shell}.
 */
public final class Rehearsal {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** How many frames a drawing is looked at. */
    private static final int FRAMES = 120;

    private Rehearsal() {}

    /**
     * Returns when the window has closed; or in vain, where there is no toolkit to open it with.
     */
    public static void play(Path capture) throws InterruptedException {
        Thread window =
                Thread.ofPlatform()
                        .name("rehearsal")
                        .daemon()
                        .start(() -> {
                            try {
                                Shell.open(
                                        new StartOptions(
                                                new StartOptions.First.File(
                                                        capture, List.of(), List.of(), 0),
                                                null,
                                                null,
                                                null));
                            } catch (NoDisplay e) {
                                // Then the first window of all opens more slowly.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        while (window.isAlive() && !begins()) {
            Thread.sleep(50);
        }
        window.join(PATIENCE);
    }

    private static boolean begins() {
        try {
            Platform.runLater(() -> new Player().start());
            return true;
        } catch (IllegalStateException e) {
            // The toolkit does not stand yet.
            return false;
        }
    }

    /** Does what a reader would. */
    private static final class Player extends AnimationTimer {
        private int frames;

        @Override
        public void handle(long now) {
            Scene scene =
                    Window.getWindows().isEmpty()
                            ? null
                            : Window.getWindows().getFirst().getScene();
            if (scene == null) {
                return;
            }
            Node list = scene.lookup("#connection-table");
            if (list instanceof TableView<?> table) {
                if (!table.getItems().isEmpty() && !isShown(scene.lookup("#reading"))) {
                    table.getSelectionModel().select(0);
                    Event.fireEvent(
                            table,
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.ENTER,
                                    false,
                                    false,
                                    false,
                                    false));
                }
            } else if (++frames > FRAMES) {
                stop();
                scene.getWindow().hide();
            }
        }

        private static boolean isShown(@Nullable Node node) {
            return node != null && node.isVisible();
        }
    }
}
