package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of bytes that somebody in the middle passes on. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayTest {
    /** RFC 8448 §3: supported_versions (43), three bytes, a list of two, TLS 1.3. */
    private static final String OFFERS_TLS_1_3 = "002b0003020304";

    private static final String OFFERS_TLS_1_2 = "002b0003020303";

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    /** Sends the bytes through it in pieces. */
    private static Bytes passed(Sender from, Recipe.Middle middle, Bytes bytes, int seed)
            throws Exception {
        try (ServerSocket door = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                Socket sender = new Socket(door.getInetAddress(), door.getLocalPort());
                Socket in = door.accept();
                Socket out = new Socket(door.getInetAddress(), door.getLocalPort());
                Socket receiver = door.accept()) {
            Thread relay =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    new Relay(from, new Meddler(middle)).run(in, out);
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            Thread sending = Thread.ofPlatform().start(() -> send(bytes, sender, new Random(seed)));
            InputStream arriving = receiver.getInputStream();
            Bytes arrived = Bytes.of(arriving.readAllBytes());
            sending.join();
            relay.join();
            return arrived;
        }
    }

    private static void send(Bytes bytes, Socket socket, Random random) {
        try {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            int at = 0;
            while (at < bytes.length()) {
                int length = Math.min(bytes.length() - at, 1 + random.nextInt(200));
                out.write(bytes.slice(at, length).toArray());
                at += length;
            }
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes random(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private static Bytes clientHello() throws IOException {
        return Vectors.section(
                        Needs.shared("corpus/vectors/rfc8448").resolve("transcripts.vec"),
                        "Simple_1RTT_Handshake")
                .bytes("Record_ClientHello_1");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void passesOnWhateverComes(int seed) throws Exception {
        Bytes bytes = random(seed, 3_000);

        assertThat(passed(Sender.CLIENT, Recipe.Middle.NOBODY, bytes, seed)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesOneVersionOutOfAClientHello(int seed) throws Exception {
        Bytes hello = clientHello();
        assertThat(hello.hex()).containsOnlyOnce(OFFERS_TLS_1_3);

        assertThat(passed(Sender.CLIENT, Recipe.Middle.TAKES_TLS13_AWAY, hello, seed).hex())
                .isEqualTo(hello.hex().replace(OFFERS_TLS_1_3, OFFERS_TLS_1_2));
    }

    @Test
    void leavesTheServersAnswerAlone() throws Exception {
        Bytes hello = clientHello();

        assertThat(passed(Sender.SERVER, Recipe.Middle.TAKES_TLS13_AWAY, hello, 0))
                .isEqualTo(hello);
    }

    /** What only looks like a Client Hello passes, too. */
    @ParameterizedTest
    @MethodSource("seeds")
    void passesOnWhatIsNoClientHello(int seed) throws Exception {
        Bytes bytes = Bytes.concat(Bytes.ofHex("160301010001"), random(seed, 255));

        assertThat(passed(Sender.CLIENT, Recipe.Middle.TAKES_TLS13_AWAY, bytes, seed).length())
                .isEqualTo(bytes.length());
    }

    @Test
    void flipsOneBitOfTheFirstRecordAfterTheChangeOfKeys() throws Exception {
        Bytes change = Bytes.ofHex("140303000101");
        Bytes first = Bytes.concat(Bytes.ofHex("1703030064"), random(1, 100));
        Bytes second = Bytes.concat(Bytes.ofHex("1703030064"), random(2, 100));
        Bytes sent = Bytes.concat(clientHello(), change, first, second);

        Bytes arrived = passed(Sender.SERVER, Recipe.Middle.FLIPS_A_BIT, sent, 3);

        int at = clientHello().length() + change.length() + 5;
        int flipped = 0;
        for (int i = 0; i < sent.length(); i++) {
            int difference = sent.at(i) ^ arrived.at(i);
            if (difference != 0) {
                assertThat(i).isBetween(at, at + 99);
                flipped += Integer.bitCount(difference);
            }
        }
        assertThat(arrived.length()).isEqualTo(sent.length());
        assertThat(flipped).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Recipe.Middle.class)
    void passesOnTheBeginningOfARecordAtTheEnd(Recipe.Middle middle) throws Exception {
        Bytes cut = Bytes.ofHex("16030100ff0100");

        assertThat(passed(Sender.CLIENT, middle, cut, 0)).isEqualTo(cut);
    }
}
