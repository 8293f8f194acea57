package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OCSP responses that OpenSSL made, read by us and by OpenSSL. */
class OcspOracleTest {
    private static final DateTimeFormatter OPENSSL_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss u 'GMT'", Locale.ENGLISH);

    @TempDir private @Nullable Path temporary;

    private Path folder() {
        return Objects.requireNonNull(temporary);
    }

    private String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Needs.program("openssl").toString());
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }

    @BeforeEach
    void makeAuthority() throws IOException, InterruptedException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-subj",
                "/O=Test/CN=Responder",
                "-days",
                "30");
        openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "leaf.key",
                "-out",
                "leaf.csr",
                "-subj",
                "/CN=leaf.example");
        openssl(
                "x509",
                "-req",
                "-in",
                "leaf.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-set_serial",
                "0x0123456789abcdef",
                "-out",
                "leaf.pem",
                "-days",
                "10");
    }

    /**
     * The response when the authority's index has this line.
     *
     * @param byKey whether the responder names itself by the hash of its key
     */
    private OcspResponse respond(String index, boolean byKey)
            throws IOException, InterruptedException {
        Files.writeString(folder().resolve("index.txt"), index);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "ocsp",
                                "-index",
                                "index.txt",
                                "-CA",
                                "ca.pem",
                                "-rsigner",
                                "ca.pem",
                                "-rkey",
                                "ca.key",
                                "-issuer",
                                "ca.pem",
                                "-cert",
                                "leaf.pem",
                                "-ndays",
                                "7",
                                "-respout",
                                "response.der"));
        if (byKey) {
            command.add("-resp_key_id");
        }
        openssl(command.toArray(String[]::new));
        Bytes der = Corpus.bytes(folder().resolve("response.der"));
        FieldReader.Read<OcspResponse> read = FieldReader.readAll(der, "ocsp", OcspResponse::read);
        Tiling.check(read.fields(), der);
        assertThat(read.problem()).isNull();
        return Objects.requireNonNull(read.result());
    }

    private String text() throws IOException, InterruptedException {
        return openssl("ocsp", "-respin", "response.der", "-noverify", "-resp_text");
    }

    private static @Nullable Instant time(String text, String label) {
        return find(text, label + ": (.*GMT)")
                .map(found -> LocalDateTime.parse(found, OPENSSL_TIME).toInstant(ZoneOffset.UTC))
                .orElse(null);
    }

    private static Optional<String> find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void checkTimes(OcspResponse response) throws IOException, InterruptedException {
        String text = text();
        assertThat(response.responseStatus()).isEqualTo("successful");
        assertThat(response.serialNumber()).isEqualTo(new BigInteger("0123456789abcdef", 16));
        assertThat(response.producedAt()).isNotNull().isEqualTo(time(text, "Produced At"));
        assertThat(response.thisUpdate()).isNotNull().isEqualTo(time(text, "This Update"));
        assertThat(response.nextUpdate()).isNotNull().isEqualTo(time(text, "Next Update"));
        assertThat(response.revocationTime()).isEqualTo(time(text, "Revocation Time"));
    }

    @Test
    void readsGood() throws IOException, InterruptedException {
        OcspResponse response =
                respond("V\t361231235959Z\t\t0123456789ABCDEF\tunknown\t/CN=leaf.example\n", false);
        assertThat(response.certStatus()).isEqualTo("good");
        assertThat(response.responder()).isEqualTo("CN=Responder,O=Test");
        assertThat(response.revocationTime()).isNull();
        checkTimes(response);
    }

    @Test
    void readsRevoked() throws IOException, InterruptedException {
        OcspResponse response =
                respond(
                        "R\t361231235959Z\t260102030405Z,keyCompromise\t0123456789ABCDEF\tunknown"
                                + "\t/CN=leaf.example\n",
                        true);
        assertThat(response.certStatus()).isEqualTo("revoked");
        assertThat(response.revocationTime()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(find(text(), "Responder Id: ([0-9A-F]+)"))
                .contains(Objects.requireNonNull(response.responder()).toUpperCase(Locale.ROOT));
        checkTimes(response);
    }

    @Test
    void readsUnknown() throws IOException, InterruptedException {
        OcspResponse response = respond("", false);
        assertThat(response.certStatus()).isEqualTo("unknown");
        checkTimes(response);
    }

    @Test
    void readsRefusals() {
        for (String[] refusal :
                new String[][] {{"03", "tryLater"}, {"06", "unauthorized"}, {"09", "9"}}) {
            Bytes der = Bytes.ofHex("30030a01" + refusal[0]);
            OcspResponse response =
                    Objects.requireNonNull(
                            FieldReader.readAll(der, "ocsp", OcspResponse::read).result());
            assertThat(response.responseStatus()).isEqualTo(refusal[1]);
            assertThat(response.certStatus()).isNull();
        }
    }
}
