package dev.handshake.ui.compare;

import dev.handshake.explain.Words;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.Negotiated;
import dev.handshake.session.Session;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** What a session is called among others: told apart by where, how and when. */
public record SessionName(Words words) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** {@code tls12 · TLS 1.2 · 14:02:31}. */
    public String of(Session session) {
        return where(session) + " · " + how(session) + " · " + TIME.format(session.started());
    }

    /** The scenario, or the host that was asked for, as the client named it. */
    private static String where(Session session) {
        String scenario = session.origin().scenario();
        String host = session.origin().host();
        String sni = session.negotiated().sni();
        return Words.visible(
                scenario != null
                        ? scenario
                        : host != null
                                ? host
                                : sni != null && !sni.isEmpty()
                                        ? sni
                                        : Objects.toString(session.server(), "?"));
    }

    /** {@code TLS 1.3, resumed}; how it ended where no version was chosen. */
    String how(Session session) {
        ProtocolVersion version = session.negotiated().version();
        if (version == null) {
            String status = session.outcome().status().name().toLowerCase(Locale.ROOT);
            return words.text("compare.outcome." + status);
        }
        return session.negotiated().resumption() == Negotiated.Resumption.NONE
                ? version.name()
                : words.text("compare.resumed", version.name());
    }
}
