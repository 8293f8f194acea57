package dev.handshake.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.record.Piece.Hindrance;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What secrets open, and what they do not. */
class DecryptionTest {
    private static final String[] SUITES = {
        "TLS_PSK_WITH_AES_128_GCM_SHA256",
        "TLS_PSK_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_PSK_WITH_AES_256_CBC_SHA384",
        "TLS_PSK_WITH_NULL_SHA256",
        "TLS_AES_256_GCM_SHA384"
    };

    private static final Bytes RANDOM = Bytes.ofHex("c1".repeat(32));
    private static final Bytes SERVER_RANDOM = Bytes.ofHex("51".repeat(32));
    private static final Bytes MAIN = Bytes.ofHex("3a".repeat(48));

    static List<String> suites() {
        return List.of(SUITES);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void opensNothingWithSecretsThatAreWrongCutOrMissing(String suite) throws IOException {
        Engines.Recorded recorded = recorded(suite);

        for (KeyRing keys :
                List.of(
                        changed(
                                recorded,
                                secret -> Bytes.concat(secret.from(1), Bytes.ofHex("00"))),
                        changed(recorded, secret -> secret.slice(0, secret.length() - 1)),
                        changed(recorded, secret -> secret.slice(0, 0)),
                        changed(recorded, secret -> Bytes.concat(secret, Bytes.ofHex("00"))))) {
            Reading reading = Reading.of(keys, recorded.chunks());

            assertThat(reading.decrypted()).isZero();
            // Of TLS 1.3, Bouncy Castle tells no handshake secrets when it is over.
            Hindrance expected =
                    suite.contains("_WITH_") ? Hindrance.NOT_VERIFIED : Hindrance.NO_SECRET;
            assertThat(reading.closed())
                    .isNotEmpty()
                    .allMatch(record -> record.hindrance() == expected);
        }
        Reading without = Reading.of(new KeyRing(), recorded.chunks());
        assertThat(without.decrypted()).isZero();
        if (suite.contains("_WITH_NULL_")) {
            // What is not encrypted can be read by anybody; it counts as observed.
            assertThat(without.closed()).isEmpty();
        } else {
            assertThat(without.closed())
                    .isNotEmpty()
                    .allMatch(record -> record.hindrance() == Hindrance.NO_SECRET);
        }
    }

    @Test
    void opensNothingWithTheSecretsOfTheOtherSide() throws IOException {
        Engines.Recorded recorded = recorded("TLS_AES_128_GCM_SHA256");
        KeyRing swapped = new KeyRing();
        for (Secret secret : recorded.secrets()) {
            String label =
                    secret.label().startsWith("CLIENT")
                            ? secret.label().replace("CLIENT", "SERVER")
                            : secret.label().replace("SERVER", "CLIENT");
            swapped.add(new Secret(label, secret.clientRandom(), secret.secret()));
        }

        Reading reading = Reading.of(swapped, recorded.chunks());

        assertThat(reading.decrypted()).isZero();
    }

    /** A live connection tells its secrets when it has them: records wait for them, in order. */
    @ParameterizedTest
    @ValueSource(strings = {"TLS_PSK_WITH_AES_256_CBC_SHA384", "TLS_PSK_WITH_AES_128_GCM_SHA256"})
    void waitsForASecretThatComesLate(String suite) throws IOException {
        Engines.Recorded recorded = recorded(suite);
        Reading early = Reading.of(recorded.keys(), recorded.chunks());
        Reading late = new Reading(new RecordLayer());

        recorded.chunks().forEach(late::accept);
        assertThat(late.decrypted()).isZero();
        assertThat(late.closed()).isEmpty();
        recorded.secrets().forEach(late.layer::accept);
        late.drain();
        late.end();

        assertThat(late.shape()).isEqualTo(early.shape());
        assertThat(late.layer.secrets().all()).isEqualTo(recorded.secrets());
    }

    @Test
    void doesNotWaitWhereAllSecretsAreKnown() throws IOException {
        Engines.Recorded recorded = recorded("TLS_PSK_WITH_AES_128_GCM_SHA256");
        RecordLayer layer = new RecordLayer();
        layer.secretsComplete();
        Reading reading = new Reading(layer);

        recorded.chunks().forEach(reading::accept);

        assertThat(reading.closed())
                .isNotEmpty()
                .allMatch(record -> record.hindrance() == Hindrance.NO_SECRET);
    }

    /**
     * Go's recorded connections have a client whose random bytes are all zero, its pre-master
     * secret too; the server was OpenSSL.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client-TLSv10-RSA-RC4",
                "Client-TLSv11-RSA-RC4",
                "Client-TLSv12-RSA-RC4",
                "Client-TLSv12-AES128-SHA256",
                "Client-TLSv12-AES256-GCM-SHA384"
            })
    void makesTheMainSecretOfAPreMasterSecret(String flow) throws IOException {
        List<Chunk> chunks = goFlow(flow);
        Bytes random = chunks.getFirst().bytes().slice(11, 32);
        KeyRing keys = new KeyRing();
        keys.add(new Secret("PMS_CLIENT_RANDOM", random, Bytes.ofHex("0303" + "00".repeat(46))));

        Reading reading = Reading.of(keys, chunks);

        assertThat(reading.closed()).isEmpty();
        assertThat(reading.decrypted()).isGreaterThanOrEqualTo(3);
        assertThat(reading.layer.secrets().all())
                .extracting(Secret::label)
                .contains("CLIENT_RANDOM");
    }

    private static List<Chunk> goFlow(String name) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        Sender from = Sender.CLIENT;
        StringBuilder hex = new StringBuilder();
        for (String line :
                Files.readAllLines(
                        Needs.shared("corpus/vectors/go-flows/testdata").resolve(name))) {
            if (line.startsWith(">>> Flow")) {
                if (!hex.isEmpty()) {
                    chunks.add(new Chunk(from, Bytes.ofHex(hex.toString())));
                }
                hex.setLength(0);
                from = line.contains("client to server") ? Sender.CLIENT : Sender.SERVER;
            } else if (!line.isEmpty()) {
                // 00000000  16 03 01 00 59 01 00 00  55 03 01 … |....|
                hex.append(line.substring(10, line.indexOf('|')).replace(" ", ""));
            }
        }
        chunks.add(new Chunk(from, Bytes.ofHex(hex.toString())));
        return chunks;
    }

    // -- what no peer here speaks: records made with Java's and Bouncy Castle's ciphers

    /** RFC 3749: all records of one direction are one stream of DEFLATE. */
    @Test
    void decompresses() throws GeneralSecurityException {
        RecordLayer layer = layer12("TLS_RSA_WITH_NULL_SHA256");
        layer.compression(1);
        layer.changeCipherSpec(Sender.CLIENT);
        Deflater deflater = new Deflater();
        List<String> said = List.of("what is compressed is", "what is compressed is shorter");
        List<String> read = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            byte[] room = new byte[100];
            deflater.setInput(said.get(i).getBytes(US_ASCII));
            int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
            layer.accept(i, Sender.CLIENT, withMac(i, Bytes.of(room, 0, length)));
            read.add(opened(layer.next()).content().latin1());
        }
        deflater.end();

        assertThat(read).isEqualTo(said);
    }

