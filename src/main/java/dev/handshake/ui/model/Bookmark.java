package dev.handshake.ui.model;

import dev.handshake.diagram.View;
import dev.handshake.session.Moment;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the reader in place while the same connection is shown with other messages: at the same
 * moment, at the same bytes. Who comes back to a view without having gone on is where they were: a
 * record that tells one thing to an onlooker may tell four to the client, and what of them had not
 * been told is still to be told.
 */
final class Bookmark {
    private final Playback playback;
    private final Selection selection;
    private final Map<Viewpoint, Stay> stays = new EnumMap<>(Viewpoint.class);

    /** Where the reader was put last. */
    private int playhead = -1;

    private int selected = -1;

    private record Stay(
            int playhead,
            int selected,
            View.Lit field,
            List<Integer> opened,
            List<Integer> folded) {}

    Bookmark(Playback playback, Selection selection) {
        this.playback = playback;
        this.selection = selection;
    }

    /** Nobody has been anywhere. */
    void forget() {
        stays.clear();
    }

    /**
     * Goes from one reading of the connection to another.
     *
     * @param turn shows the other
     */
    void turn(Session before, Viewpoint was, Session after, Viewpoint from, Runnable turn) {
        Stay left = here();
        if (left.playhead() != playhead) {
            forget();
        }
        if (was != from) {
            stays.put(was, left);
        }
        Stay known = was == from ? null : stays.get(from);
        Stay found = found(left, before, after);
        turn.run();
        if (known == null) {
            playback.goTo(found.playhead());
            put(found);
        } else {
            playback.goTo(known.playhead());
            put(left.selected() == selected ? known : found);
        }
        playhead = playback.playhead.get();
        selected = selection.message.get();
    }

    private Stay here() {
        return new Stay(
                playback.playhead.get(),
                selection.message.get(),
                selection.field.get(),
                List.copyOf(selection.opened),
                List.copyOf(selection.folded));
    }

    private static Stay found(Stay left, Session before, Session after) {
        Places places = new Places(before, after);
        return new Stay(
                Moment.of(before, left.playhead()).last(after),
                places.first(left.selected()),
                View.Lit.NONE,
                left.opened().stream().map(places::first).toList(),
                left.folded().stream().map(places::first).toList());
    }

    private void put(Stay stay) {
        selection.absent.set(null);
        selection.verdict.set(null);
        selection.basis.set(List.of());
        selection.select(stay.selected());
        selection.field.set(stay.field());
        replace(selection.opened, stay.opened());
        replace(selection.folded, stay.folded());
    }

    private static void replace(Set<Integer> numbers, List<Integer> by) {
        numbers.clear();
        by.stream().filter(number -> number > 0).forEach(numbers::add);
    }
}
