package dev.handshake.ui.model;

import dev.handshake.bytes.Phrase;
import dev.handshake.session.Session;
import dev.handshake.session.Viewpoint;
import dev.handshake.session.Wiretap;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whose view of the captured session is shown. What others see is read anew from the packets beside
 * the FX thread; until it has come, what was shown before stays. While a handshake is captured,
 * each newer snapshot is read so.
 */
public final class Sight {
    /** What was captured, with all that this program knows; null before the first connection. */
    public final ObjectProperty<@Nullable Session> whole = new SimpleObjectProperty<>();

    /** Stays for as long as the program runs, whatever is connected to. */
    public final ObjectProperty<Viewpoint> viewpoint = new SimpleObjectProperty<>(Viewpoint.CLIENT);

    /** Whether it is wanted in sight whose view it is, and what is known there. */
    public final BooleanProperty shown = new SimpleBooleanProperty();

    private final ReadOnlyObjectWrapper<Viewpoint> from =
            new ReadOnlyObjectWrapper<>(Viewpoint.CLIENT);
    private final Show show;
    private final AppModel app;
    private final Aside<Wish, Session> reading =
            new Aside<>(
                    "viewpoint",
                    (wish, end) -> Wiretap.read(wish.whole, wish.from, end),
                    (wish, seen) -> come(wish, seen),
                    (wish, _) -> gone(wish));

    /** What others see of {@link #whole}, as far as it has been asked for. */
    private final Map<Viewpoint, Session> seen = new EnumMap<>(Viewpoint.class);

    /** How often that has been replaced. */
    private int edition;

    private record Wish(Session whole, int edition, Viewpoint from) {}

    /** Takes what is seen. */
    @FunctionalInterface
    interface Show {
        void show(@Nullable Session seen, Viewpoint from);
    }

    Sight(AppModel app, Show show) {
        this.app = app;
        this.show = show;
        whole.subscribe((before, now) -> replaced(before, now));
        viewpoint.subscribe((before, now) -> turn(before, now));
    }

    /** Whose view is shown now: {@link #viewpoint}, or the one before it until that has come. */
    public ReadOnlyObjectProperty<Viewpoint> from() {
        return from.getReadOnlyProperty();
    }

    /** Whether what is wanted is still being read. */
    public ReadOnlyBooleanProperty reading() {
        return reading.busy();
    }

    /** Shows the next view, and whose it is. */
    public void cycle() {
        if (whole.get() != null) {
            shown.set(true);
            viewpoint.set(viewpoint.get().next());
        }
    }

    /** Shows what an eavesdropper sees; if others' views are shown already, the client's again. */
    public void toggle() {
        if (shown.get()) {
            shown.set(false);
            viewpoint.set(Viewpoint.CLIENT);
        } else {
            shown.set(true);
            viewpoint.set(Viewpoint.EAVESDROPPER);
        }
    }

    private void turn(Viewpoint before, Viewpoint now) {
        if (before != now) {
            reading.drop();
            look();
        }
    }

    private void replaced(@Nullable Session before, @Nullable Session now) {
        if (before == null || now == null || !AppModel.same(before, now)) {
            reading.drop();
        }
        seen.clear();
        edition++;
        look();
    }

    private void look() {
        Session now = whole.get();
        Viewpoint wanted = viewpoint.get();
        if (now == null || wanted == Viewpoint.CLIENT) {
            reading.drop();
            show(now, wanted);
            return;
        }
        Session known = seen.get(wanted);
        if (known == null) {
            reading.wish(new Wish(now, edition, wanted));
        } else {
            show(known, wanted);
        }
    }

    private void show(@Nullable Session what, Viewpoint now) {
        from.set(now);
        show.show(what, now);
    }

    /** What has come of an older snapshot of the same connection is better than nothing. */
    private void come(Wish wish, Session read) {
        Session now = whole.get();
        if (now == null || wish.from != viewpoint.get() || !AppModel.same(wish.whole, now)) {
            return;
        }
        if (wish.edition == edition) {
            seen.put(wish.from, read);
        }
        show(read, wish.from);
    }

    private void gone(Wish wish) {
        if (wish.edition == edition && wish.from == viewpoint.get()) {
            viewpoint.set(Viewpoint.CLIENT);
            app.notice.set(new Notice.Refused(Phrase.of("viewpoint.gone")));
        }
    }
}
