package dev.handshake.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.PasswordNeeded;
import dev.handshake.registry.ProtocolVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that OpenSSL made open what OpenSSL encrypted. */
final class PrivateKeysTest {
    private static final Bytes SECRET = Bytes.ofHex("0303" + "5a".repeat(46));

    @TempDir private static Path folder = Path.of("");
    private static Bytes encrypted = Bytes.EMPTY;

    private static void openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Needs.program("openssl").toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        openssl("genpkey", "-algorithm", "RSA", "-out", "pkcs8.pem");
        openssl("rsa", "-in", "pkcs8.pem", "-traditional", "-out", "pkcs1.pem");
        openssl("pkcs8", "-topk8", "-in", "pkcs8.pem", "-passout", "pass:word", "-out", "enc8.pem");
        openssl(
                "rsa",
                "-in",
                "pkcs8.pem",
                "-traditional",
                "-aes128",
                "-passout",
                "pass:word",
                "-out",
                "enc1.pem");
        openssl(
                "pkcs8",
                "-topk8",
                "-nocrypt",
                "-in",
                "pkcs8.pem",
                "-outform",
                "DER",
                "-out",
                "bare.key");
        openssl("req", "-x509", "-key", "pkcs8.pem", "-subj", "/CN=x", "-out", "cert.pem");
        for (String password : List.of("word", "")) {
            openssl(
                    "pkcs12",
                    "-export",
                    "-inkey",
                    "pkcs8.pem",
                    "-in",
                    "cert.pem",
                    "-passout",
                    "pass:" + password,
                    "-out",
                    password.isEmpty() ? "open.p12" : "enc.p12");
        }
        openssl(
                "genpkey",
                "-algorithm",
                "EC",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-out",
                "ec.pem");
        openssl("genpkey", "-algorithm", "RSA", "-out", "other.pem");
        Files.writeString(
                folder.resolve("both.pem"),
                "Bag Attributes\n  friendlyName: x\n"
                        + Files.readString(folder.resolve("cert.pem"))
                        + Files.readString(folder.resolve("pkcs8.pem")));
        Files.write(folder.resolve("plain"), SECRET.toArray());
        openssl("pkeyutl", "-encrypt", "-inkey", "pkcs8.pem", "-in", "plain", "-out", "encrypted");
        encrypted = Bytes.of(Files.readAllBytes(folder.resolve("encrypted")));
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs8.pem,",
        "pkcs1.pem,",
        "both.pem,",
        "bare.key,",
        "open.p12,",
        "enc8.pem,word",
        "enc1.pem,word",
        "enc.p12,word"
    })
    void aKeyOpensWhatWasEncryptedForIt(String file, @Nullable String password) throws Exception {
        KeyRing ring = new KeyRing();
        assertThat(KeyFile.read(folder.resolve(file), chars(password), ring))
                .isEqualTo(new KeyFile.Read.RsaKeys(1));
        assertThat(ring.preMasterSecret(encrypted, ProtocolVersion.TLS_1_2)).contains(SECRET);
        // Some clients put the version there that was chosen.
        assertThat(ring.preMasterSecret(encrypted, ProtocolVersion.TLS_1_0)).contains(SECRET);
    }

    private static char @Nullable [] chars(@Nullable String password) {
        return password == null ? null : password.toCharArray();
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        KeyRing ring = new KeyRing();
        PrivateKeys.read(folder.resolve("other.pem"), null, ring);
        assertThat(ring.isEmpty()).isFalse();
        assertThat(ring.preMasterSecret(encrypted, ProtocolVersion.TLS_1_2)).isEmpty();
        assertThat(ring.preMasterSecret(encrypted.from(1), ProtocolVersion.TLS_1_2)).isEmpty();
        assertThat(ring.preMasterSecret(Bytes.EMPTY, ProtocolVersion.TLS_1_2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enc8.pem", "enc1.pem", "enc.p12"})
    void aProtectedKeyAsksForItsPassword(String file) {
        assertThatThrownBy(() -> KeyFile.read(folder.resolve(file), null, new KeyRing()))
                .isInstanceOfSatisfying(
                        PasswordNeeded.class,
                        e -> assertThat(e.phrase().key()).isEqualTo("capture.keys.password"));
        assertThatThrownBy(() ->
                        KeyFile.read(folder.resolve(file), "wrong".toCharArray(), new KeyRing()))
                .isInstanceOfSatisfying(
                        PasswordNeeded.class,
                        e -> assertThat(e.phrase().key()).isEqualTo("capture.keys.wrong_password"));
    }

    @ParameterizedTest
    @CsvSource({
        "ec.pem,capture.keys.not_rsa",
        "cert.pem,capture.keys.no_key",
        "half.pem,capture.keys.damaged",
        "half.key,capture.keys.damaged",
        "plain,capture.keys.none"
    })
    void whatIsNoRsaKeyIsRefused(String file, String key) throws Exception {
        String whole = Files.readString(folder.resolve("pkcs8.pem"));
        Files.writeString(folder.resolve("half.pem"), whole.substring(0, whole.length() / 2));
        byte[] bare = Files.readAllBytes(folder.resolve("bare.key"));
        Files.write(folder.resolve("half.key"), Arrays.copyOf(bare, bare.length / 2));
        assertThatThrownBy(() -> KeyFile.read(folder.resolve(file), null, new KeyRing()))
                .isInstanceOfSatisfying(
                        BadInput.class, e -> assertThat(e.phrase().key()).isEqualTo(key));
    }

    @Test
    void aKeyLogIsKnownByItsContent() throws Exception {
        KeyRing ring = new KeyRing();
        assertThat(
                        KeyFile.read(
                                Needs.shared("corpus/captures/illustrated-tls13/keylog.txt"),
                                null,
                                ring))
                .isInstanceOf(KeyFile.Read.Log.class);
        assertThat(ring.size()).isEqualTo(1);
    }
}
