package dev.handshake.ui.shell;

import dev.handshake.ui.connect.Doors;
import dev.handshake.ui.export.SystemFileChoice;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.theme.Fonts;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Starts the toolkit, opens the window, and ends the toolkit with it. Once in a program's life. */
public final class Shell {
    private Shell() {}

    /**
     * Opens the window and returns when it has been closed.
     *
     * @throws NoDisplay if there is none to open it on; the toolkit cannot be started again
     */
    public static void open(StartOptions options) throws NoDisplay, InterruptedException {
        SettingsFile file = SettingsFile.ofUser();
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable RuntimeException> broken = new AtomicReference<>();
        AtomicReference<@Nullable Window> opened = new AtomicReference<>();
        Runnable build =
                () -> {
                    try {
                        opened.set(build(options, file, closed));
                    } catch (RuntimeException e) {
                        broken.set(e);
                        closed.countDown();
                    }
                };
        try {
            Platform.startup(build);
        } catch (UnsupportedOperationException | LinkageError e) {
            // No DISPLAY, a dead one, no GTK: it is told on this thread, before anything is built.
            throw new NoDisplay(e);
        }
        closed.await();
        Platform.exit();
        file.await();
        Window window = opened.get();
        if (window != null) {
            window.await();
        }
        RuntimeException failure = broken.get();
        if (failure != null) {
            throw failure;
        }
    }

    private static Window build(StartOptions options, SettingsFile file, CountDownLatch closed) {
        Fonts.load();
        Stage stage = new Stage();
        stage.getIcons().add(icon());
        stage.showingProperty()
                .addListener((_, _, showing) -> {
                    if (!showing) {
                        closed.countDown();
                    }
                });
        Window window =
                new Window(
                        new AppModel(),
                        Doors.REAL,
                        new SystemFileChoice(() -> stage),
                        file,
                        options);
        window.show(stage);
        return window;
    }

    private static Image icon() {
        String name = "tls-handshake.png";
        return new Image(Objects.requireNonNull(Shell.class.getResourceAsStream(name), name));
    }
}
