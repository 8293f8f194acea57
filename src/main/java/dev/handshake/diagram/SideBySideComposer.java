package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the scale that both sessions have in common, and draws the one beside the other. */
record SideBySideComposer(SideBySide.Pair pair, SideBySide.Look look) {
    private static final double TOP = 18;
    private static final double TIME_SIZE = 11.5;
    private static final double UNIT = 49;
    private static final double BOX_ROOM = 14;

    /** Names may stand so far below their moments before the axis is stretched. */
    private static final double SHIFT = 66;

    /** The axis is not shorter. */
    private static final double LEAST = 80;

    private static final double STRETCH = 1.1;
    private static final double MOST_STRETCHED = 1.4;

    SideBySide compose() {
        AxisColumns columns =
                AxisColumns.of(
                        look.width(),
                        Math.max(names(Sender.CLIENT), AxisHeads.clientRoom(look) + 4),
                        Stream.of(pair.a(), pair.b())
                                .mapToDouble(AxisHeads::serverRoom)
                                .reduce(names(Sender.SERVER), Math::max));
        AxisScale scale = scale();
        AxisSide a = new AxisSide(true, pair.a(), look, columns, scale);
        AxisSide b = new AxisSide(false, pair.b(), look, columns, scale);
        AxisEnds ends = new AxisEnds(pair, look, columns, scale, a, b);
        Marks marks = new Marks();
        grid(marks, scale);
        ends.gap(marks);
        for (AxisSide side : List.of(a, b)) {
            side.rails(marks, side.end());
        }
        double bottom = Math.max(a.bottom(), b.bottom());
        bottom = Math.max(bottom, ends.draw(marks));
        for (AxisSide side : List.of(a, b)) {
            side.arrows(marks);
            side.names(marks, ends.isSooner(side == a) ? side.end() : Double.MAX_VALUE);
        }
        double needed = Math.max(bottom, scale.bottom() + AxisEnds.room(pair, look.words()));
        return new SideBySide(
                look.width(),
                Math.max(look.height(), needed),
                Layout.HEAD_BAND,
                heads(columns, scale),
                marks.list(),
                Stream.of(a, b).flatMap(side -> side.spots().stream()).toList(),
                steps(scale),
                ends.spoken());
    }

    private double names(Sender side) {
        return Stream.of(pair.a(), pair.b())
                        .flatMap(timeline -> timeline.entries().stream())
                        .filter(entry -> entry.from() == side)
                        .mapToDouble(entry -> AxisName.width(entry, true))
                        .max()
                        .orElse(0)
                + AxisColumns.NAME_GAP
                + BOX_ROOM;
    }

    /** The axis and all names fit into the window, unless that leaves no room for the names. */
    private AxisScale scale() {
        double end = pair.ends(look.roundTrip());
        double room = Math.max(LEAST, look.height() - TOP - AxisEnds.room(pair, look.words()));
        double fit = end > 0 ? room / end : 1;
        AxisScale whole = new AxisScale(TOP, fit, end);
        double over = names(whole) - whole.bottom();
        if (end > 0 && over > 0) {
            fit = Math.max(LEAST, room - over) / end;
        }
        for (double stretch = 1; stretch <= MOST_STRETCHED; stretch *= STRETCH) {
            AxisScale tried = new AxisScale(TOP, fit * stretch, end);
            if (shift(tried) <= SHIFT) {
                return tried;
            }
        }
        return new AxisScale(TOP, fit, end);
    }

    /** The lower edge of the lowest name. */
    private double names(AxisScale scale) {
        return Stream.of(pair.a(), pair.b())
                .flatMap(timeline -> AxisName.of(timeline, scale, look.roundTrip()).stream())
                .mapToDouble(name -> name.y() + AxisName.LINE / 2)
                .max()
                .orElse(0);
    }

    private double shift(AxisScale scale) {
        return Math.max(
                AxisName.shift(AxisName.of(pair.a(), scale, look.roundTrip())),
                AxisName.shift(AxisName.of(pair.b(), scale, look.roundTrip())));
    }

    private void grid(Marks marks, AxisScale scale) {
        for (AxisScale.Tick tick : scale.ticks()) {
            marks.line(
                    AxisColumns.LEFT,
                    tick.y(),
                    look.width() - AxisColumns.RIGHT,
                    tick.y(),
                    Tone.BORDER,
                    0.8,
                    Dash.SOLID);
            marks.textRight(
                    AxisColumns.TIMES, tick.y(), tick.text(), Face.MONO, TIME_SIZE, Tone.MUTED);
        }
    }

    private List<Mark> heads(AxisColumns columns, AxisScale scale) {
        Marks marks = new Marks();
        marks.textRight(AxisColumns.TIMES, UNIT, scale.unit(), Face.REGULAR, TIME_SIZE, Tone.MUTED);
        new AxisHeads(true, pair.a(), look, columns).draw(marks);
        new AxisHeads(false, pair.b(), look, columns).draw(marks);
        return marks.list();
    }

    private List<Double> steps(AxisScale scale) {
        List<Double> steps = new ArrayList<>();
        IntStream.rangeClosed(1, pair.steps().size())
                .forEach(
                        step -> steps.add(scale.y(pair.arrived(step, look.roundTrip()).orElse(0))));
        return steps;
    }
}
