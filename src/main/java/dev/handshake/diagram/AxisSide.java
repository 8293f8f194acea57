package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of two sessions on an axis of time: its lifelines, its arrows and its names. */
final class AxisSide {
    private static final double LINE = 2.25;
    private static final double INFERRED_LINE = 2;
    private static final double FAILED_LINE = 3;
    private static final double FUTURE_LINE = 1.4;
    private static final double NODE = 5.5;
    private static final double NODE_LINE = 1.8;

    /** Arrows that would lie on each other lie beside each other. */
    private static final double APART = 5;

    private static final double BOX_PAD = 6;
    private static final double RADIUS = 5;
    private static final double BOX_LINE = 1.4;
    private static final double PLATE_PAD = 3;

    private final boolean first;
    private final Timeline timeline;
    private final SideBySide.Look look;
    private final AxisColumns columns;
    private final AxisScale scale;
    private final List<AxisName> names;
    private final Contrast contrast;
    private final Set<Integer> lit;

    AxisSide(
            boolean first,
            Timeline timeline,
            SideBySide.Look look,
            AxisColumns columns,
            AxisScale scale) {
        this.first = first;
        this.timeline = timeline;
        this.look = look;
        this.columns = columns;
        this.scale = scale;
        this.names = AxisName.of(timeline, scale, look.roundTrip());
        this.contrast = first ? look.a() : look.b();
        this.lit = first ? look.litA() : look.litB();
    }

    /** Where it ends; y. */
    double end() {
        return scale.y(timeline.ends(look.roundTrip()));
    }

    /** The lower edge of the lowest name. */
    double bottom() {
        return names.stream().mapToDouble(name -> name.y() + AxisName.LINE / 2).max().orElse(0);
    }

    /** Whether all of it has been told. */
    boolean isTold() {
        return timeline.entries().stream().allMatch(this::isSettled);
    }

    private boolean isFuture(Timeline.Entry entry) {
        return entry.ways() >= look.played();
    }

    private boolean isTravelling(Timeline.Entry entry) {
        return entry.ways() == look.played() - 1 && look.travel() < 1;
    }

    private boolean isSettled(Timeline.Entry entry) {
        return !isFuture(entry) && !isTravelling(entry);
    }

    // -- lifelines

    void rails(Marks marks, double end) {
        for (Sender side : Sender.values()) {
            marks.fill(
                    columns.x(first, side) - Layout.RAIL / 2, 0, Layout.RAIL, end, 0, Tone.OUTLINE);
        }
    }

    // -- arrows

    /** One of the lines that are drawn: messages that lie on each other are one. */
    private record Way(Timeline.Entry entry, double start, double end) {}

    void arrows(Marks marks) {
        List<Way> ways = ways();
        // What has been told lies above what has not.
        for (boolean future : new boolean[] {true, false}) {
            ways.stream()
                    .filter(way -> isFuture(way.entry()) == future)
                    .forEach(way -> arrow(marks, way));
        }
        nodes(marks);
    }

    private List<Way> ways() {
        double slant = look.roundTrip() / 2 * scale.perMilli();
        // Arrows that lie flat would also lie on those of the other direction.
        boolean flat = slant < APART;
        Map<Sender, Double> last = new EnumMap<>(Sender.class);
        Map<Sender, Map<Role, Double>> byRole = new EnumMap<>(Sender.class);
        List<Way> ways = new ArrayList<>();
        for (Timeline.Entry entry : timeline.entries()) {
            Map<Role, Double> same = byRole.computeIfAbsent(entry.from(), _ -> new HashMap<>());
            for (Trip trip : entry.trips()) {
                double leaves = scale.y(trip.leaves(look.roundTrip()));
                Double before = same.get(entry.role());
                if (before != null && leaves - before < APART) {
                    continue;
                }
                Sender beside = flat ? Sender.CLIENT : entry.from();
                Double other = last.get(beside);
                double start = other == null ? leaves : Math.max(leaves, other + APART - 1);
                same.put(entry.role(), start);
                last.put(beside, start);
                ways.add(new Way(entry, start, start + slant));
            }
        }
        return ways;
    }

