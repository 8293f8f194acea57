package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.message.Prelude;
import dev.handshake.registry.AlertDescription;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not TLS, breaks off, lies about its length or ends in an alert. */
class BadInputTest {
    private static final Bytes FATAL = Bytes.ofHex("15030300020228");

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 400 Bad Request, HTTP, outcome.not_tls.http",
        "SSH-2.0-OpenSSH_9.2, SSH, outcome.not_tls",
        "220 mail.example.org ESMTP Postfix, SMTP, outcome.not_tls.starttls",
        "220 (vsFTPd 3.0.3), FTP, outcome.not_tls.starttls",
        "+OK POP3 ready, POP3, outcome.not_tls.starttls",
        "* OK IMAP4rev1 ready, IMAP, outcome.not_tls.starttls",
        "what is this, unknown, outcome.not_tls.unknown"
    })
    void saysWhatAServerSpeaksInsteadOfTls(String answer, String protocol, String key) {
        Session session =
                end(Failure.of(Failure.Kind.ALERT_SENT, 10), server(ascii(answer + "\r\n")));

        MessageRead message = session.first(MessageType.NOT_TLS).orElseThrow();
        assertThat(message.content()).isEqualTo(new Prelude(protocol, ascii(answer + "\r\n")));
        assertThat(message.bytes()).isEqualTo(ascii(answer + "\r\n"));
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(session.outcome().reason().key()).isEqualTo(key);
    }

    @Test
    void putsAnAnswerThatIsNotTlsBeforeTheAlertItProvoked() {
        Session session =
                end(
                        Failure.of(Failure.Kind.ALERT_SENT, 10),
                        server(ascii("HTTP/1.1 4")),
                        server(ascii("00 Bad Request\r\n\r\n")),
                        client(Bytes.ofHex("1503030002020a")));

        assertThat(session.messages())
                .extracting(MessageRead::type)
                .containsExactly(MessageType.NOT_TLS, MessageType.ALERT);
        assertThat(session.messages().getFirst().bytes())
                .isEqualTo(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"));
    }

    @Test
    void tellsARecordThatIsTooLongFromWhatIsNotTls() {
        Bytes header = Bytes.ofHex("160303ffff");

        Session session =
                end(
                        Failure.of(Failure.Kind.ALERT_SENT, 22),
                        server(header),
                        server(bytes(100)),
                        client(Bytes.ofHex("15030300020216")));

        assertThat(session.messages())
                .extracting(MessageRead::type)
                .containsExactly(MessageType.TRUNCATED_HANDSHAKE, MessageType.ALERT);
        assertThat(session.messages().getFirst().bytes()).isEqualTo(bytes(100));
        assertThat(
                        Words.of(Language.ENGLISH)
                                .text(
                                        Objects.requireNonNull(
                                                session.messages().getFirst().reason())))
                .isEqualTo("The record announces 65,535 bytes; TLS allows at most 18,432");
        assertThat(session.outcome().reason().key())
                .isEqualTo("outcome.alert.client.record_overflow");
    }

    @Test
    void doesNotBlameTheCipherSuitesWhenACertificateWasAskedForAndNotShown() {
        Bytes serverHello = handshake(2, "0303" + "11".repeat(32) + "00" + "c02f" + "00");
        Bytes request = handshake(13, "0101" + "0002" + "0403" + "0000");
        Bytes none = handshake(11, "000000");

        assertThat(end(null, server(serverHello), server(FATAL)).outcome().reason().key())
                .isEqualTo("outcome.alert.server.theirs");
        assertThat(
                        end(null, server(serverHello), server(request), client(none), server(FATAL))
                                .outcome()
                                .reason()
                                .key())
                .isEqualTo("outcome.alert.server.no_client_certificate");
    }

    @Test
    void aDecodeErrorAfterAnEmptyCertificateIsAboutTheCertificate() {
        Session session =
                end(
                        null,
                        server(handshake(2, "0303" + "11".repeat(32) + "00" + "c02f" + "00")),
                        client(handshake(11, "000000")),
                        server(Bytes.ofHex("15030300020232")));

        assertThat(session.outcome().reason().key())
                .isEqualTo("outcome.alert.server.no_client_certificate");
    }

    @ParameterizedTest
    @CsvSource({"CLIENT, SERVER, COMPLETED", "SERVER, CLIENT, FAILED"})
    void aServerThatAnsweredTheFinishedOfTheClientHasAcceptedIt(
            Sender first, Sender second, Outcome.Status status) {
        Bytes finished = handshake(20, "22".repeat(12));

        Session session =
                end(
                        Failure.of(Failure.Kind.ALERT_RECEIVED, 40),
                        server(handshake(2, "0303" + "11".repeat(32) + "00" + "c02f" + "00")),
                        new CaptureEvent.Data(1, first, finished),
                        new CaptureEvent.Data(2, second, finished),
                        server(FATAL));

        assertThat(session.outcome().status()).isEqualTo(status);
    }

    @Test
    void saysThatTheCertificateOfTheServerCouldNotBeRead() {
        Bytes serverHello = handshake(2, "0303" + "11".repeat(32) + "00" + "c02f" + "00");
        Bytes certificate = handshake(11, "00000a" + "000007" + "6e6f7420646572");
        Bytes badCertificate = Bytes.ofHex("1503030002022a");

        Session session =
                end(
                        Failure.of(Failure.Kind.ALERT_SENT, 42),
                        server(serverHello),
                        server(certificate),
                        client(badCertificate));

        assertThat(session.outcome().reason().key())
                .isEqualTo("outcome.alert.client.certificate_unreadable");
    }

    @ParameterizedTest
    @CsvSource({"0300, SSL 3.0", "0301, TLS 1.0", "0302, TLS 1.1"})
    void namesTheOldVersionThatTheServerChose(String version, String name) {
        Bytes serverHello = handshake(2, version + "11".repeat(32) + "00" + "002f" + "00");

        Session session =
                end(
                        Failure.of(Failure.Kind.ALERT_SENT, 70),
                        server(serverHello),
                        client(Bytes.ofHex("15030300020246")));

        assertThat(Words.of(Language.ENGLISH).text(session.outcome().reason()))
                .contains("The server answered with " + name + ",");
    }

    @Test
    void saysThatTheServerHungUpRatherThanHowTheClientAnsweredThat() {
        Session session =
                end(
                        Failure.of(Failure.Kind.CLOSED_EARLY),
                        server(Bytes.ofHex("15030300020100")),
                        client(FATAL));

        assertThat(session.outcome().reason().key()).isEqualTo("outcome.closed_early.theirs");
    }

    @Test
    void takesAnAlertOfUnknownLevelForTheEnd() {
        Session session = end(null, server(Bytes.ofHex("150303000205ee")));

        assertThat(Words.of(Language.ENGLISH).text(session.outcome().reason()))
                .startsWith("The server stopped the handshake:")
                .contains("(238)");
    }

    @Test
    void keepsTheBeginningOfAHandshakeMessageThatIsTooLong() {
        List<CaptureEvent> events = new ArrayList<>(List.of(Replay.opened()));
        Bytes first = Bytes.concat(Bytes.ofHex("160303400001ffffff"), bytes(0x4000 - 4));
        Bytes more = Bytes.concat(Bytes.ofHex("1603034000"), bytes(0x4000));
        events.add(server(first));
        for (int i = 0; i < 1023; i++) {
            events.add(server(more));
        }
        events.add(server(FATAL));
        events.add(new CaptureEvent.Closed(5));

        Session session = Replay.session(events);

        assertThat(session.messages())
                .extracting(MessageRead::type)
                .startsWith(MessageType.TRUNCATED_HANDSHAKE)
                .contains(MessageType.ALERT);
        assertThat(session.messages().stream().mapToLong(it -> it.bytes().length()).sum())
                .isLessThan(Limits.HANDSHAKE_MESSAGE);
    }

    @Test
    void keepsNoMoreMessagesThanItsLimit() {
        List<CaptureEvent> events = new ArrayList<>(List.of(Replay.opened()));
        Bytes warning = Bytes.ofHex("15030300020100");
        for (int i = 0; i < Limits.MESSAGES * 2; i++) {
            events.add(server(warning));
        }
        events.add(new CaptureEvent.Closed(5));

        Session session = Replay.session(events);

        assertThat(session.messages()).hasSize(Limits.MESSAGES);
        assertThat(session.records()).hasSize(Limits.MESSAGES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesAnyBytes(int seed) {
        Random random = new Random(seed);
        List<CaptureEvent> events = new ArrayList<>(List.of(Replay.opened()));
        for (int i = 0; i < 50; i++) {
            byte[] fragment = new byte[random.nextInt(64)];
            random.nextBytes(fragment);
            byte[] header = {(byte) (20 + random.nextInt(5)), 3, 3, 0, (byte) fragment.length};
            Bytes record = Bytes.concat(Bytes.of(header), Bytes.of(fragment));
            Sender from = random.nextBoolean() ? Sender.CLIENT : Sender.SERVER;
            events.add(new CaptureEvent.Data(i, from, record));
        }
        events.add(new CaptureEvent.Closed(99));

        Session session = Replay.session(events);

        assertThat(session.messages()).isNotEmpty();
        assertThat(session.records()).hasSize(50);
    }

    static Stream<Integer> seeds() {
        return Stream.iterate(1, seed -> seed + 1).limit(50);
    }

    @Test
    void takesAFatalAlertForTheEnd() {
        Session session = end(null, server(FATAL));

        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.FAILED);
        assertThat(session.outcome().alert()).isNotNull();
        assertThat(Words.of(Language.ENGLISH).text(session.outcome().reason()))
                .isEqualTo(
                        "The server stopped the handshake: handshake_failure (40). It accepts"
                                + " nothing in the client's offer, most often because there is no"
                                + " cipher suite in common. The client has to offer more suites,"
                                + " or the server has to accept one of these.");
    }

    @Test
    void speaksToTheReaderOnlyWhereTheOfferWasTheReaders() {
        List<CaptureEvent> events = new ArrayList<>();
        events.add(
                new CaptureEvent.Opened(
                        0,
                        new Origin(Origin.Kind.LIVE, "www.msn.com", 443, null, false),
                        Instant.EPOCH,
                        List.of()));
        events.add(server(FATAL));
        events.add(new CaptureEvent.Failed(2, Failure.of(Failure.Kind.ALERT_RECEIVED, 40)));

        assertThat(Words.of(Language.ENGLISH).text(Replay.session(events).outcome().reason()))
                .isEqualTo(
                        "The server stopped the handshake: handshake_failure (40). It accepts"
                                + " nothing in our offer, most often because there is no cipher"
                                + " suite in common. Offer more suites, or ask who runs the"
                                + " server.");
    }

    @Test
    void doesNotTakeACloseNotifyForARefusal() {
        Session session = end(null, server(Bytes.ofHex("15030300020100")));

        assertThat(session.outcome().alert()).isNull();
        assertThat(session.outcome().status()).isEqualTo(Outcome.Status.INCOMPLETE);
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryFailure(Failure.Kind kind) {
        Session session = end(Failure.of(kind, arguments(kind)));

        for (Language language : Language.values()) {
            String sentence = Words.of(language).text(session.outcome().reason());
            assertThat(sentence).doesNotContain("{", "}").endsWith(".");
        }
        assertThat(session.outcome().failure()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasASentenceForEveryAlert(AlertDescription description) {
        for (Sender from : Sender.values()) {
            Bytes alert =
                    Bytes.concat(
                            Bytes.ofHex("150303000202"),
                            Bytes.of(new byte[] {(byte) description.code()}));
            Session session = end(null, new CaptureEvent.Data(1, from, alert));

            for (Language language : Language.values()) {
                assertThat(Words.of(language).text(session.outcome().reason()))
                        .contains(description.name() + " (" + description.code() + ")");
            }
        }
    }

    static Stream<AlertDescription> alerts() {
        return IntStream.range(0, 256)
                .mapToObj(AlertDescription::new)
                .filter(it -> !it.equals(AlertDescription.CLOSE_NOTIFY))
                .filter(it -> !it.equals(AlertDescription.USER_CANCELED));
    }

    @Test
    void doesNotGroupAPortInThousands() {
        Session session = end(Failure.of(Failure.Kind.REFUSED, "127.0.0.1", 8443));

        assertThat(Words.of(Language.ENGLISH).text(session.outcome().reason()))
                .isEqualTo(
                        "Nothing listens on 127.0.0.1 port 8443, so the connection was refused."
                                + " Start the server or try another port.");
    }

    @Test
    void tellsASilentServerFromASlowOne() {
        Session silent = end(Failure.of(Failure.Kind.HANDSHAKE_TIMEOUT, 15));
        Session slow =
                end(Failure.of(Failure.Kind.HANDSHAKE_TIMEOUT, 15), server(FATAL.slice(0, 3)));

        assertThat(silent.outcome().reason().key()).endsWith(".silent");
        assertThat(slow.outcome().reason().key()).isEqualTo("outcome.handshake_timeout");
    }

    @Test
    void infersTheThreePacketsOfTcp() {
        Session session =
                Replay.session(
                        List.of(
                                Replay.opened(),
                                new CaptureEvent.Connected(
                                        700,
                                        200,
                                        100,
                                        new Endpoint("127.0.0.1", 50_112),
                                        new Endpoint("127.0.0.1", 8443)),
                                new CaptureEvent.Closed(900)));

        assertThat(session.messages())
                .extracting(MessageRead::type)
                .containsExactly(MessageType.SYN, MessageType.SYN_ACK, MessageType.ACK);
        assertThat(session.messages())
                .allMatch(message -> message.provenance() == Provenance.INFERRED);
        assertThat(session.messages().get(0).nanos()).hasValue(200);
        assertThat(session.messages().get(1).nanos()).isEmpty();
        assertThat(session.messages().get(2).nanos()).hasValue(700);
        assertThat(session.timing().tcpConnect()).hasValue(500);
        assertThat(session.timing().nameLookup()).hasValue(100);
    }

    private static Object[] arguments(Failure.Kind kind) {
        return switch (kind) {
            case NO_SUCH_NAME -> new Object[] {"www.msm.com"};
            case NAME_TIMEOUT -> new Object[] {"www.msm.com", 10};
            case REFUSED, UNREACHABLE -> new Object[] {"127.0.0.1", 8443};
            case CONNECT_TIMEOUT -> new Object[] {"127.0.0.1", 8443, 10};
            case HANDSHAKE_TIMEOUT -> new Object[] {15};
            case ALERT_RECEIVED, ALERT_SENT -> new Object[] {40};
            case TOO_MUCH -> new Object[] {Limits.CONNECTION};
            case ENGINE -> new Object[] {"nothing to offer"};
            case RESET, CLOSED_EARLY, CANCELLED -> new Object[0];
        };
    }

    private static Session end(@Nullable Failure failure, CaptureEvent... between) {
        List<CaptureEvent> events = new ArrayList<>(List.of(Replay.opened()));
        events.addAll(Arrays.asList(between));
        events.add(
                failure == null
                        ? new CaptureEvent.Closed(1000)
                        : new CaptureEvent.Failed(1000, failure));
        return Replay.session(events);
    }

    private static CaptureEvent server(Bytes bytes) {
        return new CaptureEvent.Data(1, Sender.SERVER, bytes);
    }

    private static CaptureEvent client(Bytes bytes) {
        return new CaptureEvent.Data(1, Sender.CLIENT, bytes);
    }

    /** A handshake message in a record of its own. */
    private static Bytes handshake(int type, String bodyHex) {
        int length = bodyHex.length() / 2;
        return Bytes.ofHex("160303%04x%02x%06x".formatted(length + 4, type, length) + bodyHex);
    }

    private static Bytes ascii(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes bytes(int count) {
        byte[] array = new byte[count];
        Arrays.fill(array, (byte) 7);
        return Bytes.of(array);
    }
}