    @Test
    void decompressesNoMoreThanARecordMayHold() throws GeneralSecurityException {
        RecordLayer layer = layer12("TLS_RSA_WITH_NULL_SHA256");
        layer.compression(1);
        layer.changeCipherSpec(Sender.CLIENT);
        Deflater deflater = new Deflater();
        byte[] room = new byte[1 << 14];
        deflater.setInput(new byte[1 << 23]);
        int length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
        deflater.end();

        layer.accept(0, Sender.CLIENT, withMac(0, Bytes.of(room, 0, length)));

        assertThat(opened(layer.next()).hindrance()).isEqualTo(Hindrance.NOT_VERIFIED);
    }

    private static Bytes withMac(long sequence, Bytes content) throws GeneralSecurityException {
        Bytes key = keyBlock(64).slice(0, 32);
        Bytes header = header(content.length());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.toArray(), "HmacSHA256"));
        mac.update(HexFormat.of().parseHex("%016x".formatted(sequence)));
        mac.update(header.toArray());
        Bytes tag = Bytes.of(mac.doFinal(content.toArray()));
        return Bytes.concat(header(content.length() + 32), content, tag);
    }

    private static Bytes header(int length) {
        return Bytes.ofHex("170303%04x".formatted(length));
    }

    @Test
    void readsIdea() throws GeneralSecurityException {
        RecordLayer layer = layer12("TLS_RSA_WITH_IDEA_CBC_SHA");
        layer.changeCipherSpec(Sender.CLIENT);
        Bytes content = Bytes.of("thirteen byte".getBytes(US_ASCII));
        Bytes block = keyBlock(2 * (20 + 16));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(block.slice(0, 20).toArray(), "HmacSHA1"));
        mac.update(new byte[8]);
        mac.update(header(content.length()).toArray());
        Bytes tag = Bytes.of(mac.doFinal(content.toArray()));
        Bytes iv = Bytes.ofHex("0102030405060708");
        Cipher cipher = Cipher.getInstance("IDEA/CBC/NoPadding", new BouncyCastleProvider());
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(block.slice(40, 16).toArray(), "IDEA"),
                new IvParameterSpec(iv.toArray()));
        Bytes padded = Bytes.concat(content, tag, Bytes.ofHex("06060606060606"));
        Bytes encrypted = Bytes.of(cipher.doFinal(padded.toArray()));

        layer.accept(0, Sender.CLIENT, Bytes.concat(header(8 + encrypted.length()), iv, encrypted));

        assertThat(opened(layer.next()).content()).isEqualTo(content);
    }

    /** The labels of draft-ietf-tls-tls13-18 §7.1 and -20 §7.1; the header's MAC is of -25 §5.2. */
    @ParameterizedTest
    @CsvSource({
        "7f12, 'TLS 1.3, ', false",
        "7f13, 'TLS 1.3, ', false",
        "7f14, 'tls13 ', false",
        "7f18, 'tls13 ', false",
        "7f19, 'tls13 ', true",
        "7f1c, 'tls13 ', true",
        "0304, 'tls13 ', true"
    })
    void readsDrafts(String version, String prefix, boolean headerCovered)
            throws GeneralSecurityException {
        Bytes secret = Bytes.ofHex("5e".repeat(32));
        KeyRing keys = new KeyRing();
        keys.add(new Secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", RANDOM, secret));
        RecordLayer layer = new RecordLayer(keys);
        layer.secretsComplete();
        CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;
        layer.clientHello(RANDOM, List.of(suite), false);
        layer.serverHello(
                new ProtocolVersion(Integer.parseInt(version, 16)), suite, SERVER_RANDOM, false);
        Bytes content = Bytes.ofHex("0800000200");
        Bytes header = header(content.length() + 1 + 16);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(expand(secret, prefix + "key", 16), "AES"),
                new GCMParameterSpec(128, expand(secret, prefix + "iv", 12)));
        if (headerCovered) {
            cipher.updateAAD(header.toArray());
        }
        Bytes inner = Bytes.concat(content, Bytes.ofHex("16"));
        layer.accept(
                0, Sender.SERVER, Bytes.concat(header, Bytes.of(cipher.doFinal(inner.toArray()))));

        assertThat(opened(layer.next()).content()).isEqualTo(content);
    }

    private static byte[] expand(Bytes secret, String label, int length) {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        Bytes info =
                Bytes.concat(
                        Bytes.ofHex("00%02x%02x".formatted(length, label.length())),
                        Bytes.of(label.getBytes(US_ASCII)),
                        Bytes.ofHex("00"));
        hkdf.init(HKDFParameters.skipExtractParameters(secret.toArray(), info.toArray()));
        byte[] made = new byte[length];
        hkdf.generateBytes(made, 0, length);
        return made;
    }

    @ParameterizedTest
    @CsvSource({
        "0303, TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5, SUITE",
        "0303, TLS_NULL_WITH_NULL_NULL, SUITE",
        "0301, TLS_RSA_WITH_AES_128_GCM_SHA256, SUITE",
        "0304, TLS_RSA_WITH_AES_128_CBC_SHA, SUITE",
        "0304, TLS_SHA256_SHA256, SUITE",
        "0305, TLS_RSA_WITH_AES_128_CBC_SHA, VERSION",
        "0002, TLS_RSA_WITH_AES_128_CBC_SHA, VERSION"
    })
    void namesWhatItCannotDecrypt(String version, String suite, Hindrance hindrance) {
        KeyRing keys = new KeyRing();
        keys.add(new Secret("CLIENT_RANDOM", RANDOM, MAIN));
        RecordLayer layer = new RecordLayer(keys);
        layer.clientHello(RANDOM, List.of(), false);
        layer.serverHello(
                new ProtocolVersion(Integer.parseInt(version, 16)),
                CipherSuite.named(suite).orElseThrow(),
                SERVER_RANDOM,
                false);
        layer.changeCipherSpec(Sender.CLIENT);

        layer.accept(0, Sender.CLIENT, Bytes.ofHex("1703030020" + "ab".repeat(32)));

        assertThat(opened(layer.next()).hindrance()).isEqualTo(hindrance);
    }

    private static RecordLayer layer12(String suite) {
        KeyRing keys = new KeyRing();
        keys.add(new Secret("CLIENT_RANDOM", RANDOM, MAIN));
        RecordLayer layer = new RecordLayer(keys);
        CipherSuite chosen = CipherSuite.named(suite).orElseThrow();
        layer.clientHello(RANDOM, List.of(chosen), false);
        layer.serverHello(ProtocolVersion.TLS_1_2, chosen, SERVER_RANDOM, false);
        return layer;
    }

    private static Bytes keyBlock(int length) {
        return KeySchedule.prf(
                Hash.SHA256, MAIN, "key expansion", Bytes.concat(SERVER_RANDOM, RANDOM), length);
    }

    private static Piece.Opened opened(Optional<Piece> piece) {
        return (Piece.Opened) piece.orElseThrow();
    }

    private static KeyRing changed(Engines.Recorded recorded, UnaryOperator<Bytes> change) {
        KeyRing keys = new KeyRing();
        for (Secret secret : recorded.secrets()) {
            keys.add(
                    new Secret(
                            secret.label(), secret.clientRandom(), change.apply(secret.secret())));
        }
        return keys;
    }

    private static Engines.Recorded recorded(String suite) throws IOException {
        return Engines.run(
                new Engines.Wish(
                        CipherSuite.named(suite).orElseThrow().code(),
                        suite.contains("_WITH_")
                                ? org.bouncycastle.tls.ProtocolVersion.TLSv12
                                : org.bouncycastle.tls.ProtocolVersion.TLSv13,
                        false,
                        false));
    }
}
