package dev.handshake.diagram;

/** Builds a field panel from top to bottom. */
final class PanelBuilder {
    private final double width;
    private final Marks marks = new Marks();
    private double y = 10;

    PanelBuilder(double width) {
        this.width = width;
    }

    PanelBuilder line(String text) {
        marks.text(16, y + 12, text, Face.REGULAR, 13, Tone.FG);
        y += 25;
        return this;
    }

    Panel build() {
        Marks all = new Marks();
        double height = y + 10;
        all.box(0, 0, width, height, 9, Tone.CANVAS, Tone.BORDER, 1, Dash.SOLID);
        all.addMoved(marks.list(), 0, 0);
        return new Panel(all.list(), height);
    }
}
