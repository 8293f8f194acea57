package dev.handshake.diagram;

import dev.handshake.capture.Sender;
import dev.handshake.explain.Words;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two sessions beside each other on one linear axis of time, drawn with the same marks as a {@link
 * Diagram}. Each arrow slants by half the round trip that is added; without any, all is as it was
 * measured.
 *
 * @param width px at scale 1
 * @param height of the marks, from the bottom edge of the heads; px
 * @param headHeight the height of the heads' band; px
 * @param heads the heads of the four lifelines and the unit of time; from the top left of their
 *     band
 * @param marks all else, from the top left below the heads
 * @param spots where names stand, in the order in which they were sent, those of the first session
 *     first
 * @param steps where each step of the telling ends; y
 * @param spoken how both end, in words
 */
public record SideBySide(
        double width,
        double height,
        double headHeight,
        List<Mark> heads,
        List<Mark> marks,
        List<Spot> spots,
        List<Double> steps,
        String spoken) {
    /** How much is added to every round trip at most, in ms. */
    public static final double MOST = 300;

    public SideBySide {
        heads = List.copyOf(heads);
        marks = List.copyOf(marks);
        spots = List.copyOf(spots);
        steps = List.copyOf(steps);
    }

    /**
     * How the two are to be looked at.
     *
     * @param width px at scale 1
     * @param height how high the window is in which the axis is to fit, without the heads; px
     * @param roundTrip what is added to every round trip, in ms; 0 for as measured
     * @param played how many ways from end to end have been told
     * @param travel how far the last of those has come, 0 to 1; 1 is settled
     * @param a how the first differs from the second
     * @param b how the second differs from the first
     * @param litA the numbers of the messages of the first that are lit
     * @param litB of the second
     */
    public record Look(
            double width,
            double height,
            Words words,
            double roundTrip,
            int played,
            double travel,
            Contrast a,
            Contrast b,
            Set<Integer> litA,
            Set<Integer> litB) {
        public Look {
            litA = Set.copyOf(litA);
            litB = Set.copyOf(litB);
        }

        /** All told, as it was measured, nothing marked. */
        public static Look all(double width, double height, Words words) {
            return new Look(
                    width,
                    height,
                    words,
                    0,
                    Integer.MAX_VALUE,
                    1,
                    Contrast.NONE,
                    Contrast.NONE,
                    Set.of(),
                    Set.of());
        }
    }

    /**
     * A name.
     *
     * @param first whether it is the first session's
     * @param numbers of its messages
     * @param x of its left edge; y, width and height likewise
     * @param spoken the message in words
     */
    public record Spot(
            boolean first,
            List<Integer> numbers,
            double x,
            double y,
            double width,
            double height,
            String spoken) {
        public Spot {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A step of the telling: all messages that leave after as many ways.
     *
     * @param from who sends them
     * @param role of the first of them
     */
    public record Step(Sender from, Role role) {}

    /** Two sessions that are to stand beside each other. */
    public record Pair(Timeline a, Timeline b) {
        /** The opening of TCP is told where both have it: else one would begin later. */
        public static Pair of(Session a, Session b) {
            boolean opening = Timeline.opens(a) && Timeline.opens(b);
            return new Pair(Timeline.of(a, opening), Timeline.of(b, opening));
        }

        /** Whether one has the opening of TCP and the other has not. */
        boolean leavesOpeningOut() {
            return Timeline.opens(a.session()) != Timeline.opens(b.session());
        }

        Timeline side(boolean first) {
            return first ? a : b;
        }

        /** When the later of the two ends, in ms. */
        public double ends(double roundTrip) {
            return Math.max(a.ends(roundTrip), b.ends(roundTrip));
        }

        /** When all that the steps tell has arrived, in ms. */
        public OptionalDouble arrived(int steps, double roundTrip) {
            return entries()
                    .filter(entry -> entry.ways() < steps)
                    .flatMap(entry -> entry.trips().stream())
                    .mapToDouble(trip -> trip.arrives(roundTrip))
                    .max();
        }

        /** The steps of both, told together. */
        public List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            IntStream.range(0, Math.max(a.ways(), b.ways()))
                    .forEach(ways ->
                            entries()
                                    .filter(entry -> entry.ways() == ways)
                                    .findFirst()
                                    .ifPresent(it -> steps.add(new Step(it.from(), it.role()))));
            return steps;
        }

        private Stream<Timeline.Entry> entries() {
            return Stream.concat(a.entries().stream(), b.entries().stream());
        }
    }

    /** Lays the two out. */
    public static SideBySide of(Pair pair, Look look) {
        return new SideBySideComposer(pair, look).compose();
    }

    /** As a picture that stands for itself. */
    public Diagram diagram() {
        return new Diagram(width, height, headHeight, heads, marks, List.of(), List.of(spoken));
    }
}
