package dev.handshake.record;

import dev.handshake.Vectors;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ContentType;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs to decrypt one handshake of TLS 1.3, in microseconds, in one thread: the simple
 * handshake of RFC 8448 §3 with seven protected records, over and over. No test; run it with
 *
 * <pre>
 * mvn -q test-compile
 * java -cp target/test-classes:target/classes:(bcprov.jar) dev.handshake.record.RecordSpeed
 * </pre>
 */
final class RecordSpeed {
    private static final int ROUNDS = 8;
    private static final int HANDSHAKES = 20_000;

    private RecordSpeed() {}

    public static void main(String... args) throws IOException {
        Vectors trace =
                Vectors.section(
                        Path.of("../shared/corpus/vectors/rfc8448/transcripts.vec"),
                        "Simple_1RTT_Handshake");
        List<Chunk> chunks =
                List.of(
                        Chunk.client(trace.bytes("Record_ClientHello_1")),
                        Chunk.server(trace.bytes("Record_ServerHello")),
                        Chunk.server(trace.bytes("Record_ServerHandshakeMessages")),
                        Chunk.client(trace.bytes("Record_ClientFinished")),
                        Chunk.server(trace.bytes("Record_NewSessionTicket")),
                        Chunk.client(trace.bytes("Record_Client_AppData")),
                        Chunk.server(trace.bytes("Record_Server_AppData")),
                        Chunk.client(trace.bytes("Record_Client_CloseNotify")),
                        Chunk.server(trace.bytes("Record_Server_CloseNotify")));
        Bytes random = chunks.getFirst().bytes().slice(11, 32);
        KeyRing keys = new KeyRing();
        SECRETS.forEach((label, hex) -> keys.add(new Secret(label, random, Bytes.ofHex(hex))));
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            int decrypted = 0;
            for (int i = 0; i < HANDSHAKES; i++) {
                decrypted += read(chunks, keys, random);
            }
            double micros = (System.nanoTime() - start) / 1e3 / HANDSHAKES;
            System.out.printf(
                    "round %d: %.1f µs a handshake, %d records decrypted in each%n",
                    round, micros, decrypted / HANDSHAKES);
        }
    }

    /** RFC 8448 §3, "derive secret". */
    private static final Map<String, String> SECRETS =
            Map.of(
                    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                    "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
                    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                    "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
                    "CLIENT_TRAFFIC_SECRET_0",
                    "9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
                    "SERVER_TRAFFIC_SECRET_0",
                    "a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643");

    private static int read(List<Chunk> chunks, KeyRing keys, Bytes random) {
        RecordLayer layer = new RecordLayer(keys);
        layer.secretsComplete();
        HandshakeStream client = new HandshakeStream();
        HandshakeStream server = new HandshakeStream();
        int decrypted = 0;
        long nanos = 0;
        for (Chunk chunk : chunks) {
            layer.accept(++nanos, chunk.from(), chunk.bytes());
            for (Optional<Piece> piece = layer.next(); piece.isPresent(); piece = layer.next()) {
                if (piece.get() instanceof Piece.Opened record) {
                    decrypted += record.decrypted() ? 1 : 0;
                    if (record.type().equals(ContentType.HANDSHAKE)) {
                        (record.from() == Sender.CLIENT ? client : server)
                                .accept(record, message -> follow(layer, message, random));
                    }
                }
            }
        }
        layer.end();
        return decrypted;
    }

    private static void follow(RecordLayer layer, HandshakeStream.Framed message, Bytes random) {
        switch (message.bytes().at(0)) {
            case 1 -> layer.clientHello(random, List.of(CipherSuite.TLS_AES_128_GCM_SHA256), false);
            case 2 ->
                    layer.serverHello(
                            ProtocolVersion.TLS_1_3,
                            CipherSuite.TLS_AES_128_GCM_SHA256,
                            message.bytes().slice(6, 32),
                            false);
            case 20 -> layer.finished(message.from());
            default -> {}
        }
    }
}