    private void arrow(Marks marks, Way way) {
        Timeline.Entry entry = way.entry();
        boolean future = isFuture(entry);
        Role role = future ? Role.FUTURE : entry.role();
        Sender from = entry.from();
        int direction = Layout.direction(from);
        double startX = columns.x(first, from) + direction * (Layout.RAIL / 2);
        double endX = columns.x(first, from.other()) - direction * reach(entry, way.end());
        double size = role == Role.ALERT ? Layout.FAILED_HEAD : Layout.HEAD;
        double length = Math.hypot(endX - startX, way.end() - way.start());
        double alongX = (endX - startX) / length;
        double alongY = (way.end() - way.start()) / length;
        double gone = isTravelling(entry) ? size + (length - size) * look.travel() : length;
        double tipX = startX + alongX * gone;
        double tipY = way.start() + alongY * gone;
        double baseX = tipX - alongX * size;
        double baseY = tipY - alongY * size;
        if (isTravelling(entry)) {
            marks.line(tipX, tipY, endX, way.end(), Tone.OUTLINE, FUTURE_LINE, Dash.DOTTED);
        }
        boolean inferred = entry.isInferred() && !future;
        marks.line(
                startX,
                way.start(),
                baseX,
                baseY,
                role.line(),
                width(role, inferred),
                inferred ? Dash.DASHED : Dash.SOLID);
        boolean hollow = future || entry.isInferred();
        double half = size / 2;
        marks.add(
                new Mark.Polygon(
                        List.of(
                                tipX,
                                tipY,
                                baseX - alongY * half,
                                baseY + alongX * half,
                                baseX + alongY * half,
                                baseY - alongX * half),
                        hollow ? Tone.CANVAS : role.line(),
                        hollow ? role.line() : null,
                        hollow ? 1.6 : 0));
    }

    private static double width(Role role, boolean inferred) {
        return switch (role) {
            case FUTURE -> FUTURE_LINE;
            case ALERT -> FAILED_LINE;
            case TCP, PLAIN, EARLY, HANDSHAKE, APPLICATION, UNKNOWN ->
                    inferred ? INFERRED_LINE : LINE;
        };
    }

    /** From the middle of the receiver's lifeline to the tip: a node may be in its way. */
    private double reach(Timeline.Entry entry, double y) {
        boolean meets =
                names.stream()
                        .filter(name -> name.apart() && name.entry().from() != entry.from())
                        .anyMatch(name -> Math.abs(name.moment() - y) < NODE + 2);
        return meets ? NODE + NODE_LINE / 2 : Layout.RAIL / 2;
    }

    private void nodes(Marks marks) {
        for (AxisName name : names) {
            if (!name.apart()) {
                continue;
            }
            Timeline.Entry entry = name.entry();
            double x = columns.x(first, entry.from());
            boolean future = isFuture(entry);
            Role role = future ? Role.FUTURE : entry.role();
            boolean solid = !future && entry.from() == Sender.SERVER;
            marks.disc(
                    x,
                    name.moment(),
                    solid ? NODE + NODE_LINE / 2 : NODE,
                    solid ? role.node() : Tone.CANVAS,
                    solid ? null : role.line(),
                    solid ? 0 : NODE_LINE,
                    Dash.SOLID);
        }
    }

    // -- names

