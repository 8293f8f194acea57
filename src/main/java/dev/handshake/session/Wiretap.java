package dev.handshake.session;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Cancellation;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.CaptureSource;
import dev.handshake.capture.Failure;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Origin;
import dev.handshake.capture.file.Excerpt;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection anew, from its packets alone, as somebody sees it who is none of its ends.
 * Nothing is hidden for the picture: the reader has no more than the onlooker has.
 */
public final class Wiretap {
    /** What stands in the way of whoever lacks a key. */
    private static final Set<String> LOCKED =
            Set.of(
                    "unreadable.no_secret",
                    "unreadable.not_verified",
                    "unreadable.suite",
                    "unreadable.version");

    private static final String ON_THE_WIRE = "unreadable.on_the_wire";
    private static final String SERVER_KEY = "unreadable.server_key";
    private static final String KEY_NOT_HERE = "unreadable.key_not_here";

    /** Why an onlooker cannot read what is encrypted. */
    static final Set<String> CLOSED = Set.of(ON_THE_WIRE, SERVER_KEY, KEY_NOT_HERE);

    private final Session whole;
    private final Viewpoint from;
    private final ServerKey key;
    private final KeyRing keys;
    private final SessionBuilder builder = new SessionBuilder(_ -> {});

    private Wiretap(Session whole, Viewpoint from) {
        this.whole = whole;
        this.from = from;
        this.key = ServerKey.over(whole);
        this.keys =
                switch (from) {
                    case EAVESDROPPER, CLIENT -> new KeyRing();
                    case SERVER_KEY -> key.ring();
                };
    }

    /**
     * The connection as it is seen from there; times and the numbers of its records are those of
     * {@code whole}. It takes as long as reading the connection did.
     *
     * @param whole as this program knows it: what the client sees
     * @param end ends the reading early; what comes of it then is of no use
     * @throws IOException if the capture that the packets stand in cannot be read any more
     */
    public static Session read(Session whole, Viewpoint from, Cancellation end) throws IOException {
        return from == Viewpoint.CLIENT ? whole : new Wiretap(whole, from).read(end);
    }

    private Session read(Cancellation end) throws IOException {
        accept(
                new CaptureEvent.Opened(
                        0,
                        origin(whole.origin()),
                        whole.started(),
                        whole.trustAnchors(),
                        keys,
                        whole.recording()));
        try (Excerpt excerpt = Excerpt.of(whole.recording())) {
            Optional<CaptureSource> source =
                    excerpt.source(keys, whole.started(), whole.trustAnchors());
            if (source.isPresent()) {
                end.whenRaised(source.get()::cancel);
                source.get().capture(this::told);
            } else {
                end(0, null);
            }
        }
        return worded(builder.snapshot());
    }

    /** What the client wanted to reach, only its messages tell. */
    private static Origin origin(Origin known) {
        return new Origin(known.kind(), null, 0, known.scenario(), known.recorded());
    }

    private void accept(CaptureEvent event) {
        builder.accept(event);
    }

    private void told(CaptureEvent event) {
        switch (event) {
            // Notes are about the messages that the client saw.
            case CaptureEvent.Opened _, CaptureEvent.Noted _ -> {}
            case CaptureEvent.Endpoints ends ->
                    accept(
                            whole.client() == null || whole.server() == null
                                    ? ends
                                    : new CaptureEvent.Endpoints(
                                            ends.nanos(), whole.client(), whole.server()));
            case CaptureEvent.Connected connected ->
                    accept(
                            new CaptureEvent.Connected(
                                    connected.nanos(),
                                    connected.connectStarted(),
                                    -1,
                                    whole.client() == null ? connected.client() : whole.client(),
                                    whole.server() == null ? connected.server() : whole.server()));
            case CaptureEvent.Closed closed -> end(closed.nanos(), null);
            case CaptureEvent.Failed failed -> end(failed.nanos(), failed.failure());
            case CaptureEvent.Segment _,
                    CaptureEvent.Data _,
                    CaptureEvent.Gap _,
                    CaptureEvent.Overlap _,
                    CaptureEvent.SecretKnown _ ->
                    accept(event);
        }
    }

    /** As long as it is captured, nobody knows how it ends. */
    private void end(long nanos, @Nullable Failure seen) {
        if (whole.outcome().status() == Outcome.Status.RUNNING) {
            return;
        }
        Failure known = whole.outcome().failure();
        Failure failure = known != null && isSeen(known.kind()) ? known : seen;
        accept(
                failure == null
                        ? new CaptureEvent.Closed(nanos)
                        : new CaptureEvent.Failed(nanos, failure));
    }

    /** Whether what ended the connection is seen by whoever watches its packets. */
    private static boolean isSeen(Failure.Kind kind) {
        return switch (kind) {
            case REFUSED,
                    UNREACHABLE,
                    CONNECT_TIMEOUT,
                    HANDSHAKE_TIMEOUT,
                    RESET,
                    CLOSED_EARLY,
                    CANCELLED ->
                    true;
            // Of an alert the packets tell themselves, where it can be read.
            case NO_SUCH_NAME, NAME_TIMEOUT, ALERT_RECEIVED, ALERT_SENT, TOO_MUCH, ENGINE -> false;
        };
    }

    // -- what it says

    /** Who has no key lacks none: this is what there is to see. */
    private Session worded(Session seen) {
        List<MessageRead> messages = seen.messages().stream().map(this::worded).toList();
        boolean hidden = messages.stream().anyMatch(MessageRead::isSealed);
        boolean open = hidden && seen.outcome().reason().equals(Phrase.of("outcome.incomplete"));
        return new Session(
                seen.origin(),
                seen.client(),
                seen.server(),
                seen.started(),
                open
                        ? new Outcome(
                                seen.outcome().status(),
                                Phrase.of(Outcome.HIDDEN),
                                seen.outcome().failure(),
                                seen.outcome().alert())
                        : seen.outcome(),
                seen.negotiated(),
                seen.timing(),
                seen.verdicts(),
                seen.records(),
                messages,
                seen.recording(),
                seen.known(),
                seen.trustAnchors(),
                seen.roles());
    }

    private MessageRead worded(MessageRead message) {
        boolean locked =
                message.reason() != null
                        && LOCKED.contains(message.reason().key())
                        && message.isSealed();
        return locked
                ? message.because(
                        Phrase.of(
                                switch (from) {
                                    case EAVESDROPPER, CLIENT -> ON_THE_WIRE;
                                    case SERVER_KEY -> key.isMissing() ? KEY_NOT_HERE : SERVER_KEY;
                                }))
                : message;
    }
}
