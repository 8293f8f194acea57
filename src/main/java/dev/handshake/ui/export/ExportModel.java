package dev.handshake.ui.export;

import dev.handshake.bytes.Phrase;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.View;
import dev.handshake.export.AtomicFile;
import dev.handshake.export.JsonExport;
import dev.handshake.export.PngExport;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/** Writes what is shown to files, on a thread of its own, one after the other. */
public final class ExportModel {
    /** Where the last export went, or null. */
    public final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();

    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final AppModel app;
    private final FileChoice choice;
    private final Consumer<Image> clipboard;
    private final Executor worker;

    /**
     * @param clipboard takes a picture, on the FX thread
     * @param worker where the writing is done
     */
    public ExportModel(
            AppModel app, FileChoice choice, Consumer<Image> clipboard, Executor worker) {
        this.app = app;
        this.choice = choice;
        this.clipboard = clipboard;
        this.worker = worker;
    }

    public ReadOnlyBooleanProperty writing() {
        return writing.getReadOnlyProperty();
    }

    /** What came of the last export; a new object for each. */
    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /**
     * The diagram as it is shown now.
     *
     * @param scale pixels a px
     */
    public void picture(int scale) {
        Session session = app.session.get();
        if (session != null) {
            View view = app.view();
            Palette palette = app.palette.get();
            save(
                    session,
                    ".png",
                    "window.export.kind.png",
                    out -> PngExport.write(session, view, palette, scale, out));
        }
    }

    /** Everything that is known of the session. */
    public void json() {
        Session session = app.session.get();
        if (session != null) {
            save(session, ".json", "window.export.kind.json", out -> writeJson(session, out));
        }
    }

    /** The diagram as it is shown now, on to the clipboard. */
    public void copy() {
        Session session = app.session.get();
        if (session == null) {
            return;
        }
        View view = app.view();
        Palette palette = app.palette.get();
        writing.set(true);
        worker.execute(() -> {
            try {
                ByteArrayOutputStream png = new ByteArrayOutputStream();
                PngExport.write(session, view, palette, 2, png);
                Image image = new Image(new ByteArrayInputStream(png.toByteArray()));
                Platform.runLater(() -> {
                    clipboard.accept(image);
                    tell(new Notice.Copied());
                });
            } catch (IOException e) {
                Platform.runLater(() -> tell(new Notice.Refused(why(e))));
            }
        });
    }

    private static void writeJson(Session session, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        JsonExport.write(List.of(session), writer);
    }

    private void save(Session session, String ending, String kind, AtomicFile.Content content) {
        Path file = choice.choose(name(session) + ending, app.words.get().text(kind), folder.get());
        if (file == null) {
            return;
        }
        folder.set(file.toAbsolutePath().getParent());
        writing.set(true);
        worker.execute(() -> {
            Notice result = write(file.toAbsolutePath(), content);
            Platform.runLater(() -> tell(result));
        });
    }

    private void tell(Notice result) {
        writing.set(false);
        notice.set(result);
    }

    private static Notice write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, AtomicFile.Readers.USUAL, content);
            return new Notice.Saved(file);
        } catch (AccessDeniedException e) {
            return new Notice.Refused(Phrase.of("window.export.denied", file.toString()));
        } catch (NoSuchFileException e) {
            return new Notice.Refused(Phrase.of("window.export.gone", file.toString()));
        } catch (IOException e) {
            return new Notice.Refused(why(e));
        }
    }

    private static Phrase why(IOException e) {
        return switch (e) {
            case PngExport.TooLargeException large -> large.reason();
            case FileSystemException failed ->
                    Phrase.of("window.export.failed", String.valueOf(failed.getReason()));
            default -> Phrase.of("window.export.failed", String.valueOf(e.getMessage()));
        };
    }

    /** {@code handshake-www.msn.com}: of a host only what is safe in a file's name. */
    private static String name(Session session) {
        String host = session.origin().host();
        String safe = host == null ? "" : host.replaceAll("[^A-Za-z0-9.-]", "_");
        return safe.isEmpty() ? "handshake" : "handshake-" + safe;
    }
}
