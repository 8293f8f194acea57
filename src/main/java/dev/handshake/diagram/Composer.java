package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.diagram.Told.State;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Puts rows one under the other, and behind them the bands, rails and brackets. */
final class Composer {
    private static final double TIME_SIZE = 11.5;

    private final Session session;
    private final View view;
    private final Layout layout;
    private final Told told;
    private final MessageRow messageRow;
    private final SideRows sideRows;
    private final Map<Integer, KeyChange> keyChanges;
    private final Marks bands = new Marks();
    private final Marks railMarks = new Marks();
    private final Rails rails;
    private final Brackets brackets;
    private final List<Diagram.Row> rows = new ArrayList<>();
    private final List<Double> timesAt = new ArrayList<>();
    private final OptionalLong start;
    private double y = Layout.TOP;
    private String lastTime = "";
    private boolean inFuture;

    Composer(Session session, View view) {
        this.session = session;
        this.view = view;
        this.layout = view.plain() ? Layout.plain(view.width()) : Layout.of(view.width());
        this.told = new Told(session, view);
        this.messageRow = new MessageRow(layout, told);
        this.sideRows = new SideRows(layout, told);
        this.keyChanges = KeyChange.of(session);
        this.rails = new Rails(layout, railMarks);
        this.brackets = new Brackets(layout, view.words());
        this.start =
                session.messages().stream()
                        .map(MessageRead::nanos)
                        .filter(OptionalLong::isPresent)
                        .findFirst()
                        .orElse(OptionalLong.empty());
    }

    Diagram compose() {
        Flight before = null;
        int seen = seen();
        List<Flight> flights =
                Flight.of(session).stream()
                        .filter(flight -> flight.first() < seen)
                        .map(flight -> flight.before(seen))
                        .toList();
        for (Flight flight : flights) {
            boolean apart =
                    before != null
                            && !(before.kind() == Flight.Kind.OTHER
                                    && flight.kind() == Flight.Kind.OTHER);
            y += apart ? Layout.BETWEEN_FLIGHTS : 0;
            add(flight);
            before = flight;
        }
        if (told.isAsked()) {
            enter(State.FUTURE);
            place(sideRows.question());
        }
        double railEnd = y + Layout.BOTTOM;
        Stop stop = new Stop(layout, told);
        if (stop.isNeeded()) {
            Draft draft = stop.draft();
            railEnd = y + draft.arrowY();
            place(draft);
        }
        rails.end(railEnd);
        Heads heads = new Heads(layout, told);
        List<Mark> backdrop = new ArrayList<>(bands.list());
        backdrop.addAll(railMarks.list());
        backdrop.addAll(brackets.marks());
        return new Diagram(
                view.width(),
                y + Layout.BOTTOM,
                Layout.HEAD_BAND,
                heads.marks(),
                backdrop,
                rows,
                heads.spoken());
    }

    /** How many of the session's messages may be seen: those up to the horizon. */
    private int seen() {
        List<MessageRead> messages = session.messages();
        if (view.shows(Integer.MAX_VALUE)) {
            return messages.size();
        }
        int seen = messages.size();
        while (seen > 0 && !isSeen(messages.get(seen - 1))) {
            seen--;
        }
        return seen;
    }

    /** What was not sent is seen together with what was sent after it. */
    private boolean isSeen(MessageRead message) {
        return message.number() > 0 && view.shows(message.number());
    }

    private void add(Flight flight) {
        boolean group = flight.isGroup(session);
        if (group && view.folded().contains(flight.sent(session).getFirst().number())) {
            addFolded(flight);
            return;
        }
        double first = 0;
        double last = 0;
        for (int i = flight.first(); i < flight.end(); i++) {
            MessageRead message = session.messages().get(i);
            if (message.isAbsent() && told.isSecretGhost(i)) {
                continue;
            }
            KeyChange change = keyChanges.get(i);
            if (change != null) {
                addKeys(change, told.state(change.by()) == State.FUTURE);
            }
            if (Flight.isRemark(message)) {
                enter(told.ghost(i));
                Draft remark = sideRows.remark(message, i);
                place(inFuture ? remark : withTime(remark, message.nanos()));
                continue;
            }
            if (message.isAbsent()) {
                enter(told.ghost(i));
                place(
                        sideRows.ghost(
                                message, i, rails.edge(Sender.CLIENT), rails.edge(Sender.SERVER)));
                continue;
            }
            double line = add(message);
            first = first == 0 ? line : first;
            last = line;
        }
        if (group && layout.brackets()) {
            brackets.add(flight, flight.sent(session), first, last, timesAt);
        }
    }

