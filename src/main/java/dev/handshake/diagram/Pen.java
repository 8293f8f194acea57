package dev.handshake.diagram;

/** Draws an outline: closed shapes, filled by the non-zero rule. */
public interface Pen {
    void moveTo(double x, double y);

    void lineTo(double x, double y);

    void quadTo(double controlX, double controlY, double x, double y);

    void close();
}
