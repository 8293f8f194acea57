package dev.handshake.ui.compare;

import dev.handshake.diagram.Contrast;
import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.View;
import dev.handshake.session.Difference;
import dev.handshake.session.Session;
import dev.handshake.ui.model.AppModel;
import java.util.Set;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One of the two diagrams, all told, with what differs marked in it. */
final class ComparedSide {
    private final AppModel model = new AppModel();
    private final Region view;
    private final boolean first;
    private Contrast contrast = Contrast.NONE;

    ComparedSide(AppModel app, boolean first, CompareDrawing drawing) {
        this.first = first;
        model.language.bind(app.language);
        model.palette.bind(app.palette);
        model.playback.reducedMotion.bind(app.playback.reducedMotion);
        view = drawing.of(model, (session, how) -> contrast.mark(Diagram.of(session, how)));
        view.setMinSize(0, 0);
    }

    Region view() {
        return view;
    }

    void show(@Nullable Session session, Contrast marks) {
        contrast = marks;
        model.clear();
        model.session.set(session);
        model.playback.goTo(model.playback.last.get());
        model.selection.select(0);
        view.requestLayout();
    }

    /**
     * Selects where a difference stands on this side, and opens its message if it is in a field.
     */
    void go(Difference difference) {
        Difference.Place place = difference.side(first).place();
        if (place == null) {
            model.selection.select(0);
            return;
        }
        if (place.span() == null) {
            model.selection.select(place.message());
        } else {
            model.selection.select(
                    place.message(), new View.Lit(place.span().offset(), place.span().length()));
            model.selection.opened.add(place.message());
        }
    }

    /** Selects the first of these messages, and opens it. */
    void open(Set<Integer> numbers) {
        int number = numbers.stream().min(Integer::compare).orElse(0);
        model.selection.select(number);
        if (number > 0) {
            model.selection.opened.add(number);
        }
    }
}
