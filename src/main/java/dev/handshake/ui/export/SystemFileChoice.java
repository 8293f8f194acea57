package dev.handshake.ui.export;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The system's own dialog. */
public final class SystemFileChoice implements FileChoice {
    private final Supplier<Window> owner;

    public SystemFileChoice(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public List<Path> open(String title, String kind, List<String> endings, @Nullable Path folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(kind, endings),
                        new FileChooser.ExtensionFilter("*", "*"));
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        List<File> chosen = chooser.showOpenMultipleDialog(owner.get());
        return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    }

    @Override
    public @Nullable Path choose(String name, String kind, @Nullable Path folder) {
        FileChooser chooser = new FileChooser();
        String ending = name.substring(name.lastIndexOf('.'));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*" + ending));
        chooser.setInitialFileName(name);
        if (folder != null && Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        File chosen = chooser.showSaveDialog(owner.get());
        if (chosen == null) {
            return null;
        }
        // Some systems leave out the ending that was not typed, and then ask about the wrong file.
        boolean complete = chosen.getName().endsWith(ending) || chosen.exists();
        return complete ? chosen.toPath() : Path.of(chosen.getPath() + ending);
    }
}
