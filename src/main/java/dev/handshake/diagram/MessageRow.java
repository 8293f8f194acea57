package dev.handshake.diagram;

import dev.handshake.diagram.Told.State;
import dev.handshake.explain.Words;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import dev.handshake.session.Provenance;
import dev.handshake.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The row of a message that was sent. */
final class MessageRow {
    private static final double NAME = 15;
    private static final double LOW_NAME = 14;
    private static final double FACT = 13.5;
    private static final double LOW_FACT = 12.5;
    private static final double NAME_GAP = 8;
    private static final double LOCK = 16;
    private static final double SIGN = 17;
    private static final double SIGN_GAP = 7;
    private static final double PANEL_BOTTOM = 12;

    private final Layout layout;
    private final Told told;
    private final Words words;
    private final Facts facts;
    private final Shields shields;

    MessageRow(Layout layout, Told told) {
        this.layout = layout;
        this.told = told;
        this.words = told.view().words();
        this.facts = new Facts(told);
        this.shields = new Shields(told);
    }

    /**
     * @param edge of the receiver's rail
     */
    Draft draft(MessageRead message, double edge) {
        State state = told.state(message.number());
        Fact fact = state == State.FUTURE ? Fact.NONE : facts.of(message);
        boolean low =
                state == State.FUTURE
                        || (fact.low() && !Role.isProtected(message) && !Role.stops(message));
        Marks marks = new Marks();
        Role role = state == State.FUTURE ? Role.FUTURE : Role.of(message);
        double travel = state == State.TRAVELLING ? told.view().travel() : 1;
        double height;
        double line;
        double gap = 0;
        if (low) {
            Label label = lowLabel(message, fact, state, role);
            height = Layout.LOW_ROW;
            line = height / 2;
            gap = label.width() + 2 * Layout.PLATE;
            label.draw(marks, layout.middle(), line);
        } else {
            Label one = highLabel(message, fact, state, role, true);
            boolean fits = one.width() <= layout.labelRoom();
            height = fits ? Layout.ROW : Layout.TALL_ROW;
            line = height - Layout.ROW + Layout.LINE;
            if (fits) {
                one.draw(marks, layout.middle(), Layout.LABEL);
            } else {
                highLabel(message, fact, state, role, false)
                        .draw(marks, layout.middle(), Layout.LABEL);
                secondLine(fact, state).draw(marks, layout.middle(), Layout.SECOND_LABEL);
            }
        }
        if (told.view().isEvidence(message.number()) && state != State.FUTURE) {
            marks.disc(
                    layout.x(message.from()),
                    line,
                    Layout.NODE + Layout.HALO,
                    Tone.LINK,
                    Tone.LINK_LINE,
                    1,
                    Dash.SOLID);
        }
        new Arrow(layout, message, role, travel, line, edge, gap).draw(marks);
        return withPanel(
                message,
                state,
                new Draft(
                        "m" + message.number(),
                        message.number(),
                        height,
                        line,
                        marks.list(),
                        spoken(message, fact, state)));
    }

    private Draft withPanel(MessageRead message, State state, Draft row) {
        double openness = told.view().openness().getOrDefault(message.number(), 0.0);
        if (openness <= 0 || state == State.FUTURE) {
            return row;
        }
        Panel panel = Panels.of(message, told, layout.panelWidth());
        Marks marks = new Marks();
        double top = row.height() + Layout.PANEL_GAP;
        marks.addMoved(panel.marks(), layout.panelX(), top);
        double full = Layout.PANEL_GAP + panel.height() + PANEL_BOTTOM;
        return new Draft(
                row.id(),
                row.number(),
                row.height() + Math.min(1, openness) * full,
                row.arrowY(),
                row.marks(),
                marks.list(),
                row.spoken());
    }

