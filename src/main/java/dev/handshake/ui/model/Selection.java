package dev.handshake.ui.model;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.diagram.View;
import dev.handshake.session.Links;
import dev.handshake.session.MessageRead;
import dev.handshake.verify.Evidence;
import dev.handshake.verify.Verdict;
import java.util.List;
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

    /** The verdict whose evidence is lit; null for none. */
    public final ObjectProperty<@Nullable Verdict> verdict = new SimpleObjectProperty<>();

    /** Where the selected field leads; lit as long as nothing else is. */
    public final ObjectProperty<List<Links.Link>> links = new SimpleObjectProperty<>(List.of());

    /** What else is lit as a verdict's evidence is: what a key is made of. Empty for nothing. */
    public final ObjectProperty<List<Evidence>> basis = new SimpleObjectProperty<>(List.of());

    /** The numbers of the messages whose field panels are open. */
    public final ObservableSet<Integer> opened = FXCollections.observableSet();

    /** The first messages of the flights that are folded. */
    public final ObservableSet<Integer> folded = FXCollections.observableSet();

    /**
     * Selects a message and no field of it; a verdict that does not rest on it is put away, and
     * what else is lit in other messages alone.
     */
    public void select(int number) {
        absent.set(null);
        if (basis.get().stream().noneMatch(it -> it.message() == number)) {
            basis.set(List.of());
        }
        Verdict lit = verdict.get();
        if (lit != null && !lit.messages().contains(number)) {
            verdict.set(null);
        }
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

    /**
     * Selects a verdict and, unless the message that is selected is one of those that it rests on,
     * the one that it is about.
     */
    public void select(Verdict chosen) {
        int number = chosen.messages().contains(message.get()) ? message.get() : chosen.subject();
        basis.set(List.of());
        verdict.set(chosen);
        if (number > 0) {
            selectEvidence(number);
        }
    }

    /**
     * Lights bytes of messages and, unless the message that is selected is one of these, goes to
     * the last of them.
     */
    public void light(List<Evidence> bytes) {
        verdict.set(null);
        basis.set(List.copyOf(bytes));
        if (!bytes.isEmpty()) {
            boolean here = bytes.stream().anyMatch(it -> it.message() == message.get());
            selectEvidence(here ? message.get() : bytes.getLast().message());
        }
    }

    /** Goes to one of the messages in which something is lit, and to its bytes there. */
    public void selectEvidence(int number) {
        select(number);
        field.set(
                evidence(number).stream()
                        .findFirst()
                        .map(span -> new View.Lit(span.offset(), span.length()))
                        .orElse(View.Lit.NONE));
    }

    /** The bytes of the message that are lit; none where it is all of it. */
    public List<ByteSpan> evidence(int number) {
        Verdict lit = verdict.get();
        return (lit == null ? basis.get() : lit.evidence())
                .stream()
                        .filter(it -> it.message() == number)
                        .flatMap(it -> it.spans().stream())
                        .toList();
    }

    /** Goes where a field leads, and to its bytes there. */
    public void follow(Links.Link link) {
        verdict.set(null);
        select(link.to().message());
        field.set(
                link.to().spans().stream()
                        .findFirst()
                        .map(span -> new View.Lit(span.offset(), span.length()))
                        .orElse(View.Lit.NONE));
    }

    public void toggle(int number) {
        if (!opened.remove(number)) {
            opened.add(number);
        }
    }

    /** For another session: nothing is selected, opened or folded. */
    public void clear() {
        absent.set(null);
        verdict.set(null);
        links.set(List.of());
        basis.set(List.of());
        message.set(0);
        field.set(View.Lit.NONE);
        hovered.set(View.Lit.NONE);
        opened.clear();
        folded.clear();
    }
}
