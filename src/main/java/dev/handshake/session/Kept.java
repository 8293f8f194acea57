package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Recording;
import dev.handshake.capture.file.Synthesis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a capture so that its session can be saved: packets and secrets. */
final class Kept {
    private Instant started = Instant.EPOCH;
    private List<Bytes> trustAnchors = List.of();
    private @Nullable Recording packets;

    /** Where there are no packets: what the socket saw. */
    private final List<CaptureEvent> seen = new ArrayList<>();

    /** Made anew only when more has been seen. */
    private Synthesis synthesis = new Synthesis(started, seen);

    void accept(CaptureEvent event) {
        switch (event) {
            case CaptureEvent.Opened opened -> {
                started = opened.started();
                trustAnchors = opened.trustAnchors();
                packets = opened.recording();
            }
            case CaptureEvent.Endpoints _,
                    CaptureEvent.Connected _,
                    CaptureEvent.Data _,
                    CaptureEvent.Closed _,
                    CaptureEvent.Failed _ -> {
                if (packets == null) {
                    seen.add(event);
                }
            }
            case CaptureEvent.SecretKnown _,
                    CaptureEvent.Noted _,
                    CaptureEvent.Segment _,
                    CaptureEvent.Gap _,
                    CaptureEvent.Overlap _ -> {}
        }
    }

    Recording recording() {
        if (packets != null) {
            return packets;
        }
        if (synthesis.events().size() != seen.size() || !synthesis.started().equals(started)) {
            synthesis = new Synthesis(started, seen);
        }
        return synthesis;
    }

    List<Bytes> trustAnchors() {
        return trustAnchors;
    }
}
