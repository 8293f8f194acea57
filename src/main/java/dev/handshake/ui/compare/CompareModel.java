package dev.handshake.ui.compare;

import dev.handshake.session.Differences;
import dev.handshake.session.Outcome;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Which two sessions stand beside each other: at first the one that is shown and the one that was
 * shown before it.
 */
public final class CompareModel {
    /** The earlier; null while there are not two. */
    final ObjectProperty<@Nullable Session> a = new SimpleObjectProperty<>();

    /** The later. */
    final ObjectProperty<@Nullable Session> b = new SimpleObjectProperty<>();

    private final ReadOnlyObjectWrapper<Differences> differences =
            new ReadOnlyObjectWrapper<>(new Differences(List.of()));
    private final AppModel app;

    public CompareModel(AppModel app) {
        this.app = app;
        InvalidationListener follow = _ -> follow();
        app.session.addListener(follow);
        app.earlier.addListener(follow);
        a.subscribe(_ -> compare());
        b.subscribe(_ -> compare());
        app.comparing.subscribe(_ -> compare());
    }

    ReadOnlyObjectProperty<Differences> differences() {
        return differences.getReadOnlyProperty();
    }

    /** Whether there are two sessions to compare. */
    public boolean isPossible() {
        return sessions().size() > 1;
    }

    /** All that can be chosen, the newest first. */
    List<Session> sessions() {
        List<Session> all = new ArrayList<>();
        Session shown = app.session.get();
        if (shown != null && AppModel.isWorthKeeping(shown)) {
            all.add(shown);
        }
        app.earlier.stream()
                .filter(session -> all.stream().noneMatch(known -> AppModel.same(known, session)))
                .forEach(all::add);
        return all;
    }

    void swap() {
        Session was = a.get();
        a.set(b.get());
        b.set(was);
    }

    /** Another session is shown: it is compared with the one before, as soon as it has ended. */
    private void follow() {
        Session shown = app.session.get();
        if (shown != null && shown.outcome().status() == Outcome.Status.RUNNING) {
            return;
        }
        List<Session> all = sessions();
        b.set(all.isEmpty() ? null : all.getFirst());
        a.set(all.size() < 2 ? null : all.get(1));
    }

    /** Only while somebody looks. */
    private void compare() {
        if (!app.comparing.get()) {
            return;
        }
        Session one = a.get();
        Session other = b.get();
        differences.set(
                one == null || other == null
                        ? new Differences(List.of())
                        : Differences.between(one, other));
    }
}
