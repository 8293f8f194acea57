package dev.handshake.capture.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** One connection of a lab's server, from its first byte to its last. */
final class Visit {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int GOODBYE_MILLIS = 500;
    private static final int LARGEST_REQUEST = 16 * 1024;
    private static final int RECORD_HEADER = 5;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final LabProtocol protocol;
    private final byte[] buffer = new byte[16 * 1024];

    Visit(Socket socket, Tap tap, LabProtocol protocol) throws IOException {
        this.socket = socket;
        this.protocol = protocol;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = tap.in();
        this.out = tap.out();
    }

    void serve(Recipe.Conduct conduct) throws IOException {
        switch (conduct) {
            case PROPER, WRONG_FINISHED -> {
                try {
                    converse();
                } finally {
                    part();
                }
            }
            case RESETS -> {
                answerOnce();
                receive();
                // Closed so, TCP does not say FIN but RST.
                socket.setSoLinger(true, 0);
            }
            case STALLS -> {
                offer(receive());
                byte[] flight = output();
                out.write(flight, 0, firstRecord(flight));
                drain();
            }
            case PLAIN_HTTP -> {
                receive();
                out.write(plainAnswer());
                part();
            }
        }
    }

    private void converse() throws IOException {
        StringBuilder request = new StringBuilder();
        while (!protocol.isClosed()) {
            int read = receive();
            if (read < 0) {
                return;
            }
            try {
                offer(read);
            } finally {
                out.write(output());
            }
            byte[] asked = new byte[protocol.getAvailableInputBytes()];
            protocol.readInput(asked, 0, asked.length);
            request.append(new String(asked, StandardCharsets.ISO_8859_1));
            if (request.indexOf("\r\n\r\n") >= 0) {
                byte[] answer = answer();
                protocol.writeApplicationData(answer, 0, answer.length);
                protocol.close();
                out.write(output());
            } else if (request.length() > LARGEST_REQUEST) {
                protocol.close();
                out.write(output());
            }
        }
    }

    private void answerOnce() throws IOException {
        offer(receive());
        out.write(output());
    }

    private int receive() throws IOException {
        return in.read(buffer);
    }

    private void offer(int read) throws IOException {
        protocol.offerInput(buffer, 0, Math.max(0, read));
    }

    private byte[] output() {
        byte[] output = new byte[protocol.getAvailableOutputBytes()];
        return Arrays.copyOf(output, protocol.readOutput(output, 0, output.length));
    }

    private static int firstRecord(byte[] flight) {
        return flight.length < RECORD_HEADER
                ? flight.length
                : RECORD_HEADER + ((flight[3] & 0xff) << 8 | (flight[4] & 0xff));
    }

    /** Whoever closes with bytes unread resets the connection instead. */
    private void part() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(GOODBYE_MILLIS);
        drain();
    }

    private void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] answer() {
        String page =
                """
                <!doctype html>
                <html lang="en">
                <title>TLS Handshake Lab</title>
                <p>This page travelled encrypted, from the lab's server to its client.</p>
                </html>
                """;
        return response("200 OK", page);
    }

    /** What a web server says to who speaks TLS to its port for HTTP. */
    private static byte[] plainAnswer() {
        return response("400 Bad Request", "<!doctype html>\n<title>400 Bad Request</title>\n");
    }

    private static byte[] response(String status, String page) {
        return """
        HTTP/1.1 %s\r
        Date: %s\r
        Content-Type: text/html; charset=utf-8\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s\
        """
                .formatted(
                        status,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ZonedDateTime.now(ZoneOffset.UTC)),
                        page.length(),
                        page)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
