package dev.handshake.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Cards side by side: as many in a row as fit, all equally wide, those of a row equally high. */
public final class Tiles extends Region {
    private static final double GAP = 15;

    private final double least;

    /**
     * @param least how wide a card is at least, px
     */
    public Tiles(double least) {
        this.least = least;
        getStyleClass().add("tiles");
    }

    /** Puts a card behind those that are there. */
    public void add(Node card) {
        getChildren().add(card);
    }

    /** Puts these cards in place of those that are there. */
    public void show(List<? extends Node> cards) {
        if (!getChildren().equals(cards)) {
            getChildren().setAll(cards);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return least + snappedLeftInset() + snappedRightInset();
    }

    @Override
    protected double computePrefWidth(double height) {
        return computeMinWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = width < 0 ? least : width - snappedLeftInset() - snappedRightInset();
        double card = cardWidth(inside);
        List<List<Node>> rows = rows(inside);
        double cards = rows.stream().mapToDouble(row -> height(row, card)).sum();
        return snappedTopInset()
                + cards
                + GAP * Math.max(0, rows.size() - 1)
                + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double inside = getWidth() - snappedLeftInset() - snappedRightInset();
        double card = cardWidth(inside);
        double y = snappedTopInset();
        for (List<Node> row : rows(inside)) {
            double height = height(row, card);
            double x = snappedLeftInset();
            for (Node node : row) {
                node.resizeRelocate(x, y, card, height);
                x += card + GAP;
            }
            y += height + GAP;
        }
    }

    private int columns(double inside) {
        return Math.max(1, (int) ((inside + GAP) / (least + GAP)));
    }

    private double cardWidth(double inside) {
        int columns = columns(inside);
        return Math.floor((inside - GAP * (columns - 1)) / columns);
    }

    private List<List<Node>> rows(double inside) {
        int columns = columns(inside);
        List<Node> cards = getManagedChildren();
        List<List<Node>> rows = new ArrayList<>();
        for (int i = 0; i < cards.size(); i += columns) {
            rows.add(cards.subList(i, Math.min(cards.size(), i + columns)));
        }
        return rows;
    }

    private static double height(List<Node> row, double card) {
        return row.stream().mapToDouble(node -> Math.ceil(node.prefHeight(card))).max().orElse(0);
    }
}
