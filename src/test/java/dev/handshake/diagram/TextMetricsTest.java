package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextMetricsTest {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final List<String> SAMPLES =
            List.of(
                    "Server Hello",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 · x25519",
                    "64c64c38b971dbb4…fc630ca0a36cff42",
                    "éÅüñçøÿ ½ “quoted” – dash",
                    "AVATAR To. Wa");

    private static Stream<String> hangul() {
        return Stream.of("암호 스위트 21개, 그룹 6개", "클라이언트도 여기부터 암호화", "뷁쀍힣가");
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithJavasFontReaderOnEveryFace(Face face) throws Exception {
        for (String sample : SAMPLES) {
            assertThat(TextMetrics.width(sample, face, 13.5))
                    .as(sample)
                    .isCloseTo(advance(sample, face, 13.5), within(0.02 * sample.length()));
        }
    }

    @ParameterizedTest
    @MethodSource("hangul")
    void agreesWithJavasFontReaderOnHangul(String text) throws Exception {
        for (Face face : List.of(Face.REGULAR, Face.SEMIBOLD)) {
            assertThat(TextMetrics.has(text, face)).isTrue();
            assertThat(TextMetrics.width(text, face, 15))
                    .isCloseTo(advance(text, face, 15), within(0.02 * text.length()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheOutlinesThatJavasFontReaderDraws(Face face) throws Exception {
        List<String> samples =
                Stream.concat(
                                SAMPLES.stream(),
                                hangul().filter(text -> TextMetrics.has(text, face)))
                        .toList();
        for (String sample : samples) {
            Path2D ours = new Path2D.Double();
            Outlines.draw(new Mark.Text(0, 0, sample, face, 200, Tone.FG), pen(ours));
            Rectangle2D theirs = vector(sample, face, 200).getOutline().getBounds2D();
            Rectangle2D bounds = ours.getBounds2D();
            assertThat(bounds.getMinX()).as(sample).isCloseTo(theirs.getMinX(), within(1.5));
            assertThat(bounds.getMaxX()).as(sample).isCloseTo(theirs.getMaxX(), within(1.5));
            assertThat(bounds.getMinY()).as(sample).isCloseTo(theirs.getMinY(), within(1.5));
            assertThat(bounds.getMaxY()).as(sample).isCloseTo(theirs.getMaxY(), within(1.5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsEveryIconWithinItsSquare(Icon icon) {
        Path2D path = new Path2D.Double();
        Outlines.draw(new Mark.Glyph(icon, 10, 20, 24, Tone.FG), pen(path));
        Rectangle2D bounds = path.getBounds2D();
        assertThat(bounds.getWidth()).isBetween(5.0, 24.0);
        assertThat(new Rectangle2D.Double(9.5, 19.5, 25, 25).contains(bounds)).isTrue();
    }

    @Test
    void hasNoHangulInTheFixedWidthFont() {
        assertThat(TextMetrics.has("가", Face.MONO)).isFalse();
        assertThat(TextMetrics.has("a0", Face.MONO)).isTrue();
    }

    @Test
    void cutsTextToFitAndKeepsWhatMatters() {
        String host = "a-very-long-name-of-a-host.in.some.long.example.com";
        String start = TextMetrics.cutStart(host, Face.REGULAR, 13, 120);
        assertThat(start).startsWith("…").endsWith("long.example.com");
        assertThat(TextMetrics.width(start, Face.REGULAR, 13)).isLessThanOrEqualTo(120);
        String middle = TextMetrics.cutMiddle(host, Face.REGULAR, 13, 120);
        assertThat(middle).startsWith("a-very").contains("…").endsWith(".com");
        assertThat(TextMetrics.width(middle, Face.REGULAR, 13)).isLessThanOrEqualTo(120);
        assertThat(TextMetrics.cutEnd(host, Face.REGULAR, 13, 120))
                .startsWith("a-very-long")
                .endsWith("…");
        assertThat(TextMetrics.cutEnd("short", Face.REGULAR, 13, 120)).isEqualTo("short");
    }

    @Test
    void neverCutsACharacterInTwo() {
        String faces = "😀".repeat(20);
        for (double max = 10; max < 200; max += 7) {
            for (String cut :
                    List.of(
                            TextMetrics.cutEnd(faces, Face.REGULAR, 13, max),
                            TextMetrics.cutStart(faces, Face.REGULAR, 13, max),
                            TextMetrics.cutMiddle(faces, Face.REGULAR, 13, max))) {
                assertThat(cut.codePoints().filter(c -> c != 0x1f600 && c != '…')).isEmpty();
            }
        }
    }

    @Test
    void wrapsAtSpacesAndBreaksWordsThatAreTooLong() {
        String text = "one two three " + "x".repeat(60) + " four";
        List<String> lines = TextMetrics.wrap(text, Face.REGULAR, 13, 100);
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(TextMetrics.width(line, Face.REGULAR, 13))
                                .isLessThanOrEqualTo(100));
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        assertThat(lines.getFirst()).startsWith("one two");
    }

    private static double advance(String text, Face face, double size) throws Exception {
        GlyphVector vector = vector(text, face, size);
        return vector.getGlyphPosition(vector.getNumGlyphs()).getX();
    }

    /** Glyphs without layout: no kerning, no ligatures. */
    private static GlyphVector vector(String text, Face face, double size) throws Exception {
        try (InputStream stream =
                Objects.requireNonNull(Face.class.getResourceAsStream(face.resource()))) {
            return Font.createFont(Font.TRUETYPE_FONT, stream)
                    .deriveFont((float) size)
                    .createGlyphVector(EXACT, text);
        }
    }

    private static Pen pen(Path2D path) {
        return new Pen() {
            @Override
            public void moveTo(double x, double y) {
                path.moveTo(x, y);
            }

            @Override
            public void lineTo(double x, double y) {
                path.lineTo(x, y);
            }

            @Override
            public void quadTo(double controlX, double controlY, double x, double y) {
                path.quadTo(controlX, controlY, x, y);
            }

            @Override
            public void close() {
                path.closePath();
            }
        };
    }
}
