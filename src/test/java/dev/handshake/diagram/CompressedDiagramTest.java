package dev.handshake.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.session.CompressedRecording;
import dev.handshake.session.MessageType;
import dev.handshake.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A compressed certificate is drawn as the chain that it is, with what the compression spared. */
class CompressedDiagramTest {
    private static Diagram.Row row(Session session, Language language, double width) {
        int number = session.first(MessageType.COMPRESSED_CERTIFICATE).orElseThrow().number();
        View view =
                new View(
                        width,
                        Words.of(language),
                        Integer.MAX_VALUE,
                        1,
                        Map.of(number, 1.0),
                        Set.of(),
                        0,
                        View.Lit.NONE);
        return Diagram.of(session, view).rows().stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static String said(List<Mark> marks) {
        return marks.stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zstd|zstd, 1,320 instead of 1,600 bytes",
                "brotli|brotli, 1,301 instead of 1,600 bytes",
                "zlib|zlib, 1,347 instead of 1,600 bytes"
            })
    void tellsWhoseItIsAndWhatWasSpared(String algorithm, String spared) throws Exception {
        String arrow =
                said(row(CompressedRecording.session(algorithm), Language.ENGLISH, 1400).marks());
        assertThat(arrow.replace("\n", ""))
                .contains("compressed.example, 2 certificates, " + spared);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void opensIntoTheChain(Language language) throws Exception {
        for (double width : new double[] {652, 860, 1400}) {
            String panel = said(row(CompressedRecording.session("zstd"), language, width).panel());
            assertThat(panel.replaceAll("\\s", ""))
                    .contains(
                            "zstd",
                            "1,320",
                            "1,600",
                            "compressed.example",
                            "TLSHandshakeTestIssuingCA",
                            "TLSHandshakeTestRoot");
        }
    }
}
