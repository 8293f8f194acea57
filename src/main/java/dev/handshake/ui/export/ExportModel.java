package dev.handshake.ui.export;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Endpoint;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.View;
import dev.handshake.explain.Explainer;
import dev.handshake.explain.Words;
import dev.handshake.export.AtomicFile;
import dev.handshake.export.JsonExport;
import dev.handshake.export.KeyLogExport;
import dev.handshake.export.MarkdownExport;
import dev.handshake.export.PcapngExport;
import dev.handshake.export.PngExport;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Notice;
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
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Writes to files, on a thread of its own, one after the other: a picture of what is shown, and of
 * what was captured all that this program knows, whoever's view is shown.
 */
public final class ExportModel {
    /** Where the last export went, or null. */
    public final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();

    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Session> asking = new ReadOnlyObjectWrapper<>();
    private final ObservableValue<@Nullable Phrase> hindrance;
    private final AppModel app;
    private final FileChoice choice;
    private final Consumer<Image> clipboard;
    private final Executor worker;
    private @Nullable Answer answer;

    /** Whether the secrets of a session go along with it. */
    private record Answer(
            Instant started,
            @Nullable Endpoint client,
            @Nullable Endpoint server,
            boolean secrets) {
        boolean isAbout(Session session) {
            return started.equals(session.started())
                    && Objects.equals(client, session.client())
                    && Objects.equals(server, session.server());
        }
    }

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
        this.hindrance =
                Bindings.createObjectBinding(
                        this::findHindrance, app.sight.whole, app.listing, app.playback.growing);
    }

    public ReadOnlyBooleanProperty writing() {
        return writing.getReadOnlyProperty();
    }

    /** Why there is nothing to save; null where there is. */
    public ObservableValue<@Nullable Phrase> hindrance() {
        return hindrance;
    }

    private @Nullable Phrase findHindrance() {
        Session session = app.sight.whole.get();
        if (app.listing.get()) {
            return Phrase.of("window.save.choose");
        }
        if (session == null || session.messages().isEmpty()) {
            return Phrase.of("window.save.nothing");
        }
        return app.playback.growing.get() ? Phrase.of("window.save.running") : null;
    }

    /** The session of which it is asked whether its secrets go along; null while none is. */
    public ReadOnlyObjectProperty<@Nullable Session> asking() {
        return asking.getReadOnlyProperty();
    }

    /** The packets of the session, so that it opens here and in Wireshark. */
    public void capture() {
        Session session = app.sight.whole.get();
        Phrase why = hindrance.getValue();
        if (session == null || why != null) {
            app.notice.set(
                    new Notice.Refused(why == null ? Phrase.of("window.save.nothing") : why));
        } else if (session.secrets().isEmpty()) {
            capture(session, false);
        } else if (answer != null && answer.isAbout(session)) {
            capture(session, answer.secrets());
        } else {
            asking.set(session);
        }
    }

    /** Answers whether the secrets go along; it will not be asked again of this session. */
    public void answer(boolean secrets) {
        Session session = asking.get();
        asking.set(null);
        if (session != null) {
            answer = new Answer(session.started(), session.client(), session.server(), secrets);
            capture(session, secrets);
        }
    }

    /** Would rather not save. */
    public void leave() {
        asking.set(null);
    }

    private void capture(Session session, boolean secrets) {
        save(
                session,
                ".pcapng",
                "window.export.kind.pcapng",
                secrets,
                out -> PcapngExport.write(session, secrets, out));
    }

    /** What is known of the keys of the session. */
    public void keys() {
        Session session = app.sight.whole.get();
        if (session != null && !session.secrets().isEmpty()) {
            save(
                    session,
                    ".keys",
                    "window.export.kind.keys",
                    true,
                    out -> KeyLogExport.write(session, out));
        }
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
                    false,
                    out -> PngExport.write(session, view, palette, scale, out));
        }
    }

    /** Everything that is known of the session. */
    public void json() {
        Session session = app.sight.whole.get();
        if (session != null) {
            save(
                    session,
                    ".json",
                    "window.export.kind.json",
                    false,
                    out -> writeJson(session, out));
        }
    }

    /** The session as a page to read, in the language of the window. */
    public void markdown() {
        Session session = app.session.get();
        if (session != null) {
            Words words = app.words.get();
            Explainer explainer = app.explainer.get();
            save(
                    session,
                    ".md",
                    "window.export.kind.md",
                    false,
                    out -> {
                        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                        MarkdownExport.write(session, words, explainer, writer);
                    });
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

    private void save(
            Session session,
            String ending,
            String kind,
            boolean secrets,
            AtomicFile.Content content) {
        Path file = choice.choose(name(session) + ending, app.words.get().text(kind), folder.get());
        if (file == null) {
            return;
        }
        folder.set(file.toAbsolutePath().getParent());
        writing.set(true);
        worker.execute(() -> {
            Notice result = write(file.toAbsolutePath(), secrets, content);
            Platform.runLater(() -> tell(result));
        });
    }

    private void tell(Notice result) {
        writing.set(false);
        app.notice.set(result);
    }

    private static Notice write(Path file, boolean secrets, AtomicFile.Content content) {
        try {
            AtomicFile.write(
                    file, secrets ? AtomicFile.Readers.OWNER : AtomicFile.Readers.USUAL, content);
            return new Notice.Saved(file, secrets);
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
    private String name(Session seen) {
        Session whole = app.sight.whole.get();
        Session session = whole == null ? seen : whole;
        String target = session.origin().host();
        String host = target == null ? session.negotiated().sni() : target;
        String safe = host == null ? "" : host.replaceAll("[^A-Za-z0-9.-]", "_");
        return safe.isEmpty() ? "handshake" : "handshake-" + safe;
    }
}
