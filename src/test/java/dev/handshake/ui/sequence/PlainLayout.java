package dev.handshake.ui.sequence;

import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Face;
import dev.handshake.diagram.Link;
import dev.handshake.diagram.Mark;
import dev.handshake.diagram.Tone;
import dev.handshake.diagram.View;
import dev.handshake.explain.Language;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * A layout as simple as can be: a line of text for each message, a panel of 100 px, and folded, the
 * first {@link #FLIGHT} messages become one row.
 */
final class PlainLayout {
    static final double ROW = 44;
    static final double PANEL = 100;
    static final int FLIGHT = 3;

    private PlainLayout() {}

    static Diagram of(Session session, View view) {
        List<Diagram.Row> rows = new ArrayList<>();
        double y = 0;
        boolean folded = view.folded().contains(1);
        if (folded) {
            Mark area = new Mark.Area(200, 0, 100, ROW, new Link.Fold(1));
            rows.add(row("folded", 0, y, ROW, List.of(area), List.of(), "folded"));
            y += ROW;
        }
        for (MessageRead message : session.messages()) {
            if (folded && message.number() <= FLIGHT) {
                continue;
            }
            int number = message.number();
            double open = view.openness().getOrDefault(number, 0.0);
            double height = ROW + PANEL * open;
            boolean played = number <= view.played();
            String name = message.type().title() + (message.isAbsent() ? " absent" : "");
            Mark text =
                    new Mark.Text(
                            100, 20, name, Face.SEMIBOLD, 15, played ? Tone.FG : Tone.FUTURE_TEXT);
            List<Mark> panel =
                    open == 0
                            ? List.of()
                            : List.of(
                                    new Mark.Box(
                                            100,
                                            ROW,
                                            300,
                                            PANEL - 10,
                                            9,
                                            Tone.CANVAS,
                                            Tone.BORDER,
                                            1,
                                            dev.handshake.diagram.Dash.SOLID),
                                    new Mark.Text(
                                            110,
                                            ROW + 60,
                                            "Panel " + number,
                                            Face.REGULAR,
                                            14,
                                            Tone.FG),
                                    new Mark.Area(110, ROW + 10, 80, 20, new Link.ToMessage(1)),
                                    new Mark.Area(
                                            210, ROW + 10, 80, 20, new Link.ToField(2, 39, 2)));
            String id = message.isAbsent() ? "absent-" + message.type() : "message-" + number;
            int index = session.messages().indexOf(message);
            List<Mark> marks =
                    message.isAbsent()
                            ? List.of(
                                    text, new Mark.Area(100, 0, 300, ROW, new Link.ToAbsent(index)))
                            : List.of(text);
            rows.add(row(id, number, y, height, marks, panel, number + " " + name));
            y += height;
        }
        String side = view.words().language() == Language.KOREAN ? "클라이언트" : "Client";
        Mark head = new Mark.Text(10, 30, side, Face.SEMIBOLD, 14, Tone.FG);
        Mark bracket = new Mark.Area(20, 0, 40, 30, new Link.Fold(1));
        return new Diagram(
                view.width(),
                y,
                56,
                List.of(head),
                folded ? List.of() : List.of(bracket),
                rows,
                List.of(side, "server"));
    }

    private static Diagram.Row row(
            String id,
            int number,
            double y,
            double height,
            List<Mark> marks,
            List<Mark> panel,
            String spoken) {
        return new Diagram.Row(id, number, y, height, 33, marks, panel, height, spoken);
    }
}
