package dev.handshake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handshake.Needs;
import dev.handshake.capture.lab.Scenario;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.registry.CipherSuite;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Call> opened = new ArrayList<>();
    private boolean display;

    @AfterEach
    void forgetProperty() {
        System.clearProperty(Program.WITHOUT_DISPLAY);
    }

    private int run(String... args) {
        Desktop desktop =
                (call, _) -> {
                    opened.add(call);
                    return display;
                };
        return new Program(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        desktop)
                .run(args);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void writesPictureAndJsonOfTheLabWithoutAWindow() throws IOException {
        int status =
                run("lab", "--lang", "en", "--export", file("a.png"), "--export", file("a.json"));

        assertThat(status).as(said()).isZero();
        BufferedImage picture = ImageIO.read(folder.resolve("a.png").toFile());
        assertThat(picture.getHeight()).isGreaterThan(picture.getWidth() / 2);
        JsonObject session = session(Files.readString(folder.resolve("a.json")));
        assertThat(session.getAsJsonObject("source").get("scenario").getAsString())
                .isEqualTo("tls12");
        assertThat(said()).hasLineCount(1).contains("a.png", "a.json");
        assertThat(printed()).isEmpty();
        assertThat(opened).isEmpty();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.png", "a.json");
    }

    @Test
    void printsNothingButJsonOnStandardOutput() {
        assertThat(run("lab", "tls13", "--export", "-")).isZero();

        JsonObject negotiated = session(printed()).getAsJsonObject("negotiated");
        assertThat(negotiated.get("version").getAsString()).isEqualTo("TLS 1.3");
        assertThat(said()).hasLineCount(1);
    }

    @Test
    void saysThatTheSecretsAreInWhatItWrites() throws IOException {
        String[] call = {"lab", "--lang", "en", "--export", file("a.pcapng")};
        assertThat(run(call)).as(said()).isZero();
        assertThat(said().lines().toList().getLast()).contains("secrets", "a.pcapng");
        assertThat(said()).hasLineCount(2);
        err.reset();

        assertThat(run("lab", "--lang", "ko", "--export", file("a.keys"))).isZero();
        assertThat(said().lines().toList().getLast()).contains("비밀 값", "a.keys");

        List<String> keys = Files.readAllLines(folder.resolve("a.keys"));
        assertThat(keys.getFirst()).startsWith("# www.msn.com:443 ");
        assertThat(keys.subList(1, keys.size()))
                .hasSize(1)
                .allMatch(line -> line.matches("CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}"));
        assertThat(Files.readString(folder.resolve("a.pcapng"), StandardCharsets.ISO_8859_1))
                .containsPattern("CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}\n");
    }

    @Test
    void leavesTheSecretsOutWhenAsked() throws IOException {
        assertThat(run("lab", "--no-secrets", "--lang", "en", "--export", file("a.pcapng")))
                .isZero();

        assertThat(said()).hasLineCount(1).doesNotContain("secret");
        assertThat(Files.readString(folder.resolve("a.pcapng"), StandardCharsets.ISO_8859_1))
                .contains("target: www.msn.com:443")
                .doesNotContain("CLIENT_RANDOM");
    }

    @Test
    void refusesAKeyLogWithoutSecrets() {
        assertThat(run("lab", "--no-secrets", "--lang", "en", "--export", file("a.keys")))
                .isEqualTo(2);

        assertThat(said()).hasLineCount(1).contains("a.keys", "--no-secrets");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void saysNothingOfSecretsWhereThereAreNone() throws IOException {
        String host = "127.0.0.1:" + freePort();
        assertThat(run(host, "--export", file("a.pcapng"), "--export", file("a.keys")))
                .isEqualTo(3);

        assertThat(said()).hasLineCount(1);
        assertThat(folder.resolve("a.pcapng")).isNotEmptyFile();
        assertThat(folder.resolve("a.keys")).content().startsWith("# 127.0.0.1:").hasLineCount(1);
    }

    @Test
    void drawsLargerAtALargerScale() throws IOException {
        run("lab", "--scale", "1", "--export", file("one.png"));
        run("lab", "--scale", "2", "--export", file("two.png"));

        assertThat(ImageIO.read(folder.resolve("two.png").toFile()).getWidth())
                .isEqualTo(2 * ImageIO.read(folder.resolve("one.png").toFile()).getWidth());
    }

    @Test
    void keepsAnExistingFileUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.png"), "mine");

        assertThat(run("lab", "--lang", "en", "--export", file.toString())).isEqualTo(4);
        assertThat(file).hasContent("mine");
        assertThat(said()).contains("--force").hasLineCount(1);

        assertThat(run("lab", "--export", file.toString(), "--force")).isZero();
        assertThat(ImageIO.read(file.toFile())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing/a.png", "."})
    void saysWhyAFileCannotBeWritten(String name) {
        String path = name.equals(".") ? file("folder.png") : file(name);
        if (name.equals(".")) {
            assertThat(folder.resolve("folder.png").toFile().mkdir()).isTrue();
        }

        assertThat(run("lab", "--export", path, "--force")).isEqualTo(4);
        assertThat(said()).hasLineCount(1).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    host name            | spaces
                    www.example.com:0     | not a port
                    www.example.com:99999 | not a port
                    ftp://example.com     | ftp
                    example.com/path      | slash
                    --frobnicate          | frobnicate
                    lab/tls12             | slash
                    open                  | open
                    """)
    void refusesACallThatMakesNoSense(String word, String hint) {
        assertThat(run("--lang=en", word)).isEqualTo(2);
        assertThat(said()).hasLineCount(1).containsIgnoringCase(hint).doesNotContain("Exception");
        assertThat(opened).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--tls,1.1", "--ciphers,TLS_NO_SUCH", "--groups,x25518", "--timeout,0", "--timeout,-3",
        "--timeout,soon", "--connect-timeout,99999", "--scale,9", "--theme,blue", "--lang,fr",
        "--export,picture.bmp", "--export,picture", "--connect-to,a b"
    })
    void refusesAnOptionThatMakesNoSense(String option, String value) {
        assertThat(run("example.com", option, value)).isEqualTo(2);
        assertThat(said()).hasLineCount(1).doesNotContain("Exception");
        assertThat(opened).isEmpty();
    }

    @Test
    void refusesASuiteThatTheVersionCannotUse() {
        assertThat(run("example.com", "--tls", "1.2", "--ciphers", "TLS_AES_128_GCM_SHA256"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lab --keylog k              | --keylog
                    example.com --session 1     | --session
                    lab --password-file p       | --client-cert
                    open f --client-cert c      | has been sent
                    open f --tls 1.2            | has been sent
                    lab --connect-to a          | its own server
                    """)
    void refusesOptionsThatDoNotGoTogether(String call, String hint) {
        List<String> words = new ArrayList<>(List.of(call.split(" ", -1)));
        words.add("--lang=en");

        assertThat(run(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(said()).hasLineCount(1).contains(hint).doesNotContain("Exception");
    }

    @Test
    void aScenarioOpensTheWindowWithWhatIsOffered() {
        display = true;

        assertThat(run("lab", "tls12", "--ciphers", "AES128-SHA", "--session", "2")).isZero();

        assertThat(opened.getFirst().door())
                .isInstanceOfSatisfying(
                        Call.Door.Lab.class,
                        lab -> {
                            assertThat(lab.session()).isEqualTo(2);
                            assertThat(lab.options().offer().suites())
                                    .extracting(CipherSuite::name)
                                    .containsExactly("TLS_RSA_WITH_AES_128_CBC_SHA");
                        });
    }

    /** It shakes hands twice: a file holds both, a picture shows the one that is asked for. */
    @Test
    void writesEveryConnectionOfAScenario() throws IOException {
        String[] call = {
            "lab",
            "tls12-ticket",
            "--lang",
            "en",
            "--export",
            file("a.json"),
            "--export",
            file("a.pcapng"),
            "--export",
            file("a.keys"),
            "--export",
            file("a.png")
        };
        assertThat(run(call)).as(said()).isZero();
        assertThat(said().lines().findFirst().orElseThrow())
                .contains("Connection 1: The handshake completed", "Connection 2: The handshake");
        assertThat(resumptions(Files.readString(folder.resolve("a.json"))))
                .containsExactly("none", "ticket");
        assertThat(Files.readString(folder.resolve("a.keys")))
                .containsPattern("(?s)^# .*\nCLIENT_RANDOM .*\n# .*\nCLIENT_RANDOM .*\n$");
        assertThat(run("open", file("a.pcapng"), "--list")).isZero();
        assertThat(printed().lines().skip(1)).hasSize(2).allMatch(l -> l.contains("completed"));
        out.reset();

        assertThat(
                        run(
                                "lab",
                                "tls12-ticket",
                                "--session",
                                "2",
                                "--export",
                                "-",
                                "--export",
                                file("b.png")))
                .isZero();
        assertThat(resumptions(printed())).containsExactly("ticket");
        // The abbreviated handshake is the shorter one.
        assertThat(ImageIO.read(folder.resolve("b.png").toFile()).getHeight())
                .isLessThan(ImageIO.read(folder.resolve("a.png").toFile()).getHeight());
        err.reset();

        assertThat(run("lab", "tls12-ticket", "--session", "3", "--lang", "en", "--export", "-"))
                .isEqualTo(2);
        assertThat(said()).hasLineCount(1).contains("--session 3", "2 connections");
    }

    private static List<String> resumptions(String json) {
        return JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonArray("sessions")
                .asList()
                .stream()
                .map(it -> it.getAsJsonObject().getAsJsonObject("negotiated"))
                .map(it -> it.get("resumption").getAsString())
                .toList();
    }

    /** One that the lab knows nothing of is trusted in place of the lab's own. */
    @Test
    void trustsWhatItIsToldTo() throws Exception {
        Path stranger = stranger();
        String saved = file("saved.pcapng");

        assertThat(run("lab", "tls12", "--lang", "en", "--export", saved)).isZero();
        assertThat(said()).doesNotContain("not to be trusted");
        err.reset();
        assertThat(
                        run(
                                "lab",
                                "tls12",
                                "--lang",
                                "en",
                                "--trust",
                                stranger.toString(),
                                "--export",
                                "-"))
                .isZero();
        assertThat(said()).contains("not to be trusted");
        assertThat(trusted(printed())).isFalse();
        out.reset();
        assertThat(run("open", saved, "--export", "-")).isZero();
        assertThat(trusted(printed())).isTrue();
        out.reset();
        assertThat(run("open", saved, "--trust", stranger.toString(), "--export", "-")).isZero();
        assertThat(trusted(printed())).isFalse();
    }

    private static boolean trusted(String json) {
        return session(json).getAsJsonObject("outcome").get("trusted").getAsBoolean();
    }

    /** A root that vouches for nobody here. */
    private Path stranger() throws Exception {
        Path root = folder.resolve("stranger.pem");
        new ProcessBuilder(
                        Needs.program("openssl").toString(),
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=Stranger",
                        "-keyout",
                        folder.resolve("stranger.key").toString(),
                        "-out",
                        root.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        return root;
    }

    @Test
    void saysWhatIsWrongWithFilesOfCertificates() throws Exception {
        Path root = stranger();
        Path plain = Files.writeString(folder.resolve("plain.txt"), "nothing");

        assertThat(run("example.com", "--lang", "en", "--client-cert", root.toString()))
                .isEqualTo(4);
        assertThat(said()).hasLineCount(1).contains("stranger.pem", "no private key");
        err.reset();
        assertThat(run("example.com", "--lang", "en", "--trust", plain.toString())).isEqualTo(4);
        assertThat(said()).hasLineCount(1).contains("plain.txt");
        err.reset();
        assertThat(
                        run(
                                "example.com",
                                "--lang",
                                "en",
                                "--client-cert",
                                root.toString(),
                                "--password-file",
                                file("missing")))
                .isEqualTo(4);
        assertThat(said()).hasLineCount(1).contains("missing");
    }

    @Test
    void writesTheFilesOfARefusedConnectionToo() throws IOException {
        int port = freePort();

        int status =
                run(
                        "127.0.0.1:" + port,
                        "--lang",
                        "en",
                        "--export",
                        file("r.png"),
                        "--export",
                        file("r.json"));

        assertThat(status).isEqualTo(3);
        assertThat(said()).hasLineCount(1).contains("refused").contains(String.valueOf(port));
        JsonObject session = session(Files.readString(folder.resolve("r.json")));
        assertThat(session.getAsJsonObject("outcome").get("status").getAsString())
                .isEqualTo("failed");
        assertThat(ImageIO.read(folder.resolve("r.png").toFile())).isNotNull();
    }

    @Test
    void drawsAPictureWhereThereIsNoDisplay() throws IOException {
        Path picture = Files.writeString(folder.resolve("instead.png"), "an older one");
        System.setProperty(Program.WITHOUT_DISPLAY, picture.toString());

        assertThat(run("--lang", "ko")).isZero();

        assertThat(opened).hasSize(1);
        assertThat(ImageIO.read(picture.toFile())).isNotNull();
        assertThat(said()).hasLineCount(1).contains("instead.png").contains("화면이 없어");
    }

    @Test
    void opensTheWindowOnTheHostWhereThereIsADisplay() {
        display = true;

        assertThat(run("example.com:8443", "--tls", "1.3", "--theme", "dark")).isZero();

        assertThat(opened).hasSize(1);
        assertThat(opened.getFirst().door())
                .isInstanceOfSatisfying(
                        Call.Door.Host.class,
                        host ->
                                assertThat(host.options().target())
                                        .hasToString("example.com:8443"));
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void listsTheScenariosInTheirGroups(Language language) {
        assertThat(run("lab", "--list", "--lang", language.code())).isZero();

        Words words = Words.of(language);
        List<String> lines = printed().lines().toList();
        List<String> firstWords = lines.stream().map(line -> line.split(" ", -1)[0]).toList();
        for (Scenario scenario : Scenario.all()) {
            int at = firstWords.indexOf(scenario.name());
            assertThat(at).as(scenario.name()).isPositive();
            assertThat(lines.get(at)).contains(words.text("lab." + scenario.name() + ".title"));
            int heading = firstWords.subList(0, at).lastIndexOf("#");
            assertThat(lines.get(heading))
                    .isEqualTo("# " + words.text("lab.group." + scenario.group().word()));
        }
        assertThat(lines).hasSize(Scenario.all().size() + Scenario.Group.values().length);
        assertThat(said()).isEmpty();
    }

    @Test
    void saysWithWhatAndWhenAScenarioWasRecorded() {
        run("lab", "--list", "--lang", "en");
        assertThat(printed().lines().filter(line -> line.startsWith("tls13-key-update ")))
                .singleElement()
                .asString()
                .matches(".* \\(recorded with OpenSSL 3\\.0\\.[0-9]+ on 20[0-9-]+\\)");
    }

    @Test
    void suggestsTheNearestScenario() {
        assertThat(run("lab", "tls13-hr", "--lang", "en", "--export", file("a.json"))).isEqualTo(2);
        assertThat(said()).hasLineCount(1).contains("tls13-hr", "tls13-hrr");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void spellsOutWhatWouldSteerATerminal() {
        run("exa\u001b[31mmple.com:1", "--export", file("x.png"));
        assertThat(said()).doesNotContain("\u001b");
        assertThat(Terminal.safe("a\u001b[2J\u202eb\nc")).isEqualTo("a\\u{1b}[2J\\u{202e}b\\u{a}c");
    }

    @Test
    void tellsItsVersionAndItsOptions() {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("--export", "--connect-to", "--lang");
    }

    private static JsonObject session(String json) {
        JsonObject root = JsonParser.parseString(json).getAsJsonObject();
        assertThat(root.get("format").getAsString()).isEqualTo("tls-handshake/1");
        return root.getAsJsonArray("sessions").get(0).getAsJsonObject();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
