package dev.handshake.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Target;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClientSessionsTest {
    private static final Target TARGET = new Target("www.example.org", 443);

    private final ClientSessions sessions = new ClientSessions();

    private static Resumption resumption(
            Resumption.Kind kind, Instant since, Duration lifetime, int length) {
        return new Resumption(
                kind,
                kind == Resumption.Kind.PSK ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2,
                CipherSuite.TLS_AES_128_GCM_SHA256,
                since,
                lifetime,
                Bytes.of(new byte[length]),
                Bytes.of(new byte[32]),
                0xffff_fff0L,
                Resumption.Habits.NONE);
    }

    private static Resumption fresh(Resumption.Kind kind) {
        return resumption(kind, Instant.now(), Duration.ofHours(1), 100);
    }

    @Test
    void theNewestComesFirst() {
        Resumption older = fresh(Resumption.Kind.TICKET);
        Resumption newer = fresh(Resumption.Kind.SESSION_ID);
        sessions.add(TARGET, older);
        sessions.add(TARGET, newer);

        assertThat(sessions.newest(TARGET)).containsSame(newer);
        assertThat(sessions.newest(TARGET)).containsSame(newer);
    }

    /** RFC 9846 App. C.4: a ticket that is used twice tells that both come from one client. */
    @Test
    void onlyWhatIsOfTls13IsGoneOnceItWasUsed() {
        Resumption first = fresh(Resumption.Kind.PSK);
        Resumption second = fresh(Resumption.Kind.PSK);
        sessions.add(TARGET, first);
        sessions.add(TARGET, second);
        sessions.used(second);
        assertThat(sessions.newest(TARGET)).containsSame(first);

        Resumption ticket = fresh(Resumption.Kind.TICKET);
        sessions.add(TARGET, ticket);
        sessions.used(ticket);
        assertThat(sessions.newest(TARGET)).containsSame(ticket);
    }

    @Test
    void whatTheServerHasForgottenIsGone() {
        Instant then = Instant.now().minusSeconds(3601);
        sessions.add(TARGET, resumption(Resumption.Kind.PSK, then, Duration.ofHours(1), 100));
        assertThat(sessions.newest(TARGET)).isEmpty();

        // A server that does not say for how long is asked.
        sessions.add(TARGET, resumption(Resumption.Kind.TICKET, then, Duration.ZERO, 100));
        assertThat(sessions.newest(TARGET)).isPresent();
    }

    @Test
    void aTicketThatNoClientHelloHoldsIsNotKept() {
        Resumption huge =
                resumption(
                        Resumption.Kind.PSK, Instant.now(), Duration.ofHours(1), Limits.TICKET + 1);
        sessions.add(TARGET, huge);

        assertThat(sessions.newest(TARGET)).isEmpty();
    }

    /** A hostile server sends as many as it likes, and there may be as many servers. */
    @Test
    void keepsOnlySoMany() {
        Resumption last = fresh(Resumption.Kind.PSK);
        for (int i = 0; i < 1000; i++) {
            sessions.add(TARGET, fresh(Resumption.Kind.PSK));
        }
        sessions.add(TARGET, last);
        int kept = 0;
        for (var next = sessions.newest(TARGET); next.isPresent(); kept++) {
            sessions.used(next.get());
            next = sessions.newest(TARGET);
        }
        assertThat(kept).isBetween(2, 20);

        for (int port = 1; port <= 1000; port++) {
            sessions.add(new Target("a.example", port), last);
        }
        assertThat(sessions.newest(new Target("a.example", 1))).isEmpty();
        assertThat(sessions.newest(new Target("a.example", 1000))).containsSame(last);
    }

    /** RFC 9846 §4.3.11.1: modulo 2^32. */
    @Test
    void anAgeWrapsAround() {
        Instant now = Instant.now();
        Resumption resumption =
                resumption(Resumption.Kind.PSK, now.minusMillis(0x20), Duration.ofHours(1), 100);

        assertThat(resumption.obfuscatedAge(now)).isEqualTo(0x10);
        assertThat(resumption.toString()).doesNotContain("00000000");
    }
}