    /** Returns where its line is. */
    private double add(MessageRead message) {
        State state = told.state(message.number());
        enter(state);
        Draft draft = messageRow.draft(message, rails.edge(message.from().other()));
        double opened = view.openness().getOrDefault(message.number(), 0.0);
        boolean selected = message.number() == view.selected();
        if (selected || (opened > 0 && state != State.FUTURE)) {
            band(draft.height(), selected);
        }
        if (state != State.FUTURE && view.isEvidence(message.number())) {
            evidence(draft.height());
        }
        double line = y + draft.arrowY();
        if (state != State.FUTURE) {
            draft = withTime(draft, message.nanos());
        }
        place(draft);
        return line;
    }

    private void addKeys(KeyChange change, boolean future) {
        enter(future ? State.FUTURE : State.SETTLED);
        double line = y + Layout.KEYS_ROW / 2;
        if (!future) {
            change.sides().forEach(side -> rails.change(side, change.role(), line));
        }
        place(sideRows.keys(change, future));
    }

    private void addFolded(Flight flight) {
        MessageRead first = flight.sent(session).getFirst();
        enter(told.state(first.number()));
        Draft draft = sideRows.folded(flight);
        double line = y + draft.arrowY();
        for (int i = flight.first(); i < flight.end(); i++) {
            KeyChange change = keyChanges.get(i);
            if (change != null && told.state(change.by()) != State.FUTURE) {
                change.sides().forEach(side -> rails.change(side, change.role(), line));
            }
        }
        place(inFuture ? draft : withTime(draft, first.nanos()));
    }

    /** Where the future begins, both rails are thin again. */
    private void enter(State state) {
        if (state == State.FUTURE && !inFuture) {
            inFuture = true;
            for (Sender side : Sender.values()) {
                rails.change(side, null, y);
            }
        }
    }

    private void band(double height, boolean selected) {
        double width = view.width() - 2 * Layout.BAND_INSET;
        bands.fill(
                Layout.BAND_INSET,
                y,
                width,
                height,
                Layout.HEAD_RADIUS,
                selected ? Tone.SELECTED : Tone.SUBTLE);
        if (selected) {
            bands.fill(Layout.BAND_INSET, y, Layout.BAND_BAR, height, 2, Tone.INK);
        }
    }

    /** Around a message that the selected verdict rests on. */
    private void evidence(double height) {
        bands.box(
                Layout.BAND_INSET + 0.75,
                y + 1,
                view.width() - 2 * Layout.BAND_INSET - 1.5,
                height - 2,
                Layout.HEAD_RADIUS,
                null,
                Tone.LINK_LINE,
                1.5,
                Dash.SOLID);
    }

    private Draft withTime(Draft draft, OptionalLong nanos) {
        if (nanos.isEmpty() || start.isEmpty() || !layout.times()) {
            return draft;
        }
        String time = Durations.millis(Math.max(0, nanos.getAsLong() - start.getAsLong()));
        if (time.equals(lastTime)) {
            return draft;
        }
        lastTime = time;
        timesAt.add(y + draft.arrowY());
        Marks marks = new Marks();
        marks.addMoved(draft.marks(), 0, 0);
        marks.textRight(
                layout.left() + Layout.TIME_RIGHT,
                draft.arrowY(),
                time,
                Face.MONO,
                TIME_SIZE,
                Tone.MUTED);
        return new Draft(
                draft.id(),
                draft.number(),
                draft.height(),
                draft.arrowY(),
                marks.list(),
                draft.panel(),
                draft.spoken());
    }

    private void place(Draft draft) {
        rows.add(draft.at(y));
        y += draft.height();
    }
}
