package dev.handshake.ui.model;

import dev.handshake.keys.KeyStep;
import dev.handshake.keys.KeyTree;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The key schedule of the session that is shown, and what the reader looks at in it. Its trees grow
 * on a thread of their own, and only while somebody looks: a handshake that is being captured is
 * not to wait for it.
 */
public final class Keys {
    /** The id of the step that is open; null for none. */
    public final ObjectProperty<@Nullable String> selected = new SimpleObjectProperty<>();

    /** Whether secret values are shown. */
    public final BooleanProperty revealed = new SimpleBooleanProperty();

    private final ObservableValue<@Nullable Session> session;
    private final ReadOnlyObjectWrapper<List<KeyTree>> trees =
            new ReadOnlyObjectWrapper<>(List.of());

    private final List<ObservableBooleanValue> watchers = new ArrayList<>();

    private @Nullable Session before;

    /** Counts the snapshots; and that of which there are trees. */
    private int revision;

    private int grown;
    private boolean growing;

    Keys(ObservableValue<@Nullable Session> session) {
        this.session = session;
        session.subscribe(this::replaced);
    }

    /** The trees of the handshakes, in their order; those of the snapshot before for a moment. */
    public ReadOnlyObjectProperty<List<KeyTree>> trees() {
        return trees.getReadOnlyProperty();
    }

    /** The step that is open, with what is known of it now; null where there is none. */
    public ObservableValue<@Nullable KeyStep> step() {
        return Bindings.createObjectBinding(
                () ->
                        trees.get().stream()
                                .flatMap(tree -> tree.steps().stream())
                                .filter(step -> step.id().equals(selected.get()))
                                .findFirst()
                                .orElse(null),
                trees,
                selected);
    }

    /** The trees are wanted as long as this is so. */
    public void watch(ObservableBooleanValue inSight) {
        watchers.add(inSight);
        inSight.subscribe(_ -> grow());
    }

    private void replaced(@Nullable Session now) {
        if (now == null || before == null || !AppModel.same(now, before)) {
            // Another connection's secrets are asked for anew.
            revealed.set(false);
            selected.set(null);
            trees.set(List.of());
        }
        before = now;
        revision++;
        grow();
    }

    private void grow() {
        Session now = session.getValue();
        boolean wanted = watchers.stream().anyMatch(ObservableBooleanValue::get);
        if (now == null || growing || !wanted || grown == revision) {
            return;
        }
        growing = true;
        int of = revision;
        Thread.ofPlatform()
                .name("key-schedule")
                .daemon()
                .start(() -> {
                    List<KeyTree> made = List.of();
                    try {
                        made = KeyTree.of(now);
                    } finally {
                        List<KeyTree> all = made;
                        Platform.runLater(() -> have(now, of, all));
                    }
                });
    }

    private void have(Session of, int number, List<KeyTree> made) {
        growing = false;
        Session now = session.getValue();
        if (now != null && AppModel.same(now, of)) {
            grown = number;
            trees.set(made);
        }
        // Another snapshot has come meanwhile, perhaps.
        grow();
    }
}
