package dev.handshake.ui.control;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** One row of a {@link HexView}: its offset, then its bytes in groups of 8. */
final class HexRow extends Pane {
    private static final double CELL = 20;
    private static final double GROUP_GAP = 8;

    /** The digits of an offset, then a gap. */
    private static final double DIGIT = 7.2;

    private static final double OFFSET_GAP = 14;
    private static final double BYTE_WIDTH = 2 * DIGIT;
    private static final double AROUND = 3;

    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

    private final int offset;
    private final List<Text> bytes = new ArrayList<>();
    private final Pane lit = new Pane();
    private final Region outlined = run("outline");
    private final double left;

    HexRow(Bytes space, int offset, int perRow) {
        this.offset = offset;
        String address = (space.length() > 0x10000 ? "%06x" : "%04x").formatted(offset);
        this.left = address.length() * DIGIT + OFFSET_GAP;
        setManaged(false);
        setMouseTransparent(true);
        getStyleClass().add("hex-row");
        lit.setManaged(false);
        getChildren().addAll(lit, outlined, text(address, 0, "hex-offset"));
        int count = Math.min(perRow, space.length() - offset);
        for (int column = 0; column < count; column++) {
            Text digits = text("%02x".formatted(space.at(offset + column)), x(column), "hex-byte");
            digits.setId("byte-" + (offset + column));
            bytes.add(digits);
        }
        getChildren().addAll(bytes);
    }

    double width() {
        return x(bytes.size()) + AROUND;
    }

    /** The column of the byte at {@code x}; -1 left and right of them. */
    int column(double x) {
        for (int column = 0; column < bytes.size(); column++) {
            double start = x(column) - (CELL - BYTE_WIDTH) / 2;
            if (x >= start && x < start + CELL) {
                return column;
            }
        }
        return -1;
    }

    void mark(List<ByteSpan> litRuns, @Nullable ByteSpan outlinedRun) {
        List<ByteSpan> here = litRuns.stream().filter(this::reaches).toList();
        while (lit.getChildren().size() < here.size()) {
            lit.getChildren().add(run("run"));
        }
        lit.getChildren().remove(here.size(), lit.getChildren().size());
        for (int i = 0; i < here.size(); i++) {
            show((Region) lit.getChildren().get(i), here.get(i));
        }
        show(outlined, outlinedRun);
        for (int column = 0; column < bytes.size(); column++) {
            int at = offset + column;
            bytes.get(column)
                    .pseudoClassStateChanged(LIT, here.stream().anyMatch(run -> run.contains(at)));
        }
    }

    private boolean reaches(ByteSpan run) {
        return run.offset() < offset + bytes.size() && run.end() > offset;
    }

    private void show(Region box, @Nullable ByteSpan run) {
        int first = run == null ? 0 : Math.max(run.offset(), offset) - offset;
        int end = run == null ? 0 : Math.min(run.end(), offset + bytes.size()) - offset;
        box.setVisible(first < end);
        if (first < end) {
            double start = x(first) - AROUND;
            double width = x(end - 1) + BYTE_WIDTH + AROUND - start;
            box.resizeRelocate(start, 0, width, HexView.ROW_HEIGHT);
        }
    }

    private double x(int column) {
        return left + column * CELL + (column >= 8 ? GROUP_GAP : 0);
    }

    private static Region run(String styleClass) {
        Region box = new Region();
        box.getStyleClass().add("hex-" + styleClass);
        box.setManaged(false);
        box.setVisible(false);
        return box;
    }

    private static Text text(String content, double x, String styleClass) {
        Text text = new Text(content);
        text.getStyleClass().add(styleClass);
        text.setTextOrigin(VPos.CENTER);
        text.setX(x);
        text.setY(HexView.ROW_HEIGHT / 2);
        text.setManaged(false);
        return text;
    }
}
