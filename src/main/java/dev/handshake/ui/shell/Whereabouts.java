package dev.handshake.ui.shell;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;

/**
 * What it is connected to, in up to three texts on one line. Where there is too little room, the
 * last text is left out whole, then the second one is cut, then the first: a host keeps its end.
 */
final class Whereabouts extends Region {
    private static final double GAP = 8;

    private final Label lead;
    private final Label at;
    private final Label note;
    private boolean brief;

    Whereabouts(Label lead, Label at, Label note) {
        this.lead = lead;
        this.at = at;
        this.note = note;
        getStyleClass().add("whereabouts");
        lead.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        setMinWidth(0);
        getChildren().setAll(lead, at, note);
    }

    /** Leaves the last text out, however much room there is. */
    void brief(boolean on) {
        brief = on;
        requestLayout();
    }

    @Override
    protected double computePrefWidth(double height) {
        return lead.prefWidth(-1) + GAP + at.prefWidth(-1) + GAP + note.prefWidth(-1);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double leadEnd = put(lead, 0, Math.min(width, lead.prefWidth(-1)));
        double atStart = lead.getText().isEmpty() ? 0 : leadEnd + GAP;
        double atEnd = put(at, atStart, Math.clamp(width - atStart, 0, at.prefWidth(-1)));
        double noteStart = at.getText().isEmpty() ? atStart : atEnd + GAP;
        double wanted = note.prefWidth(-1);
        note.setVisible(!brief && noteStart + wanted <= width + 0.5);
        put(note, noteStart, wanted);
    }

    private double put(Label label, double x, double width) {
        layoutInArea(label, x, 0, width, getHeight(), 0, HPos.LEFT, VPos.CENTER);
        return x + width;
    }
}
