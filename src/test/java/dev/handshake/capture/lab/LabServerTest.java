package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Watched;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSSL's client says of the lab's servers. */
@Timeout(60)
final class LabServerTest {
    @TempDir private Path temp;

    /** {@code 0000 - 8a 1f … } as {@code s_client} prints a ticket. */
    private static final Pattern DUMP =
            Pattern.compile("^ *[0-9a-f]{4} - ((?:[0-9a-f]{2}[ -]){1,16})", Pattern.MULTILINE);

    private String client(Lab lab, String scenario, String... options) throws Exception {
        Path root = temp.resolve("root.crt");
        Files.writeString(
                root,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(lab.root().toArray())
                        + "\n-----END CERTIFICATE-----\n");
        try (LabServer server = LabServer.start(lab, Scenario.named(scenario), 0)) {
            return client(server, root, scenario, options);
        }
    }

    private String client(LabServer server, Path root, String name, String... options)
            throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Needs.program("openssl").toString(),
                                "s_client",
                                "-connect",
                                "127.0.0.1:" + server.address().port(),
                                "-servername",
                                "www.msn.com",
                                "-verify_hostname",
                                "www.msn.com",
                                "-verify_return_error",
                                "-CAfile",
                                root.toString(),
                                "-ign_eof"));
        command.addAll(List.of(options));
        Path output = temp.resolve(name + ".out");
        Path request = Files.writeString(temp.resolve("request"), "GET / HTTP/1.1\r\n\r\n");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(request.toFile())
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }

    private Lab lab() {
        return Lab.open(temp.resolve("lab"), Clock.systemUTC());
    }

    private static String after(String label, String output) {
        Optional<MatchResult> found =
                Pattern.compile(Pattern.quote(label) + "\\s*(\\S+)")
                        .matcher(output)
                        .results()
                        .findFirst();
        assertThat(found).as("%s in %s", label, output).isPresent();
        return found.get().group(1);
    }

    /** The tickets in the dumps that follow this line of the output. */
    private static List<Bytes> tickets(String output) {
        List<Bytes> tickets = new ArrayList<>();
        String[] parts = output.split("TLS session ticket:\\R", -1);
        for (int i = 1; i < parts.length; i++) {
            String dump = parts[i].split("\\R\\s*\\R", 2)[0];
            StringBuilder hex = new StringBuilder();
            DUMP.matcher(dump)
                    .results()
                    .forEach(line -> hex.append(line.group(1).replaceAll("[ -]", "")));
            tickets.add(Bytes.ofHex(hex.toString()));
        }
        return tickets;
    }

    @Test
    void theLessonIsSound() throws Exception {
        String output = client(lab(), "tls12", "-tls1_2", "-status", "-curves", "X25519");

        assertThat(output)
                .contains("Verify return code: 0 (ok)")
                .contains("ECDHE-RSA-AES256-GCM-SHA384")
                .contains("OCSP Response Status: successful")
                .contains("Cert Status: good")
                .contains("Extended master secret: yes")
                .contains("HTTP/1.1 200 OK");
        assertThat(output).contains("CN = TLS Handshake Lab Issuing CA 1");
    }

    @Test
    void theLessonsTicketHoldsTheMasterSecret() throws Exception {
        Lab lab = lab();
        String output = client(lab, "tls12", "-tls1_2");

        String master = after("Master-Key:", output);
        Bytes state = lab.ticketKey().open(tickets(output).getFirst()).orElseThrow();
        assertThat(state.hex()).startsWith("0303c030").endsWith(master.toLowerCase(Locale.ROOT));
    }

    @Test
    void todaysIsSound() throws Exception {
        String output = client(lab(), "tls13", "-tls1_3", "-status");

        assertThat(output)
                .contains("Verify return code: 0 (ok)")
                .contains("TLS_AES_256_GCM_SHA384")
                .contains("Peer signature type: ECDSA")
                .contains("Cert Status: good")
                .contains("HTTP/1.1 200 OK");
    }

    /**
     * {@code s_client} prints the PSK that it made of each ticket; the second groups make the
     * server ask again (HelloRetryRequest), which changes what the PSK is made of.
     */
    @ParameterizedTest
    @ValueSource(strings = {"X25519", "P-384:X25519"})
    void todaysTicketsHoldThePsk(String groups) throws Exception {
        Lab lab = lab();
        String output = client(lab, "tls13", "-tls1_3", "-groups", groups);

        List<Bytes> tickets = tickets(output);
        List<String> psks =
                Pattern.compile("Resumption PSK: ([0-9A-F]+)")
                        .matcher(output)
                        .results()
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                        .toList();
        assertThat(tickets).hasSize(2);
        assertThat(psks).hasSize(2).doesNotHaveDuplicates();
        for (int i = 0; i < 2; i++) {
            Bytes state = lab.ticketKey().open(tickets.get(i)).orElseThrow();
            assertThat(state.hex()).startsWith("03041302").endsWith(psks.get(i));
        }
    }

    // -- resumption

    /** Comes twice; the second time with the session that it saved the first time. */
    private String twice(String scenario, String... options) throws Exception {
        Path session = temp.resolve("session.pem");
        Lab lab = lab();
        List<String> out = new ArrayList<>(List.of(options));
        out.addAll(List.of("-sess_out", session.toString()));
        assertThat(client(lab, scenario, out.toArray(String[]::new)))
                .contains("New, TLSv1")
                .contains("HTTP/1.1 200 OK");
        List<String> in = new ArrayList<>(List.of(options));
        in.addAll(List.of("-sess_in", session.toString()));
        return client(lab, scenario, in.toArray(String[]::new));
    }

    @Test
    void aTicketOfTls13IsTakenForAPsk() throws Exception {
        // No certificate is sent; what is printed of one is from the saved session.
        assertThat(twice("tls13-resumption", "-tls1_3", "-msg"))
                .contains("Reused, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384")
                .contains("HTTP/1.1 200 OK")
                .doesNotContain("Handshake [length 0000], Certificate")
                .doesNotContainPattern("<<< TLS 1.3, Handshake [^\n]*, Certificate");
    }

    /** P-384 is the client's guess; the server asks for another, and then takes the ticket. */
    @Test
    void aTicketOfTls13IsTakenAfterARetry() throws Exception {
        assertThat(twice("tls13-resumption", "-tls1_3", "-groups", "P-384:X25519"))
                .contains("Reused, TLSv1.3")
                .contains("HTTP/1.1 200 OK");
    }

    @Test
    void aTicketOfTls12ResumesItsSession() throws Exception {
        assertThat(twice("tls12-ticket", "-tls1_2", "-msg"))
                .contains("Reused, TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384")
                .contains("HTTP/1.1 200 OK")
                .doesNotContainPattern("<<< TLS 1.2, Handshake [^\n]*, Certificate");
    }

    @Test
    void aSessionIdResumesItsSession() throws Exception {
        assertThat(twice("tls12-session-id", "-tls1_2", "-msg"))
                .contains("Reused, TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384")
                .contains("HTTP/1.1 200 OK")
                .doesNotContain("NewSessionTicket")
                .doesNotContainPattern("<<< TLS 1.2, Handshake [^\n]*, Certificate");
    }

    @ParameterizedTest
    @CsvSource({"tls13-resumption, -tls1_3", "tls12-ticket, -tls1_2", "tls12-session-id, -tls1_2"})
    void aSessionOfAnotherServerIsNotTaken(String scenario, String version) throws Exception {
        Path session = temp.resolve("session.pem");
        client(
                Lab.open(temp.resolve("elsewhere"), Clock.systemUTC()),
                scenario,
                version,
                "-sess_out",
                session.toString());

        assertThat(client(lab(), scenario, version, "-sess_in", session.toString()))
                .contains("New, TLSv1")
                .contains("HTTP/1.1 200 OK");
    }

    // -- client certificates

    private Path pem(Identity identity) throws Exception {
        return Files.writeString(temp.resolve("client.pem"), identity.pem());
    }

    @ParameterizedTest
    @CsvSource({"tls13-client-auth, -tls1_3", "tls12-client-auth, -tls1_2"})
    void letsInWhoShowsACertificate(String scenario, String version) throws Exception {
        Lab lab = lab();
        String client = pem(lab.clients().client()).toString();

        assertThat(client(lab, scenario, version, "-cert", client, "-key", client))
                .contains("TLS Handshake Lab Client CA")
                .contains("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @CsvSource({"tls13-client-auth, -tls1_3, unknown ca", "tls12-client-auth, -tls1_2, unknown ca"})
    void refusesACertificateOfAnotherAuthority(String scenario, String version, String alert)
            throws Exception {
        Lab lab = lab();
        String server = pem(lab.ecServer()).toString();

        assertThat(client(lab, scenario, version, "-cert", server, "-key", server))
                .contains("alert " + alert)
                .doesNotContain("HTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @CsvSource({
        "tls13-client-auth, -tls1_3, certificate required",
        "tls12-client-auth, -tls1_2, handshake failure"
    })
    void refusesWhoShowsNone(String scenario, String version, String alert) throws Exception {
        assertThat(client(lab(), scenario, version))
                .contains("alert " + alert)
                .doesNotContain("HTTP/1.1 200 OK");
    }

    @Test
    void leavesNoThread() throws Exception {
        try (LabServer server = LabServer.start(lab(), Scenario.lesson(), 0)) {
            assertThat(server.address().port()).isPositive();
        }
        Awaitility.await().untilAsserted(() -> assertThat(Watched.threads()).isEmpty());
    }
}
