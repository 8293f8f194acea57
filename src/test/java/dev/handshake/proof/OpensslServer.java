package dev.handshake.proof;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code openssl s_server} for one connection, with what it tells of it: {@code -msg} (the bytes of
 * every message) or {@code -trace} (their members in words).
 */
final class OpensslServer implements Server {
    private static final Pattern PORT = Pattern.compile("ACCEPT \\S+:(\\d+)");

    /** {@code <<< TLS 1.3, Handshake [length 0006], EncryptedExtensions} and its bytes. */
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^(<<<|>>>) [^,\n]*, (\\w+) \\[length [0-9a-f]+].*\n((?: {4}[0-9a-f ]+\n)*)",
                    Pattern.MULTILINE);

    private final Program program;
    private final SocketAddress address;

    /** What it saw: messages in its order, and records in its order. */
    record Trace(List<Seen> messages, List<Seen.Envelope> records) {}

    private OpensslServer(Program program) {
        this.program = program;
        program.awaitOutput("ACCEPT ");
        Matcher port = PORT.matcher(program.output());
        if (!port.find()) {
            throw new AssertionError(program.output());
        }
        this.address = Server.loopback(Integer.parseInt(port.group(1)));
    }

    static OpensslServer start(Authority.Identity identity, String... options) {
        List<Object> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("openssl"),
                                "s_server",
                                "-accept",
                                "127.0.0.1:0",
                                "-naccept",
                                "1",
                                "-www",
                                "-key",
                                identity.key(),
                                "-cert",
                                identity.certificate()));
        if (identity.issuer() != null) {
            command.addAll(List.of("-cert_chain", identity.issuer()));
        }
        command.addAll(Arrays.asList(options));
        return new OpensslServer(Program.start(Path.of("."), command.toArray()));
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    /** All that it said of its one connection, once that is over. */
    String output() {
        program.exitStatus();
        return program.output();
    }

    /** What {@code -msg} printed. A ChangeCipherSpec and data show only in the record's header. */
    Trace trace() {
        List<Seen> messages = new ArrayList<>();
        List<Seen.Envelope> records = new ArrayList<>();
        Matcher block = BLOCK.matcher(output());
        while (block.find()) {
            Sender from = block.group(1).equals("<<<") ? Sender.CLIENT : Sender.SERVER;
            Bytes bytes = Bytes.ofHex(block.group(3).replaceAll("\\s", ""));
            switch (block.group(2)) {
                case "RecordHeader" -> {
                    int type = bytes.at(0);
                    int version = (int) bytes.number(1, 2);
                    records.add(new Seen.Envelope(from, type, version, (int) bytes.number(3, 2)));
                    if (type == 20) {
                        messages.add(new Seen(from, "change_cipher_spec", Bytes.ofHex("01")));
                    }
                    if (type == 23 && !output().contains("InnerContent")) {
                        messages.add(new Seen(from, "application_data", null));
                    }
                }
                case "InnerContent" -> {
                    if (bytes.at(0) == 23) {
                        messages.add(new Seen(from, "application_data", null));
                    }
                }
                case "Handshake" -> messages.add(Seen.handshake(from, bytes));
                case "Alert" -> messages.add(new Seen(from, "alert", bytes));
                case "ChangeCipherSpec" -> {}
                default -> throw new AssertionError(block.group());
            }
        }
        return new Trace(messages, records);
    }

    @Override
    public void close() {
        program.close();
    }
}
