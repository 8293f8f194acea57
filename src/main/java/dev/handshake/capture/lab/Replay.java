package dev.handshake.capture.lab;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Packet;
import dev.handshake.capture.Recording;
import dev.handshake.capture.file.CaptureFile;
import dev.handshake.capture.file.Connection;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A recorded scenario: tells every connection of its capture, one after the other, from the first
 * event to the last.
 */
final class Replay {
    private final String resource;
    private final Origin origin;
    private final Cancellation cancellation;

    Replay(String scenario, Origin origin, Cancellation cancellation) {
        this.resource = scenario + ".pcapng";
        this.origin = origin;
        this.cancellation = cancellation;
    }

    void capture(Consumer<CaptureEvent> sink) {
        try (CaptureFile file = CaptureFile.of(bytes(), resource)) {
            List<Connection> connections = new ArrayList<>();
            file.index(connections::add, new Cancellation());
            for (Connection connection : connections) {
                Recording packets = packets(file.recording(connection));
                CaptureSource source = file.source(connection, file.keys());
                cancellation.whenRaised(source::cancel);
                source.capture(event -> sink.accept(ofTheLab(event, packets)));
                if (cancellation.isRaised()) {
                    return;
                }
            }
        } catch (IOException | BadInput e) {
            // It is part of the program: then the program is broken.
            throw new IllegalStateException(resource, e);
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Replay.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource);
            }
            return in.readAllBytes();
        }
    }

    /** There are few, and they outlive the file. */
    private static Recording packets(Recording recording) throws IOException {
        List<Packet> packets = new ArrayList<>();
        recording.packets(packets::add);
        return packets::forEach;
    }

    private CaptureEvent ofTheLab(CaptureEvent event, Recording packets) {
        return event instanceof CaptureEvent.Opened opened
                ? new CaptureEvent.Opened(
                        opened.nanos(),
                        origin,
                        opened.started(),
                        opened.trustAnchors(),
                        opened.keys(),
                        packets)
                : event;
    }
}
