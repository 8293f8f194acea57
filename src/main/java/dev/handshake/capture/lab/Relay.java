package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One direction of somebody in the middle, who passes records on and may change them. */
final class Relay {
    private static final int HEADER = 5;
    private static final int LENGTH_AT = 3;

    private final Sender from;
    private final Meddler meddler;
    private Bytes waiting = Bytes.EMPTY;

    Relay(Sender from, Meddler meddler) {
        this.from = from;
        this.meddler = meddler;
    }

    /** Passes on what comes until there is no more, then says so. */
    void run(Socket source, Socket sink) throws IOException {
        InputStream in = source.getInputStream();
        OutputStream out = sink.getOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(pass(Bytes.of(buffer, 0, read)));
        }
        out.write(waiting.toArray());
        sink.shutdownOutput();
    }

    /** All records that are whole, in one piece as they came. */
    private byte[] pass(Bytes arrived) throws IOException {
        Bytes all = Bytes.concat(waiting, arrived);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        int at = 0;
        while (all.length() - at >= HEADER) {
            int length = HEADER + (int) all.number(at + LENGTH_AT, 2);
            if (all.length() - at < length) {
                break;
            }
            passed.write(meddler.meddle(from, all.slice(at, length)).toArray());
            at += length;
        }
        waiting = all.from(at);
        return passed.toByteArray();
    }
}
