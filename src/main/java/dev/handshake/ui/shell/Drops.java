package dev.handshake.ui.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped on the window. */
final class Drops {
    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

    private Drops() {}

    /**
     * @param page shows that a file over it would be taken
     * @param take takes them
     */
    static void install(Scene scene, Node page, Consumer<List<Path>> take) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                page.pseudoClassStateChanged(DROPPING, true);
            }
            event.consume();
        });
        scene.setOnDragExited(_ -> page.pseudoClassStateChanged(DROPPING, false));
        scene.setOnDragDropped(event -> {
            List<File> files = event.getDragboard().getFiles();
            page.pseudoClassStateChanged(DROPPING, false);
            event.setDropCompleted(!files.isEmpty());
            event.consume();
            take.accept(files.stream().map(File::toPath).toList());
        });
    }
}
