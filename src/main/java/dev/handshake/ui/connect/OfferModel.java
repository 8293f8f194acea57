package dev.handshake.ui.connect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the next connection offers, and every earlier state of it back to when editing began. */
public final class OfferModel {
    /** Whoever goes back further is faster with another preset. */
    private static final int STEPS = 200;

    private final ReadOnlyObjectWrapper<OfferChoice> usual =
            new ReadOnlyObjectWrapper<>(OfferChoice.USUAL);
    private final ReadOnlyObjectWrapper<OfferChoice> choice =
            new ReadOnlyObjectWrapper<>(OfferChoice.USUAL);
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final BooleanBinding changed =
            Bindings.createBooleanBinding(() -> !choice.get().equals(usual.get()), choice, usual);
    private final Deque<OfferChoice> before = new ArrayDeque<>();
    private Object lastWhat = new Object();

    OfferModel() {}

    ReadOnlyObjectProperty<OfferChoice> choice() {
        return choice.getReadOnlyProperty();
    }

    /** Whether it is another than the usual one. */
    public BooleanBinding changed() {
        return changed;
    }

    /** Whether there is a change that can be taken back. */
    ReadOnlyBooleanProperty undoable() {
        return undoable.getReadOnlyProperty();
    }

    /**
     * What is usual from now on, with whoever is connected to; an offer that the reader has not
     * touched becomes it.
     */
    void usual(OfferChoice other) {
        boolean untouched = !changed.get();
        usual.set(other);
        if (untouched) {
            choice.set(other);
        }
    }

    /** Editing begins, or goes on with something else: there is nothing to take back. */
    void begin() {
        before.clear();
        undoable.set(false);
        lastWhat = new Object();
    }

    /**
     * Changes it.
     *
     * @param what what is changed; changes of the same in a row are taken back together
     */
    void change(Object what, UnaryOperator<OfferChoice> change) {
        OfferChoice now = choice.get();
        OfferChoice next = change.apply(now);
        if (next.equals(now)) {
            return;
        }
        if (!what.equals(lastWhat) || before.isEmpty()) {
            before.push(now);
            if (before.size() > STEPS) {
                before.removeLast();
            }
        }
        lastWhat = what;
        undoable.set(true);
        choice.set(next);
    }

    /** Takes the last change back. */
    void undo() {
        if (!before.isEmpty()) {
            choice.set(before.pop());
            undoable.set(!before.isEmpty());
            lastWhat = new Object();
        }
    }

    /** Back to the usual one. */
    void reset() {
        change(new Object(), _ -> usual.get());
    }
}
