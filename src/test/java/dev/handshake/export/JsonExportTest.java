package dev.handshake.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Origin;
import dev.handshake.session.SessionBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonExportTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:16:00Z, 2026-11-23T07:16:00.000000Z",
        "2026-11-23T07:16:00.12Z, 2026-11-23T07:16:00.120000Z",
        "2026-11-23T07:16:00.123456789Z, 2026-11-23T07:16:00.123456Z"
    })
    void saysInMicrosecondsWhenTheCaptureStarted(Instant started, String expected)
            throws IOException {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        Origin origin = new Origin(Origin.Kind.CAPTURE, null, 0, null, false);
        builder.accept(new CaptureEvent.Opened(0, origin, started, List.of()));
        StringWriter out = new StringWriter();

        JsonExport.write(List.of(builder.snapshot()), out);

        assertThat(
                        JsonParser.parseString(out.toString())
                                .getAsJsonObject()
                                .getAsJsonArray("sessions")
                                .get(0)
                                .getAsJsonObject()
                                .getAsJsonObject("source")
                                .get("started")
                                .getAsString())
                .isEqualTo(expected);
    }
}
