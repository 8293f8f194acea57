package dev.handshake.ui.model;

import dev.handshake.diagram.View;
import dev.handshake.session.MessageRead;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/** What the reader points at: one message, one of its fields, what is opened and what is folded. */
public final class Selection {
    /** The number of the selected message; 0 for none. */
    public final IntegerProperty message = new SimpleIntegerProperty();

    /** The absent message that is selected instead of one that was sent; null for none. */
    public final ObjectProperty<@Nullable MessageRead> absent = new SimpleObjectProperty<>();

    /** The selected field of that message, as its bytes. */
    public final ObjectProperty<View.Lit> field = new SimpleObjectProperty<>(View.Lit.NONE);

    /** The field or byte under the pointer. */
    public final ObjectProperty<View.Lit> hovered = new SimpleObjectProperty<>(View.Lit.NONE);

    /** The numbers of the messages whose field panels are open. */
    public final ObservableSet<Integer> opened = FXCollections.observableSet();

    /** The first messages of the flights that are folded. */
    public final ObservableSet<Integer> folded = FXCollections.observableSet();

    /** Selects a message and no field of it. */
    public void select(int number) {
        absent.set(null);
        if (message.get() != number) {
            field.set(View.Lit.NONE);
            hovered.set(View.Lit.NONE);
            message.set(number);
        }
    }

    /** Selects a message that was not sent. */
    public void selectAbsent(MessageRead ghost) {
        select(0);
        absent.set(ghost);
    }

    /** Selects a field of a message. */
    public void select(int number, View.Lit lit) {
        select(number);
        field.set(lit);
    }

    public void toggle(int number) {
        if (!opened.remove(number)) {
            opened.add(number);
        }
    }

    /** For another session: nothing is selected, opened or folded. */
    public void clear() {
        absent.set(null);
        message.set(0);
        field.set(View.Lit.NONE);
        hovered.set(View.Lit.NONE);
        opened.clear();
        folded.clear();
    }
}
