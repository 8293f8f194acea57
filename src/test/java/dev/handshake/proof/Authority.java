package dev.handshake.proof;

import dev.handshake.Needs;
import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority in a temporary folder, worked by {@code openssl} alone: a root, an
 * issuing authority below it, and what that issues.
 */
final class Authority {
    /** The key of a certificate, as {@code openssl req -newkey} wants it. */
    enum Key {
        RSA("rsa:2048"),
        P256("ec -pkeyopt ec_paramgen_curve:P-256"),
        P384("ec -pkeyopt ec_paramgen_curve:P-384"),
        P521("ec -pkeyopt ec_paramgen_curve:P-521"),
        ED25519("ed25519");

        private final String options;

        Key(String options) {
            this.options = options;
        }

        private List<String> words() {
            return List.of(options.split(" ", -1));
        }
    }

    /**
     * A certificate and its key.
     *
     * @param certificate the certificate alone, PEM
     * @param chain the certificate and those that a server sends with it, PEM
     * @param key the private key, PEM
     * @param issuer the certificate above it that a server sends too, PEM; null if it sends none
     */
    record Identity(Path certificate, Path chain, Path key, @Nullable Path issuer) {
        /** {@code openssl x509}'s word on the serial: upper-case hexadecimal. */
        String serial() {
            return Program.run(
                            Path.of("."),
                            "openssl",
                            "x509",
                            "-noout",
                            "-serial",
                            "-in",
                            certificate)
                    .strip()
                    .replace("serial=", "");
        }
    }

    private static final DateTimeFormatter ASN1_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static @Nullable Authority shared;

    private final Path folder;
    private final Identity root;
    private final Identity issuing;
    private final AtomicInteger issued = new AtomicInteger();
    private final Map<String, Identity> good = new HashMap<>();

    private Authority() {
        Needs.program("openssl");
        try {
            // `mvn clean` removes it, keys and all.
            folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "authority");
            Files.createFile(folder.resolve("index.txt"));
            Files.writeString(
                    folder.resolve("ca.cnf"),
                    """
                    [ca]
                    default_ca = here
                    [here]
                    database = index.txt
                    new_certs_dir = .
                    rand_serial = yes
                    default_md = sha256
                    unique_subject = no
                    copy_extensions = copy
                    policy = anything
                    [anything]
                    commonName = supplied
                    [req]
                    distinguished_name = asked
                    [asked]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        root = selfSigned("Proof Root", Key.P256, "basicConstraints=critical,CA:TRUE");

        issuing =
                signed(
                        root,
                        "Proof Issuing",
                        Key.RSA,
                        Instant.now().minus(Duration.ofDays(1)),
                        Instant.now().plus(Duration.ofDays(300)),
                        "basicConstraints=critical,CA:TRUE");
    }

    /** Made once, since keys take their time. */
    static synchronized Authority shared() {
        if (shared == null) {
            shared = new Authority();
        }
        return shared;
    }

    Path root() {
        return root.certificate();
    }

    Bytes rootDer() {
        Path der = folder.resolve("root.der");
        run("openssl x509 -outform DER", "-in", root(), "-out", der);
        try {
            return Bytes.of(Files.readAllBytes(der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good one; the same for every test that wants the same. */
    synchronized Identity issue(String host, Key key) {
        return good.computeIfAbsent(
                host + " " + key,
                wanted ->
                        issue(
                                host,
                                key,
                                Instant.now().minus(Duration.ofDays(1)),
                                Instant.now().plus(Duration.ofDays(90))));
    }

    Identity issue(String host, Key key, Instant notBefore, Instant notAfter) {
        return signed(issuing, host, key, notBefore, notAfter, "subjectAltName=DNS:" + host);
    }

    Identity selfSigned(String host, Key key) {
        return selfSigned(host, key, "subjectAltName=DNS:" + host);
    }

    /** A response of the issuing authority, DER, that the certificate is good. */
    Path ocspResponse(Identity identity) {
        Path response = folder.resolve("ocsp" + issued.incrementAndGet() + ".der");
        run(
                "openssl ocsp -index index.txt -ndays 7 -no_nonce -CA",
                issuing.certificate(),
                "-rsigner",
                issuing.certificate(),
                "-rkey",
                issuing.key(),
                "-issuer",
                issuing.certificate(),
                "-cert",
                identity.certificate(),
                "-respout",
                response);
        return response;
    }

    /** The identity as a PKCS #12 store with the password {@code secret}. */
    Path pkcs12(Identity identity) {
        Path store = folder.resolve("store" + issued.incrementAndGet() + ".p12");
        run(
                "openssl pkcs12 -export -passout pass:secret",
                "-inkey",
                identity.key(),
                "-in",
                identity.chain(),
                "-out",
                store);
        return store;
    }

    private Identity selfSigned(String name, Key key, String extension) {
        Identity self = files(null);
        run(
                "openssl req -x509 -nodes -days 365 -config ca.cnf -subj",
                "/CN=" + name,
                "-addext",
                extension,
                "-keyout",
                self.key(),
                "-out",
                self.certificate(),
                "-newkey",
                key.words());
        concatenate(self.chain(), self.certificate());
        return self;
    }

    private Identity signed(
            Identity issuer,
            String name,
            Key key,
            Instant notBefore,
            Instant notAfter,
            String extension) {
        Identity made = files(issuer.equals(root) ? null : issuer.certificate());
        Path request = folder.resolve("request.pem");
        run(
                "openssl req -new -nodes -config ca.cnf -subj",
                "/CN=" + name,
                "-addext",
                extension,
                "-keyout",
                made.key(),
                "-out",
                request,
                "-newkey",
                key.words());
        run(
                "openssl ca -batch -notext -config ca.cnf",
                "-cert",
                issuer.certificate(),
                "-keyfile",
                issuer.key(),
                "-startdate",
                ASN1_TIME.format(notBefore),
                "-enddate",
                ASN1_TIME.format(notAfter),
                "-in",
                request,
                "-out",
                made.certificate());
        if (made.issuer() == null) {
            concatenate(made.chain(), made.certificate());
        } else {
            concatenate(made.chain(), made.certificate(), made.issuer());
        }
        return made;
    }

    private Identity files(@Nullable Path issuer) {
        int number = issued.incrementAndGet();
        return new Identity(
                folder.resolve(number + ".pem"),
                folder.resolve(number + "-chain.pem"),
                folder.resolve(number + ".key"),
                issuer);
    }

    private static void concatenate(Path whole, Path... parts) {
        try {
            StringBuilder text = new StringBuilder();
            for (Path part : parts) {
                text.append(Files.readString(part));
            }
            Files.writeString(whole, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words are split at spaces in the first argument only; lists are spread. */
    private void run(Object... words) {
        List<Object> command = new ArrayList<>();
        command.addAll(Arrays.asList(words[0].toString().split(" ", -1)));
        for (Object word : Arrays.asList(words).subList(1, words.length)) {
            if (word instanceof List<?> several) {
                command.addAll(several);
            } else {
                command.add(word);
            }
        }
        Program.run(folder, command.toArray());
    }
}
