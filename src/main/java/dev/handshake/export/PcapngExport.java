package dev.handshake.export;

import dev.handshake.capture.Packet;
import dev.handshake.capture.file.Annotated;
import dev.handshake.capture.file.PcapngWriter;
import dev.handshake.capture.file.SavedSession;
import dev.handshake.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * A session as a pcapng, which opens here and in Wireshark: its packets, its secrets where they are
 * asked for, its notes as comments of the packets in which their messages end, and, if the
 * connection was this program's own, what cannot be seen in packets as a comment. The same session
 * gives the same bytes.
 */
public final class PcapngExport {
    private PcapngExport() {}

    /**
     * Writes the file; {@code out} is flushed and stays open.
     *
     * @param secrets whether to write what is known of the keys, with which anybody can read the
     *     whole connection
     * @throws IOException if {@code out} does, or if the capture that the session comes from cannot
     *     be read any more
     */
    public static void write(Session session, boolean secrets, OutputStream out)
            throws IOException {
        write(List.of(session), secrets, out);
    }

    /** The same for several sessions: each is a section of its own. */
    public static void write(Iterable<Session> sessions, boolean secrets, OutputStream out)
            throws IOException {
        for (Session session : sessions) {
            section(session, secrets, out);
        }
        out.flush();
    }

    private static void section(Session session, boolean secrets, OutputStream out)
            throws IOException {
        PcapngWriter pcapng = new PcapngWriter(out);
        pcapng.begin(application(), comments(session));
        if (secrets && !session.secrets().isEmpty()) {
            pcapng.keyLog(KeyLogExport.lines(session.secrets()));
        }
        try {
            new Annotated(
                            session.recording(),
                            session.client(),
                            session.started(),
                            new NotePlaces(session).placed())
                    .packets(packet -> write(packet, pcapng));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        pcapng.end();
    }

    private static void write(Packet packet, PcapngWriter pcapng) {
        try {
            pcapng.packet(packet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a stranger's capture there is nothing to tell that is not in its packets. */
    private static List<String> comments(Session session) {
        return session.origin().host() != null || session.origin().isLab()
                ? new SavedSession(
                                session.origin(),
                                session.timing().nameLookup().orElse(-1),
                                session.trustAnchors(),
                                session.started(),
                                session.outcome().failure())
                        .comments()
                : List.of();
    }

    private static String application() {
        String version =
                Optional.ofNullable(PcapngExport.class.getModule().getDescriptor())
                        .flatMap(ModuleDescriptor::rawVersion)
                        .orElse("");
        return ("TLS Handshake " + version).strip();
    }
}
