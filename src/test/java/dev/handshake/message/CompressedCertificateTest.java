package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import dev.handshake.capture.Limits;
import dev.handshake.registry.HandshakeType;
import dev.handshake.registry.ProtocolVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedCertificateTest {
    private static final HandshakeContext TLS13 = Corpus.context(ProtocolVersion.TLS_1_3, null);
    private static final int ZLIB = 1;
    private static final int BROTLI = 2;
    private static final int ZSTD = 3;

    /** What Node's zlib made of five bytes of zero, one more than an empty Certificate has. */
    private static final Bytes BROTLI_OF_ZEROS = Bytes.ofHex("0b0280000000000003");

    private static Messages.Read read(int algorithm, int length, Bytes compressed) {
        Bytes body =
                Bytes.concat(
                        Bytes.ofHex(
                                "%04x%06x%06x".formatted(algorithm, length, compressed.length())),
                        compressed);
        Bytes message = Corpus.message(HandshakeType.COMPRESSED_CERTIFICATE, body);
        Messages.Read read = Messages.handshake(message, TLS13);
        Tiling.check(read.fields(), message);
        return read;
    }

    private static Bytes deflate(Bytes bytes) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes.toArray());
            deflater.finish();
            byte[] out = new byte[bytes.length() + 64];
            return Bytes.of(out, 0, deflater.deflate(out));
        }
    }

    private static CompressedCertificate content(Messages.Read read) {
        return Corpus.content(read, CompressedCertificate.class);
    }

    private static Field field(List<Field> fields, String key) {
        return fields.stream()
                .flatMap(Field::walk)
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Problem.Kind problem(Messages.Read read) {
        return ((Value.Malformed) field(read.fields(), "malformed").value()).problem().kind();
    }

    /** The certificate of tls13.xargs.org, as if it had been sent compressed. */
    @Test
    void readsTheCertificateInASpaceOfItsOwn() {
        Bytes inner =
                Corpus.bytes(Needs.shared("corpus/captures/illustrated-tls13/caps/servercert"));
        Bytes message = inner.slice(0, inner.length() - 1);
        Messages.Read read = read(ZLIB, message.length() - 4, deflate(message.from(4)));
        assertThat(content(read).certificate())
                .isEqualTo(Messages.handshake(message, TLS13).content());
        Field decompressed = field(read.fields(), "decompressed");
        assertThat(decompressed.space()).isEqualTo(message.from(4));
        Tiling.check(decompressed.fields(), message.from(4));
    }

    @Test
    void readsBrotli() {
        Messages.Read read = read(BROTLI, 5, BROTLI_OF_ZEROS);
        Field decompressed = field(read.fields(), "decompressed");
        assertThat(decompressed.space()).isEqualTo(Bytes.of(new byte[5]));
        // The fifth byte is one too many for a Certificate.
        assertThat(decompressed.fields().getLast().key()).isEqualTo("malformed");
        assertThat(content(read).certificate()).isNull();
    }

    @Test
    void saysThatAnotherLengthCameOut() {
        assertThat(problem(read(ZLIB, 5, deflate(Bytes.of(new byte[4])))))
                .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
        assertThat(problem(read(ZLIB, 3, deflate(Bytes.of(new byte[4])))))
                .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
        assertThat(problem(read(BROTLI, 4, BROTLI_OF_ZEROS)))
                .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
        assertThat(problem(read(BROTLI, 5, Bytes.ofHex("ffffffffff"))))
                .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
    }

    /** The five bytes are right, but Adler-32 says that they are not, or is not there. */
    @Test
    void trustsNoDamagedData() {
        Bytes five = Bytes.ofHex("00000000ff");
        Bytes whole = deflate(five);
        byte[] wrong = whole.toArray();
        wrong[wrong.length - 1] ^= 1;
        for (Bytes damaged : List.of(Bytes.of(wrong), whole.slice(0, whole.length() - 1))) {
            Messages.Read read = read(ZLIB, 5, damaged);
            assertThat(problem(read)).isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
            assertThat(content(read).certificate()).isNull();
        }
        assertThat(field(read(ZLIB, 5, whole).fields(), "decompressed").space()).isEqualTo(five);
    }

    @Test
    void readsZstandard(@TempDir Path folder) throws Exception {
        ZstdProgram zstd = new ZstdProgram(folder);
        for (Corpus.Sample sample : Corpus.illustrated()) {
            Bytes message = sample.message();
            if (message.at(0) != HandshakeType.CERTIFICATE.code() || !sample.context().isTls13()) {
                continue;
            }
            Bytes body = message.from(4);
            Messages.Read read = read(ZSTD, body.length(), zstd.compress(body, "-19", "--check"));
            assertThat(content(read).certificate())
                    .isEqualTo(Messages.handshake(message, TLS13).content());
            Bytes bad = zstd.compress(body, "-1", "--check");
            byte[] wrong = bad.toArray();
            wrong[wrong.length - 1] ^= 1;
            assertThat(problem(read(ZSTD, body.length(), Bytes.of(wrong))))
                    .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
            assertThat(problem(read(ZSTD, body.length() - 1, bad)))
                    .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
            assertThat(problem(read(ZSTD, body.length() + 1, bad)))
                    .isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
        }
    }

    @Test
    void stopsAtTheLimitWhateverIsDeclared() {
        Bytes bomb = deflate(Bytes.of(new byte[1 << 22]));
        Messages.Read read = read(ZLIB, 1 << 22, bomb);
        Value.Malformed malformed = (Value.Malformed) field(read.fields(), "malformed").value();
        assertThat(malformed.problem().kind()).isEqualTo(Problem.Kind.NOT_DECOMPRESSED);
        assertThat(malformed.problem().available()).isEqualTo(Limits.HANDSHAKE_MESSAGE);
    }

    @Test
    void leavesOtherAlgorithmsCompressed() {
        CompressedCertificate content = content(read(99, 5, Bytes.ofHex("aabb")));
        assertThat(content.algorithm().known()).isFalse();
        assertThat(content.certificate()).isNull();
    }

    @Test
    void passesOverItQuietly() {
        Bytes body = Bytes.ofHex("0001" + "000004" + "000001" + "ff");
        CompressedCertificate content =
                (CompressedCertificate)
                        Objects.requireNonNull(
                                Messages.quietly(
                                        Corpus.message(HandshakeType.COMPRESSED_CERTIFICATE, body),
                                        TLS13));
        assertThat(content.certificate()).isNull();
        assertThat(content.uncompressedLength()).isEqualTo(4);
    }
}
