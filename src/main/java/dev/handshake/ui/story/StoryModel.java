package dev.handshake.ui.story;

import dev.handshake.diagram.View;
import dev.handshake.explain.Story;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import dev.handshake.ui.model.SidePanel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where in the story of the shown session the reader is. Each step leads the whole window: what
 * comes after it has not been told yet, and its bytes are lit.
 */
public final class StoryModel {
    /** The steps that there are; more may come while a handshake is captured. */
    public final ObjectProperty<List<Story.Step>> steps = new SimpleObjectProperty<>(List.of());

    /** The index of the shown step; as many as there are steps is never reached. */
    public final IntegerProperty at = new SimpleIntegerProperty();

    private final AppModel app;
    private boolean leading;

    public StoryModel(AppModel app) {
        this.app = app;
        app.session.subscribe(this::take);
        app.playback.playhead.subscribe(_ -> follow());
        app.side.subscribe(_ -> begin());
    }

    /** The step that is shown; empty where there is nothing to tell. */
    public Optional<Story.Step> step() {
        List<Story.Step> all = steps.get();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(at.get()));
    }

    public boolean isFirst() {
        return at.get() == 0;
    }

    public boolean isLast() {
        return at.get() >= steps.get().size() - 1;
    }

    public void next() {
        goTo(at.get() + 1);
    }

    public void back() {
        goTo(at.get() - 1);
    }

    /** Shows a step, and leads the diagram there. */
    public void goTo(int index) {
        if (steps.get().isEmpty()) {
            return;
        }
        at.set(Math.clamp(index, 0, steps.get().size() - 1));
        lead();
    }

    private boolean isTold() {
        return app.side.get() == SidePanel.STORY;
    }

    private void begin() {
        if (isTold()) {
            app.playback.playing.set(false);
            goTo(nearest(app.playback.playhead.get()));
        }
    }

    private void take(@Nullable Session session) {
        List<Story.Step> now = session == null ? List.of() : Story.of(session);
        if (!now.equals(steps.get())) {
            steps.set(now);
            at.set(Math.clamp(at.get(), 0, Math.max(0, now.size() - 1)));
            if (isTold() && session != null) {
                lead();
            }
        }
    }

    /** The reader has moved the playhead: the story goes along. */
    private void follow() {
        if (isTold() && !leading && !steps.get().isEmpty()) {
            at.set(nearest(app.playback.playhead.get()));
        }
    }

    /** The last step that has been told when the message has. */
    private int nearest(int number) {
        List<Story.Step> all = steps.get();
        int found = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).number() <= number) {
                found = i;
            }
        }
        return number == 0 || all.isEmpty() ? 0 : sameMessage(found);
    }

    /** The first of the steps that are about one message. */
    private int sameMessage(int index) {
        int first = index;
        while (first > 0
                && steps.get().get(first - 1).number() == steps.get().get(index).number()) {
            first--;
        }
        return first;
    }

    private void lead() {
        Story.Step step = step().orElseThrow();
        leading = true;
        app.playback.playing.set(false);
        app.playback.goTo(step.number());
        if (step.number() > 0) {
            app.selection.select(
                    step.number(),
                    step.span()
                            .map(span -> new View.Lit(span.offset(), span.length()))
                            .orElse(View.Lit.NONE));
            app.selection.opened.clear();
            if (Objects.requireNonNull(step.message()).type().layer() != MessageType.Layer.TCP) {
                app.selection.opened.add(step.number());
            }
        }
        leading = false;
    }
}
