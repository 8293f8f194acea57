package dev.handshake.ui.detail;

import dev.handshake.ui.control.HexView;
import javafx.scene.layout.Region;

/** Shares the height that there is between the tree, what heads the bytes, and the bytes. */
final class TreeOverBytes extends Region {
    private static final double TREE_SHARE = 0.55;
    private static final double GAP = 8;

    /** Two fields, and two rows of bytes under their title. */
    private static final double LEAST = 140;

    private final FieldTree tree;
    private final Region header;
    private final HexView hex;

    TreeOverBytes(FieldTree tree, Region header, HexView hex) {
        this.tree = tree;
        this.header = header;
        this.hex = hex;
        setMinHeight(LEAST);
        getChildren().setAll(tree, header, hex);
        tree.expandedItemCountProperty().subscribe(this::requestLayout);
        hex.bytes.subscribe(this::requestLayout);
    }

    /** It takes what there is; what it has now says nothing about what it wants. */
    @Override
    protected double computePrefHeight(double width) {
        return LEAST;
    }

    /** As high as it would be if there were room for all. */
    double naturalHeight(double width) {
        return FieldTree.ROW_HEIGHT * tree.getExpandedItemCount()
                + 2
                + GAP
                + header.prefHeight(width)
                + hex.naturalHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double head = header.prefHeight(width);
        double room = Math.max(0, getHeight() - head - GAP);
        double wantsTree = FieldTree.ROW_HEIGHT * tree.getExpandedItemCount() + 2;
        double wantsBytes = hex.naturalHeight(width);
        double treeHeight =
                wantsTree + wantsBytes <= room
                        ? wantsTree
                        : Math.min(wantsTree, Math.max(room * TREE_SHARE, room - wantsBytes));
        if (treeHeight < wantsTree) {
            treeHeight -= treeHeight % FieldTree.ROW_HEIGHT;
        }
        tree.resizeRelocate(0, 0, width, treeHeight);
        header.resizeRelocate(0, treeHeight + GAP, width, head);
        hex.resizeRelocate(
                0,
                treeHeight + GAP + head,
                width,
                Math.max(0, Math.min(wantsBytes, room - treeHeight)));
    }
}
