package dev.handshake.ui;

import dev.handshake.diagram.Palette;
import dev.handshake.ui.theme.Fonts;
import dev.handshake.ui.theme.Theme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.testfx.util.WaitForAsyncUtils;

/** A stage for a view alone, at the corner of the headless screen. */
public final class Headless {
    private Headless() {}

    public static void show(Stage stage, Parent view, double width, double height) {
        Fonts.load();
        Scene scene = new Scene(view, width, height);
        Theme.apply(scene, Palette.LIGHT, 1);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        // The stage is the toolkit's own, and has the size that another class left it.
        stage.sizeToScene();
    }

    /** Does something on the FX thread and returns when it is done. */
    public static void fx(Runnable action) {
        WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(action));
        WaitForAsyncUtils.waitForFxEvents();
    }

    /**
     * What there is to see, looked up on the FX thread: only there it does not change meanwhile.
     */
    public static <T> T seen(Callable<T> look) {
        return WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(look));
    }

    /** Waits until the condition, asked on the FX thread, holds. */
    public static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(10))
                .until(() -> WaitForAsyncUtils.asyncFx(condition).get());
    }

    /** Waits until a node has stood still for a few frames. */
    public static void awaitRest(Node node) {
        List<Bounds> seen = new ArrayList<>();
        await(
                "rest",
                () -> {
                    seen.add(node.localToScene(node.getBoundsInLocal()));
                    int last = seen.size() - 1;
                    return last >= 4
                            && seen.subList(last - 4, last).stream()
                                    .allMatch(seen.get(last)::equals);
                });
    }
}
