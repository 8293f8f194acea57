package dev.handshake.diagram;

import java.util.List;

/** An opened field panel: its marks from its top left, and its height. */
record Panel(List<Mark> marks, double height) {}