    /**
     * @param gap from where on there is a gap behind the names; y
     */
    void names(Marks marks, double gap) {
        int leaders = 0;
        for (AxisName name : names) {
            Timeline.Entry entry = name.entry();
            double left = left(entry);
            double width = AxisName.width(entry, isSettled(entry));
            boolean told = isSettled(entry);
            boolean isLit = told && entry.numbers().stream().anyMatch(lit::contains);
            boolean alone = told && entry.numbers().stream().allMatch(contrast.only()::contains);
            boolean changed =
                    told
                            && !alone
                            && entry.numbers().stream()
                                    .anyMatch(number ->
                                            contrast.only().contains(number)
                                                    || contrast.changed().contains(number));
            if (name.apart() && name.y() - name.moment() > AxisName.SAME) {
                leader(marks, name, leaders++);
            }
            plate(
                    marks,
                    name,
                    left,
                    width,
                    alone,
                    isLit ? Tone.LINK : name.y() > gap ? Tone.SELECTED : Tone.CANVAS);
            name.draw(marks, left, told, isLit);
            if (changed) {
                double text = AxisName.textWidth(entry, true);
                marks.line(
                        left + width - text,
                        name.y() + AxisName.BOX / 2 - 0.5,
                        left + width,
                        name.y() + AxisName.BOX / 2 - 0.5,
                        isLit ? Tone.LINK_FG : entry.role().line(),
                        BOX_LINE,
                        Dash.DASHED);
            }
        }
    }

    /** Behind a name, so that it can be read across the lines of the axis. */
    private static void plate(
            Marks marks, AxisName name, double left, double width, boolean alone, Tone fill) {
        boolean lit = fill == Tone.LINK;
        double pad = alone || lit ? BOX_PAD : PLATE_PAD;
        Tone stroke = alone ? name.entry().role().line() : lit ? Tone.LINK_LINE : null;
        marks.box(
                left - pad,
                name.y() - AxisName.BOX / 2,
                width + 2 * pad,
                AxisName.BOX,
                RADIUS,
                fill,
                stroke,
                stroke == null ? 0 : alone ? BOX_LINE : 1,
                Dash.SOLID);
    }

    /** From the moment to a name that stands lower, beside the one before. */
    private void leader(Marks marks, AxisName name, int before) {
        int away = -Layout.direction(name.entry().from());
        double x = columns.x(first, name.entry().from());
        double aside = NODE + 1.5 + before % 3 * 2.5;
        marks.add(
                new Mark.Polyline(
                        List.of(
                                x + away * NODE,
                                name.moment(),
                                x + away * aside,
                                name.moment(),
                                x + away * aside,
                                name.y(),
                                x + away * (AxisColumns.NAME_GAP - 3),
                                name.y()),
                        Tone.OUTLINE,
                        1));
    }

    private double left(Timeline.Entry entry) {
        double x = columns.x(first, entry.from());
        return switch (entry.from()) {
            case CLIENT -> x - AxisColumns.NAME_GAP - AxisName.width(entry, isSettled(entry));
            case SERVER -> x + AxisColumns.NAME_GAP;
        };
    }

    // -- in words

    List<SideBySide.Spot> spots() {
        return names.stream()
                .map(name ->
                        new SideBySide.Spot(
                                first,
                                name.entry().numbers(),
                                left(name.entry()) - BOX_PAD,
                                name.y() - AxisName.LINE / 2,
                                AxisName.width(name.entry(), isSettled(name.entry())) + 2 * BOX_PAD,
                                AxisName.LINE,
                                spoken(name.entry())))
                .toList();
    }

    private String spoken(Timeline.Entry entry) {
        Words words = look.words();
        String side = first ? "A" : "B";
        String said =
                words.text(
                        "axis.spoken." + entry.from().word(),
                        side,
                        AxisName.text(entry, isSettled(entry)),
                        Durations.withUnit(entry.first().leaves(look.roundTrip())));
        if (look.roundTrip() > 0) {
            said +=
                    words.text(
                            "axis.spoken.arrives",
                            Durations.withUnit(entry.first().arrives(look.roundTrip())));
        }
        if (isFuture(entry)) {
            return said + words.text("axis.spoken.future");
        }
        if (entry.numbers().stream().allMatch(contrast.only()::contains)) {
            return said + words.text("axis.spoken.only");
        }
        return entry.numbers().stream().anyMatch(contrast.changed()::contains)
                ? said + words.text("axis.spoken.changed")
                : said;
    }
}
