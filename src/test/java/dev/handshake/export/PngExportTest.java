package dev.handshake.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.diagram.Diagram;
import dev.handshake.diagram.Handmade;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import dev.handshake.diagram.View;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngExportTest {
    private static final View VIEW = View.all(860, Words.of(Language.KOREAN));

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 4})
    void writesAPictureOfTheScale(double scale) throws IOException {
        BufferedImage image = read(write(VIEW, Palette.LIGHT, scale));
        Diagram diagram = Diagram.of(Handmade.tls12(), VIEW);
        assertThat(image.getWidth()).isEqualTo((int) ((860 + 24) * scale));
        assertThat((double) image.getHeight())
                .isBetween(
                        (diagram.headHeight() + diagram.height() + 24) * scale - 1,
                        (diagram.headHeight() + diagram.height() + 24) * scale + 1);
    }

    @ParameterizedTest
    @EnumSource
    void drawsInTheColoursOfTheTheme(Palette palette) throws IOException {
        BufferedImage image = read(write(VIEW, palette, 1));
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                colours.add(image.getRGB(x, y) & 0xffffff);
            }
        }
        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(palette.rgb(Tone.CANVAS));
        for (Tone tone :
                new Tone[] {
                    Tone.TCP, Tone.PLAIN, Tone.PLAIN_NODE, Tone.APPLICATION, Tone.SERVER, Tone.FG
                }) {
            assertThat(colours).as(tone.name()).contains(palette.rgb(tone));
        }
    }

    @Test
    void drawsAnOpenedPanelOnlyAsFarAsItIsOpen() throws IOException {
        int closed = read(write(VIEW, Palette.LIGHT, 1)).getHeight();
        int half = read(write(opened(0.5), Palette.LIGHT, 1)).getHeight();
        int open = read(write(opened(1), Palette.LIGHT, 1)).getHeight();
        assertThat(half).isBetween(closed + 20, open - 20);
    }

    @Test
    void refusesAPictureThatIsTooLargeBeforeWritingAnything() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> PngExport.write(Handmade.tls12(), VIEW, Palette.LIGHT, 40, out))
                .isInstanceOfSatisfying(
                        PngExport.TooLargeException.class,
                        e -> {
                            for (Language language : Language.values()) {
                                assertThat(Words.of(language).text(e.reason())).contains("35,360");
                            }
                        });
        assertThat(out.size()).isZero();
    }

    @Test
    void holdsNothingButThePicture() throws IOException {
        byte[] png = write(VIEW, Palette.LIGHT, 1);
        Set<String> chunks = new HashSet<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(png))) {
            in.skipNBytes(8);
            String type;
            do {
                int length = in.readInt();
                type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                chunks.add(type);
                in.skipNBytes(length + 4L);
            } while (!type.equals("IEND"));
            assertThat(in.available()).isZero();
        }
        assertThat(chunks).containsExactlyInAnyOrder("IHDR", "IDAT", "IEND");
    }

    private static View opened(double openness) {
        return new View(
                VIEW.width(),
                VIEW.words(),
                VIEW.played(),
                1,
                Map.of(5, openness),
                Set.of(),
                5,
                View.Lit.NONE);
    }

    private static byte[] write(View view, Palette palette, double scale) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngExport.write(Handmade.tls12(), view, palette, scale, out);
        return out.toByteArray();
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
