package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Field;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
import dev.handshake.bytes.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that OpenSSL was told to make. */
class X509Test {
    @TempDir private @Nullable Path temporary;

    private static FieldReader.Read<X509> read(Bytes der) {
        FieldReader.Read<X509> read = FieldReader.readAll(der, "certificate", X509::read);
        Tiling.check(read.fields(), der);
        return read;
    }

    private Bytes make(String... more) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(temporary);
        List<String> command = new ArrayList<>();
        command.add(Needs.program("openssl").toString());
        command.addAll(List.of("req", "-x509", "-nodes", "-keyout", "key", "-outform", "DER"));
        command.addAll(List.of("-out", "certificate.der"));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return Corpus.bytes(folder.resolve("certificate.der"));
    }

    private static X509 certificate(Bytes der) {
        FieldReader.Read<X509> read = read(der);
        assertThat(read.problem()).isNull();
        assertThat(
                        read.fields().stream()
                                .flatMap(Field::walk)
                                .filter(field -> field.value() instanceof Value.Malformed))
                .isEmpty();
        return Objects.requireNonNull(read.result());
    }

    @Test
    void readsNamesAndConstraints() throws IOException, InterruptedException {
        X509 x509 =
                certificate(
                        make(
                                "-newkey",
                                "rsa:2048",
                                "-utf8",
                                "-subj",
                                "/C=KR/O=Lab, Inc./OU=a\\+b/CN=#한국.kr ",
                                "-addext",
                                "subjectAltName=DNS:a.example,DNS:*.b.example,IP:192.0.2.7,"
                                        + "IP:2001:db8::1:0:0:1,URI:https://x/,email:a@b.c",
                                "-addext",
                                "keyUsage=digitalSignature,keyCertSign",
                                "-addext",
                                "extendedKeyUsage=serverAuth",
                                "-addext",
                                "authorityInfoAccess=OCSP;URI:http://ocsp.example/"));
        assertThat(x509.subject()).isEqualTo("CN=\\#한국.kr\\ ,OU=a\\+b,O=Lab\\, Inc.,C=KR");
        assertThat(x509.isSelfIssued()).isTrue();
        assertThat(x509.commonName()).isEqualTo("#한국.kr ");
        assertThat(x509.dnsNames()).containsExactly("a.example", "*.b.example");
        assertThat(x509.ipAddresses()).containsExactly("192.0.2.7", "2001:db8::1:0:0:1");
        assertThat(x509.isAuthority()).isTrue();
        assertThat(x509.keyAlgorithm()).isEqualTo("RSA");
        assertThat(x509.keySize()).isEqualTo(2048);
        assertThat(x509.keyDetail()).isEmpty();
        assertThat(x509.signatureAlgorithm()).isEqualTo("sha256WithRSAEncryption");
    }

    @ParameterizedTest
    @CsvSource({
        "ec:P-256, EC, 256, secp256r1, ecdsa-with-SHA256",
        "ec:P-384, EC, 384, secp384r1, ecdsa-with-SHA256",
        "ec:P-521, EC, 521, secp521r1, ecdsa-with-SHA256",
        "ed25519, Ed25519, 0, '', Ed25519",
        "ed448, Ed448, 0, '', Ed448",
        "rsa:3072, RSA, 3072, '', sha256WithRSAEncryption",
    })
    void readsKeys(String key, String algorithm, int size, String curve, String signature)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-subj", "/CN=k", "-newkey"));
        if (key.startsWith("ec:")) {
            arguments.addAll(List.of("ec", "-pkeyopt", "ec_paramgen_curve:" + key.substring(3)));
        } else {
            arguments.add(key);
        }
        X509 x509 = certificate(make(arguments.toArray(String[]::new)));
        assertThat(x509.keyAlgorithm()).isEqualTo(algorithm);
        assertThat(x509.keySize()).isEqualTo(size);
        assertThat(x509.keyDetail()).isEqualTo(curve);
        assertThat(x509.signatureAlgorithm()).isEqualTo(signature);
    }

    @Test
    void spansExactlyTheBytesOfAName() throws IOException, InterruptedException {
        Bytes der = make("-newkey", "ed25519", "-subj", "/CN=www.msn.com");
        Field subject = find(read(der), "subject");
        assertThat(subject.value()).isEqualTo(new Value.Text("CN=www.msn.com"));
        assertThat(der.slice(subject.span()).hex()).startsWith("3016");
        Field name =
                subject.walk()
                        .filter(field -> field.key().equals("contents"))
                        .filter(field -> field.value().equals(new Value.Text("www.msn.com")))
                        .findFirst()
                        .orElseThrow();
        assertThat(der.slice(name.span()).latin1()).isEqualTo("www.msn.com");
    }

    @Test
    void keepsACertificateWhoseExtensionIsBroken() throws IOException, InterruptedException {
        Bytes der =
                make(
                        "-newkey",
                        "ed25519",
                        "-subj",
                        "/CN=x",
                        "-addext",
                        "subjectAltName=DNS:a.example");
        String hex = der.hex();
        int at = hex.indexOf("820961") / 2;
        byte[] broken = der.toArray();
        broken[at + 1] = 0x70;
        FieldReader.Read<X509> read = read(Bytes.of(broken));
        assertThat(read.problem()).isNull();
        assertThat(Objects.requireNonNull(read.result()).dnsNames()).isEmpty();
        assertThat(problems(read))
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.TRUNCATED);
        assertThat(problems(read).getFirst().path())
                .startsWith("certificate / x509_certificate / tbs_certificate / extensions")
                .endsWith("extn_value / subject_alt_name / dns_name / contents");
    }

    @ParameterizedTest
    @CsvSource({
        "3080, NOT_DER",
        "30817f, NOT_DER",
        "3082000100, NOT_DER",
        "3085ffffffffff, NOT_DER",
        "30847fffffff, TRUNCATED",
        "3084ffffffff, TRUNCATED",
        "30, TRUNCATED",
        "'', TRUNCATED",
        "3003020105, BAD_VALUE",
        "0500, BAD_VALUE",
        "1f, BAD_VALUE",
    })
    void rejectsWhatIsNoDer(String hex, Problem.Kind kind) {
        FieldReader.Read<X509> read = read(Bytes.ofHex(hex));
        assertThat(read.result()).isNull();
        assertThat(Objects.requireNonNull(read.problem()).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "170d3530303130313030303030305a, 1950-01-01T00:00:00Z",
        "170d3439313233313233353935395a, 2049-12-31T23:59:59Z",
        "180f32303530303130313030303030305a, 2050-01-01T00:00:00Z",
        "170b343931323331323335395a, 2049-12-31T23:59:00Z",
        "17113236303130323033303430352b30393030, 2026-01-01T18:04:05Z",
        "181332303236303130323033303430352e3132335a, 2026-01-02T03:04:05Z",
        "170d3236313333313233353935395a, ''",
        "170d3236303233303030303030305a, ''",
        "180d3236303130313030303030305a, ''",
        "170d3236303130313030303030302020, ''",
        "1700, ''",
    })
    void readsTimesAndRejectsTimesThatAreNone(String hex, String time) {
        Bytes der = Bytes.ofHex(hex);
        FieldReader.Read<java.time.Instant> read =
                FieldReader.readAll(der, "time", in -> Der.time(in, "not_before"));
        Tiling.check(read.fields(), der);
        assertThat(read.result() == null ? "" : read.result().toString()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "550403, 2.5.4.3",
        "2a864886f70d01010b, 1.2.840.113549.1.1.11",
        "883703, 2.999.3",
        "67810c010201, 2.23.140.1.2.1",
        "'', 0x",
        "5580, 0x5580",
    })
    void readsObjectIdentifiers(String hex, String dotted) {
        assertThat(Oid.of(Bytes.ofHex(hex)).dotted()).isEqualTo(dotted);
    }

    @Test
    void wastesNoTimeOnObjectIdentifiersWithoutEnd() {
        byte[] endless = new byte[200_000];
        java.util.Arrays.fill(endless, (byte) 0xff);
        endless[endless.length - 1] = 1;
        assertThat(Oid.of(Bytes.of(endless)).dotted()).startsWith("0xffff");
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010db8000100010001000000010001, 2001:db8:1:1:1:0:1:1",
        "fe800000000000000000000000000000, fe80::",
        "c0000207, 192.0.2.7",
        "c000, c000",
    })
    void writesAddressesAsRfc5952(String hex, String text) {
        assertThat(IpAddress.text(Bytes.ofHex(hex))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0c03412c42, 'CN=A\\,B'",
        "0c022041, 'CN=\\ A'",
        "0c0141, CN=A",
        "0c034100 42, 'CN=A\\00B'",
        "0c05e280ae4142, 'CN=\\E2\\80\\AEAB'",
        "1e04d55cae00, 'CN=\ud55c\uae00'",
        "1c040001f600, 'CN=\uD83D\uDE00'",
        "1c0400110000, 'CN=\ufffd'",
        "1403e94142, 'CN=\u00e9AB'",
        "0c02ff41, 'CN=\ufffdA'",
        "020105, 'CN=#020105'",
    })
    void writesValuesAsRfc4514(String value, String text) {
        String hex = value.replace(" ", "");
        String attribute = tlv("30", "0603550403" + hex);
        Bytes der = Bytes.ofHex(tlv("30", tlv("31", attribute)));
        FieldReader.Read<DistinguishedName> read =
                FieldReader.readAll(der, "name", in -> DistinguishedName.read(in, "subject"));
        Tiling.check(read.fields(), der);
        assertThat(Objects.requireNonNull(read.result()).text()).isEqualTo(text);
    }

    private static String tlv(String tag, String contents) {
        return tag + "%02x".formatted(contents.length() / 2) + contents;
    }

    private static Field find(FieldReader.Read<X509> read, String key) {
        return read.fields().stream()
                .flatMap(Field::walk)
                .filter(field -> field.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<Problem> problems(FieldReader.Read<X509> read) {
        return read.fields().stream()
                .flatMap(Field::walk)
                .flatMap(field ->
                        field.value() instanceof Value.Malformed malformed
                                ? Stream.of(malformed.problem())
                                : Stream.empty())
                .toList();
    }
}
