package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The name of an entry beside its sender's lifeline.
 *
 * @param moment y at which the first of its messages leaves
 * @param y where the middle of the name stands: at that moment, or below the name before it
 * @param apart whether its sender sent nothing at just that moment before it
 */
record AxisName(Timeline.Entry entry, double moment, double y, boolean apart) {
    static final double SIZE = 13;
    static final double LINE = 20.5;
    static final double BOX = 18;

    private static final double ICON = 14;
    private static final double ICON_GAP = 5;

    /** What leaves so few px later leaves at the same moment. */
    static final double SAME = 4;

    /** What somebody says in HTTP may be long. */
    private static final double LONGEST = 150;

    /** The names of both lifelines, in the order in which they were sent. */
    static List<AxisName> of(Timeline timeline, AxisScale scale, double roundTrip) {
        Map<Sender, AxisName> last = new EnumMap<>(Sender.class);
        Map<Sender, Double> moments = new EnumMap<>(Sender.class);
        List<AxisName> names = new ArrayList<>();
        for (Timeline.Entry entry : timeline.entries()) {
            double moment = scale.y(entry.first().leaves(roundTrip));
            AxisName before = last.get(entry.from());
            Double shared = moments.get(entry.from());
            boolean apart = shared == null || moment - shared >= SAME;
            if (apart) {
                moments.put(entry.from(), moment);
            }
            double y = before == null ? moment : Math.max(moment, before.y + LINE);
            AxisName name = new AxisName(entry, moment, y, apart);
            last.put(entry.from(), name);
            names.add(name);
        }
        return names;
    }

    /** How far the names stand from the moments that they belong to, at most. */
    static double shift(List<AxisName> names) {
        return names.stream()
                .filter(AxisName::apart)
                .mapToDouble(name -> name.y - name.moment)
                .max()
                .orElse(0);
    }

    /** What it says is known once it has been told. A message's own name is never cut. */
    static String text(Timeline.Entry entry, boolean told) {
        String title = entry.first().message().type().title();
        String name =
                !told
                        ? title
                        : entry.name().startsWith(title)
                                ? entry.name()
                                : TextMetrics.cutEnd(entry.name(), Face.REGULAR, SIZE, LONGEST);
        int count = entry.trips().size();
        return count == 1 ? name : name + " ×" + count;
    }

    static double textWidth(Timeline.Entry entry, boolean told) {
        return TextMetrics.width(text(entry, told), Face.REGULAR, SIZE);
    }

    /** The room that the name takes in its line, its sign with it. */
    static double width(Timeline.Entry entry, boolean told) {
        return textWidth(entry, told) + (told && hasSign(entry) ? ICON + ICON_GAP : 0);
    }

    private static boolean hasSign(Timeline.Entry entry) {
        return Role.isProtected(entry.first().message()) || entry.role() == Role.ALERT;
    }

    /**
     * @param left the left edge of the name's line
     * @param told whether it has been told
     */
    void draw(Marks marks, double left, boolean told, boolean lit) {
        Tone tone = !told ? Tone.FUTURE_TEXT : lit ? Tone.LINK_FG : entry.role().text();
        double x = left;
        if (told && hasSign(entry)) {
            marks.icon(sign(), x, y, ICON, tone);
            x += ICON + ICON_GAP;
        }
        marks.text(x, y, text(entry, told), Face.REGULAR, SIZE, tone);
    }

    private Icon sign() {
        return entry.role() == Role.ALERT
                ? Icon.ALERT
                : Role.isDecrypted(entry.first().message()) ? Icon.DECRYPTED : Icon.ENCRYPTED;
    }
}
