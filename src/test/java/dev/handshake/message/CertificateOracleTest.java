package dev.handshake.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Problem;
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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link X509} says of a certificate, against what OpenSSL says. */
class CertificateOracleTest {
    private static final DateTimeFormatter OPENSSL_TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss u 'GMT'", Locale.ENGLISH);

    /** Every how many certificates one is asked about. */
    private static final int STEP = 9;

    @TempDir private @Nullable Path folder;

    @Test
    void saysWhatOpensslSays() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        List<Path> files =
                Corpus.certificateFiles().stream()
                        .filter(file -> !file.toString().contains("openssl-crl"))
                        .toList();
        int compared = 0;
        for (int i = 0; i < files.size(); i += STEP) {
            Bytes der = Corpus.der(files.get(i));
            Optional<Map<String, String>> theirs = openssl(der);
            FieldReader.Read<X509> ours = FieldReader.readAll(der, "certificate", X509::read);
            if (theirs.isPresent() && ours.result() != null) {
                compared++;
                compare(files.get(i), theirs.get(), ours.result(), differences);
            } else if (theirs.isPresent() && !isStricter(ours.problem())) {
                differences.add(files.get(i) + ": OpenSSL alone reads it: " + ours.problem());
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(500 / STEP);
    }

    /** OpenSSL passes over bytes after the certificate, and over encodings that are not DER. */
    private static boolean isStricter(@Nullable Problem problem) {
        return problem != null
                && (problem.kind() == Problem.Kind.TRAILING_BYTES
                        || problem.kind() == Problem.Kind.NOT_DER);
    }

    private static void compare(
            Path file, Map<String, String> theirs, X509 ours, List<String> differences) {
        Map<String, String> expected = new TreeMap<>(theirs);
        Map<String, String> actual = new TreeMap<>();
        BigInteger serial = ours.serialNumber();
        String digits = serial.abs().toString(16).toUpperCase(Locale.ROOT);
        actual.put(
                "serial",
                (serial.signum() < 0 ? "-" : "") + (digits.length() % 2 == 0 ? "" : "0") + digits);
        actual.put("subject", ours.subject());
        actual.put("issuer", ours.issuer());
        actual.put("notBefore", ours.notBefore().toString());
        actual.put("notAfter", ours.notAfter().toString());
        actual.put("fingerprint", ours.fingerprint().hex());
        expected.keySet().retainAll(actual.keySet());
        if (!expected.equals(actual)) {
            differences.add(file + "\n  " + expected + "\n  " + actual);
        }
    }

    private Optional<Map<String, String>> openssl(Bytes der)
            throws IOException, InterruptedException {
        Path openssl = Needs.program("openssl");
        Path file = Objects.requireNonNull(folder).resolve("certificate.der");
        Files.write(file, der.toArray());
        Process process =
                new ProcessBuilder(
                                openssl.toString(),
                                "x509",
                                "-inform",
                                "DER",
                                "-in",
                                file.toString(),
                                "-noout",
                                "-serial",
                                "-subject",
                                "-issuer",
                                "-dates",
                                "-fingerprint",
                                "-sha256",
                                "-nameopt",
                                "RFC2253,-esc_msb,utf8")
                        .redirectErrorStream(false)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || output.contains("Bad time value")) {
            return Optional.empty();
        }
        Map<String, String> said = new TreeMap<>();
        for (String line : output.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1);
                switch (line.substring(0, equals)) {
                    case "sha256 Fingerprint" ->
                            said.put(
                                    "fingerprint", value.replace(":", "").toLowerCase(Locale.ROOT));
                    case "notBefore", "notAfter" ->
                            said.put(line.substring(0, equals), time(value).toString());
                    // RFC 4514 §3 writes this one name in capitals.
                    default ->
                            said.put(
                                    line.substring(0, equals),
                                    value.replaceAll("\\bstreet=", "STREET="));
                }
            }
        }
        return Optional.of(said);
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text, OPENSSL_TIME).toInstant(ZoneOffset.UTC);
    }
}
