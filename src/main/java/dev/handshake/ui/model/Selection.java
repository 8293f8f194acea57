package dev.handshake.ui.model;

import dev.handshake.diagram.View;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/** What the reader points at: one message, one of its fields, what is opened and what is folded. */
public final class Selection {
    /** The number of the selected message; 0 for none. */
    public final IntegerProperty message = new SimpleIntegerProperty();

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
        if (message.get() != number) {
            field.set(View.Lit.NONE);
            hovered.set(View.Lit.NONE);
            message.set(number);
        }
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
        message.set(0);
        field.set(View.Lit.NONE);
        hovered.set(View.Lit.NONE);
        opened.clear();
        folded.clear();
    }
}
