package dev.handshake.export;

import dev.handshake.bytes.Phrase;
import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import dev.handshake.diagram.View;
import dev.handshake.session.Session;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/**
 * The diagram as a PNG, as it is shown: drawn from the same shapes as the window, with text as
 * outlines, so that no display and no font of the system is needed.
 */
public final class PngExport {
    /** Around the diagram, px at scale 1. */
    public static final double MARGIN = 12;

    /** Pixels of the largest picture: 256 MB of memory. */
    public static final long LARGEST = 64_000_000;

    private PngExport() {}

    /** The picture would have more than {@link #LARGEST} pixels; says so to the user. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        private final transient Phrase reason;

        TooLargeException(long width, long height) {
            super(width + " by " + height + " pixels are more than " + LARGEST);
            this.reason = Phrase.of("export.png.too_large", width, height);
        }

        public Phrase reason() {
            return reason;
        }
    }

    /**
     * Writes the picture; {@code out} stays open.
     *
     * @param scale pixels a px: 1, 2, 4
     * @throws TooLargeException before anything has been written
     */
    public static void write(
            Session session, View view, Palette palette, double scale, OutputStream out)
            throws IOException {
        // Temporary files of ImageIO are not needed, and may not be possible.
        ImageIO.setUseCache(false);
        ImageIO.write(image(Diagram.of(session, view), palette, scale), "png", out);
    }

    /** The picture itself. */
    public static BufferedImage image(Diagram diagram, Palette palette, double scale)
            throws TooLargeException {
        long width = (long) Math.ceil((diagram.width() + 2 * MARGIN) * scale);
        long height =
                (long) Math.ceil((diagram.headHeight() + diagram.height() + 2 * MARGIN) * scale);
        if (width * height > LARGEST) {
            throw new TooLargeException(width, height);
        }
        BufferedImage image =
                new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.setRenderingHint(
                    RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            graphics.setStroke(new BasicStroke(1));
            graphics.setColor(new Color(palette.rgb(Tone.CANVAS)));
            graphics.fillRect(0, 0, (int) width, (int) height);
            graphics.scale(scale, scale);
            graphics.translate(MARGIN, MARGIN);
            draw(diagram, new Painter(graphics, palette));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void draw(Diagram diagram, Painter painter) {
        painter.translate(0, diagram.headHeight());
        painter.draw(diagram.backdrop());
        for (Diagram.Row row : diagram.rows()) {
            painter.translate(0, row.y());
            painter.draw(row.marks());
            painter.drawClipped(row.panel(), diagram.width(), row.panelBottom());
            painter.translate(0, -row.y());
        }
        painter.translate(0, -diagram.headHeight());
        painter.draw(diagram.heads());
    }
}