    private Label lowLabel(MessageRead message, Fact fact, State state, Role role) {
        String title = title(message, state);
        if (state != State.SETTLED) {
            return new Label().word(title, Face.REGULAR, LOW_NAME, Tone.FUTURE_TEXT);
        }
        Label label = new Label().word(title, Face.SEMIBOLD, LOW_NAME, role.text());
        if (!fact.isEmpty()) {
            double room = layout.labelRoom() - label.width() - NAME_GAP - badgeRoom(message);
            // Words that somebody said are cut where there is no room; a whole fact is left out.
            boolean said = message.type() == MessageType.PLAINTEXT_PRELUDE;
            List<Fact.Part> parts = said ? Label.force(fact.parts(), LOW_FACT, room) : fact.parts();
            if (Label.width(parts, LOW_FACT) <= room) {
                label.gap(NAME_GAP - 1).fact(parts, LOW_FACT);
            }
        }
        if (isInferred(message)) {
            label.gap(NAME_GAP).badge(words.text("diagram.inferred"), role.line(), role.text());
        }
        return label;
    }

    private double badgeRoom(MessageRead message) {
        return isInferred(message) ? 80 : 0;
    }

    private Label highLabel(
            MessageRead message, Fact fact, State state, Role role, boolean withFact) {
        Label label = new Label();
        String title = title(message, state);
        boolean settled = state == State.SETTLED;
        if (settled && Role.isProtected(message)) {
            label.signBefore(
                    Role.isDecrypted(message) ? Icon.DECRYPTED : Icon.ENCRYPTED, LOCK, role.text());
        }
        if (settled && role == Role.ALERT) {
            label.signBefore(Icon.ALERT, SIGN, role.line());
        }
        Optional<Verdict> verdict = settled ? shields.of(message) : Optional.empty();
        boolean sound = verdict.filter(it -> it.result() == Verdict.Result.PASS).isPresent();
        if (verdict.isPresent() && !sound) {
            shield(label, verdict.get()).gap(SIGN_GAP);
        }
        Tone tone = role == Role.ALERT ? role.text() : Tone.FG;
        label.word(
                title,
                settled ? Face.SEMIBOLD : Face.REGULAR,
                NAME,
                settled ? tone : Tone.FUTURE_TEXT);
        if (withFact && !fact.isEmpty()) {
            double room =
                    layout.labelRoom() - label.width() - NAME_GAP - (sound ? SIGN + NAME_GAP : 0);
            // For a class the second line is taken before anything is elided.
            List<Fact.Part> parts =
                    told.view().plain()
                            ? Label.brief(fact.parts())
                            : Label.fit(fact.parts(), FACT, room);
            if (settled) {
                label.gap(NAME_GAP).fact(parts, FACT);
            } else if (Label.width(parts, FACT) > room) {
                // The row is already as high as it will be when the fact comes.
                label.gap(layout.labelRoom());
            }
        }
        if (sound) {
            shield(label.gap(SIGN_GAP), verdict.get());
        }
        return label;
    }

    private Label secondLine(Fact fact, State state) {
        return state == State.SETTLED
                ? new Label().fact(Label.force(fact.parts(), FACT, layout.labelRoom()), FACT)
                : new Label();
    }

    /** A click on it lights what the verdict rests on. */
    private static Label shield(Label label, Verdict verdict) {
        return label.sign(
                Shields.icon(verdict.result()),
                SIGN,
                Shields.tone(verdict.result()),
                new Link.ToVerdict(verdict.check()));
    }

    private String spoken(MessageRead message, Fact fact, State state) {
        String head =
                words.text(
                        "diagram.spoken." + message.from().word(),
                        message.number(),
                        title(message, state));
        String known =
                state == State.FUTURE
                        ? words.text("diagram.spoken.future")
                        : words.text(
                                "diagram.provenance."
                                        + message.provenance().name().toLowerCase(Locale.ROOT));
        String whole = fact.isEmpty() ? head : head + ": " + fact.text();
        String reason =
                state == State.FUTURE || message.reason() == null
                        ? ""
                        : ". " + words.text(message.reason());
        String judged =
                state == State.FUTURE
                        ? ""
                        : shields.toSay(message).stream()
                                .map(verdict -> "\n" + Shields.spoken(verdict, words))
                                .collect(Collectors.joining());
        return whole + " (" + known + ")" + reason + judged;
    }

    /** What an alert says is known once it is on its way. */
    static String title(MessageRead message, State state) {
        return state == State.FUTURE ? message.type().title() : Facts.title(message);
    }

    private static boolean isInferred(MessageRead message) {
        return message.provenance() == Provenance.INFERRED;
    }
}
