package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two lifelines: thin and grey, or wide and tinted from where a side writes with keys. */
final class Rails {
    private final Layout layout;
    private final Marks marks;
    private final Map<Sender, Double> since = new EnumMap<>(Sender.class);
    private final Map<Sender, Role> keys = new EnumMap<>(Sender.class);

    Rails(Layout layout, Marks marks) {
        this.layout = layout;
        this.marks = marks;
    }

    /** From {@code y} on the side writes with other keys; null for none. */
    void change(Sender side, @Nullable Role role, double y) {
        flush(side, y);
        if (role == null) {
            keys.remove(side);
        } else {
            keys.put(side, role);
        }
    }

    /** From the middle of the side's rail to its edge, as it is now. */
    double edge(Sender side) {
        return width(side) / 2;
    }

    void end(double y) {
        for (Sender side : Sender.values()) {
            flush(side, y);
        }
    }

    private double width(Sender side) {
        return keys.containsKey(side) ? Layout.KEYED_RAIL : Layout.RAIL;
    }

    private void flush(Sender side, double y) {
        double from = since.getOrDefault(side, 0.0);
        if (y > from) {
            Role role = keys.get(side);
            double width = width(side);
            marks.fill(
                    layout.x(side) - width / 2,
                    from,
                    width,
                    y - from,
                    0,
                    role == null ? Tone.OUTLINE : role.line());
        }
        since.put(side, y);
    }
}
