package dev.handshake.ui.detail;

import dev.handshake.capture.Cancellation;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Recording;
import dev.handshake.capture.file.Excerpt;
import dev.handshake.session.Layers;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.Aside;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * The layers of the selected message. The packets of its connection are gone through beside the FX
 * thread, once, and not before somebody wants to see them.
 */
final class LayersModel {
    /** Whether they are wanted in sight. */
    final BooleanProperty open = new SimpleBooleanProperty();

    private final ReadOnlyObjectWrapper<@Nullable Layers> layers = new ReadOnlyObjectWrapper<>();
    private final AppModel app;
    private final Aside<Recording, List<Payload>> reading =
            new Aside<>(
                    "layers",
                    LayersModel::payloads,
                    (of, found) -> come(of, found),
                    (of, _) -> come(of, List.of()));

    /** Whose packets {@link #payloads} are of; null before any were gone through. */
    private @Nullable Recording read;

    private @Nullable Instant readOf;
    private List<Payload> payloads = List.of();

    LayersModel(AppModel app) {
        this.app = app;
        app.session.subscribe(_ -> update());
        app.selection.message.subscribe(_ -> update());
        app.selection.absent.subscribe(_ -> update());
        app.playback.playhead.subscribe(_ -> update());
        app.playback.horizon.subscribe(_ -> update());
        open.subscribe(_ -> update());
    }

    /** Null where no message is selected that was sent and has been told. */
    ReadOnlyObjectProperty<@Nullable Layers> layers() {
        return layers.getReadOnlyProperty();
    }

    private static List<Payload> payloads(Recording recording, Cancellation end)
            throws IOException {
        try (Excerpt excerpt = Excerpt.of(recording)) {
            return excerpt.payloads();
        }
    }

    private void update() {
        Session session = app.session.get();
        int number = app.selection.message.get();
        boolean told =
                session != null
                        && number > 0
                        && number <= app.playback.playhead.get()
                        && app.selection.absent.get() == null;
        if (session == null || !told) {
            layers.set(null);
            return;
        }
        if (open.get() && !session.recording().equals(read)) {
            reading.wish(session.recording());
        }
        // Of a connection that still grows, what is known of it until it is read anew.
        boolean known = session.started().equals(readOf);
        layers.set(Layers.of(session, number, known ? payloads : List.of()));
    }

    private void come(Recording of, List<Payload> found) {
        Session session = app.session.get();
        read = of;
        readOf = session == null ? null : session.started();
        payloads = found;
        update();
    }

    /** Whether the packets are still being gone through. */
    ReadOnlyBooleanProperty reading() {
        return reading.busy();
    }

    /** The message whose layers they are. */
    Optional<MessageRead> message() {
        Session session = app.session.get();
        return session == null ? Optional.empty() : session.message(app.selection.message.get());
    }
}
