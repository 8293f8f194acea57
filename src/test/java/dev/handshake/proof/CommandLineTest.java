package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a script calls it: in a process of its own, without a display. */
final class CommandLineTest {
    private static final String HOST = "www.proof.example";

    @TempDir private Path temp;

    /** What one call left behind. */
    private record Ended(int status, String out, String err) {
        /** One line that says what happened, and nothing that only its author understands. */
        Ended saysOneLine() {
            assertThat(err.strip().lines()).as(err).hasSize(1);
            assertThat(err).doesNotContain("Exception", "\tat ", "WARNING");
            return this;
        }
    }

    @Test
    void writesToStandardOutputTheJsonAndNothingElse() throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server = OpensslServer.start(identity, "-msg", "-tls1_2")) {
            Ended ended =
                    call(HOST, "--connect-to", address(server), "--export", "-", "--lang", "en")
                            .saysOneLine();

            assertThat(ended.status()).isZero();
            assertThat(JsonParser.parseString(ended.out()).getAsJsonObject().get("format"))
                    .hasToString("\"tls-handshake/1\"");
            Report report = Report.parse(ended.out());
            Agreement.onMessages(report, server.trace().messages());
            Agreement.onRecords(report, server.trace().records());
            assertThat(report.at("source.target")).isEqualTo(HOST + ":443");
            // Nobody but this test trusts its authority.
            assertThat(report.at("outcome.trusted")).isEqualTo("false");
            assertThat(report.verdict("chain")).isEqualTo("fail");
        }
    }

    @Test
    void writesACaptureThatTsharkReadsWithItsSecrets() throws Exception {
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        Path pcapng = temp.resolve("session.pcapng");
        Ended ended;
        try (OpensslServer server = OpensslServer.start(identity, "-tls1_3")) {
            ended =
                    call(
                            HOST,
                            "--connect-to",
                            address(server),
                            "--export",
                            pcapng.toString(),
                            "--export",
                            "-");
        }
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.err().strip().lines()).as(ended.err()).hasSize(2);
        Report report = Report.parse(ended.out());
        Tshark.Conversation told = new Tshark(pcapng, null).conversations().getFirst();
        Agreement.onMessages(report, told.messages().stream().map(Tshark.Message::seen).toList());
        assertThat(told.server()).isEqualTo(report.at("source.server"));
    }

    @Test
    void theLabNeedsNoNetworkAndNoDisplay() throws Exception {
        Path png = temp.resolve("handshake.png");
        Path json = temp.resolve("handshake.json");
        String[] lab = {"lab", "--export", png.toString(), "--export", json.toString()};

        assertThat(call(lab).saysOneLine().status()).isZero();
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
        assertThat(Report.parse(Files.readString(json)).at("source.scenario")).isEqualTo("tls12");
        assertThat(call(lab).saysOneLine().status()).as("a file that exists").isEqualTo(4);
    }

    @Test
    void everyFailureHasItsExitStatusAndItsSentence() throws Exception {
        List<String> sentences = new ArrayList<>();
        sentences.add(failing(2, "not a host"));
        sentences.add(failing(3, "127.0.0.1:" + FreePort.next()));
        try (RawServer http =
                RawServer.start(visitor -> {
                    visitor.record();
                    visitor.say(RawServer.text("HTTP/1.1 400 Bad Request\r\n\r\n"));
                    visitor.listen();
                })) {
            sentences.add(failing(1, address(http)));
        }
        try (RawServer silent = RawServer.start(RawServer.Visitor::listen)) {
            sentences.add(failing(3, address(silent), "--timeout", "1"));
        }
        Authority.Identity identity = Authority.shared().issue(HOST, Authority.Key.RSA);
        try (OpensslServer server =
                OpensslServer.start(identity, "-cipher", "ECDHE-ECDSA-AES128-SHA256", "-tls1_2")) {
            sentences.add(failing(1, HOST, "--connect-to", address(server)));
        }
        assertThat(sentences).doesNotHaveDuplicates();
    }

    /** The Korean sentence of a call that must fail. */
    private String failing(int status, String... args) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--lang", "ko", "--export", "-"));
        Ended ended = call(all.toArray(String[]::new)).saysOneLine();
        assertThat(ended.status()).as(ended.err()).isEqualTo(status);
        assertThat(ended.err()).containsPattern("[가-힣]");
        if (status == 2) {
            assertThat(ended.out()).isEmpty();
        } else {
            assertThat(Report.parse(ended.out()).at("outcome.status")).isEqualTo("failed");
        }
        return ended.err();
    }

    private static String address(Server server) {
        return server.address().toString().replaceFirst(".*/", "");
    }

    private Ended call(String... args) throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Duser.language=en",
                                "-p",
                                Objects.requireNonNull(System.getProperty("jdk.module.path")),
                                "-m",
                                "dev.handshake/dev.handshake.cli.Main"));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().remove("DISPLAY");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
