package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Endpoint;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Payload;
import dev.handshake.capture.Sender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection put together by hand: what each side says, cut as it is told. TLS 1.2, in plain
 * text.
 */
public final class Spoken {
    private final List<CaptureEvent> events = new ArrayList<>();
    private final List<Payload> payloads = new ArrayList<>();
    private long nanos;
    private long clientOffset;
    private long serverOffset;

    public Spoken() {
        events.add(
                new CaptureEvent.Opened(
                        0,
                        new Origin(Origin.Kind.LIVE, "www.example.com", 443, null, false),
                        Instant.parse("2026-11-23T07:16:00Z"),
                        List.of()));
        Endpoint client = new Endpoint("127.0.0.1", 50_000);
        Endpoint server = new Endpoint("127.0.0.1", 443);
        events.add(new CaptureEvent.Endpoints(0, client, server));
    }

    /** A handshake message of the type with so many bytes behind its header. */
    public static Bytes message(int type, int length) {
        return Bytes.concat(
                Bytes.ofHex("%02x%06x".formatted(type, length)), Bytes.wrap(new byte[length]));
    }

    /** A ServerHello (RFC 5246 §7.4.1.3) with these extensions, in hexadecimal. */
    public static Bytes serverHello(String suite, String extensions) {
        Bytes body =
                Bytes.ofHex(
                        "0303"
                                + "51".repeat(32)
                                + "00"
                                + suite
                                + "00"
                                + "%04x".formatted(extensions.length() / 2)
                                + extensions);
        return Bytes.concat(Bytes.ofHex("02%06x".formatted(body.length())), body);
    }

    /** A ClientHello that offers one suite. */
    public static Bytes clientHello(String suite) {
        Bytes body = Bytes.ofHex("0303" + "43".repeat(32) + "00" + "0002" + suite + "0100");
        return Bytes.concat(Bytes.ofHex("01%06x".formatted(body.length())), body);
    }

    /** A ChangeCipherSpec in its record. */
    public static Bytes changeCipherSpec() {
        return Bytes.ofHex("140303000101");
    }

    /** A record of handshake messages, or parts of them. */
    public static Bytes record(Bytes... content) {
        Bytes all = Bytes.concat(content);
        return Bytes.concat(Bytes.ofHex("160303%04x".formatted(all.length())), all);
    }

    /** One segment, or one read of a socket. */
    public Spoken says(Sender from, Bytes... bytes) {
        Bytes all = Bytes.concat(bytes);
        nanos += 1000;
        events.add(new CaptureEvent.Data(nanos, from, all));
        long offset = from == Sender.CLIENT ? clientOffset : serverOffset;
        payloads.add(new Payload(nanos, from, 1000 + offset, offset, all.length(), false));
        if (from == Sender.CLIENT) {
            clientOffset += all.length();
        } else {
            serverOffset += all.length();
        }
        return this;
    }

    /** The same, cut into pieces of so many bytes. */
    public Spoken saysInPieces(Sender from, int most, Bytes bytes) {
        for (int at = 0; at < bytes.length(); at += most) {
            says(from, bytes.slice(at, Math.min(most, bytes.length() - at)));
        }
        return this;
    }

    public List<Payload> payloads() {
        return List.copyOf(payloads);
    }

    public Session session() {
        SessionBuilder builder = new SessionBuilder(_ -> {});
        events.forEach(builder);
        builder.accept(new CaptureEvent.Closed(nanos + 1000));
        return builder.snapshot();
    }
}
