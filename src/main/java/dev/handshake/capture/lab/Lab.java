package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The lab's own certificate authority and its servers' keys: a root, an issuing authority below it,
 * and a server with an RSA and one with a P-256 key below that. Made when first needed and kept in
 * the user's data folder; whatever is damaged, expired, about to expire, or not signed by what
 * stands above it is made anew. Where nothing can be kept, it lives as long as the program.
 */
public final class Lab {
    /** Whom the lab's servers play: the server of the lesson. */
    static final List<String> NAMES = List.of("www.msn.com", "msn.com");

    /** How long a server's certificate must still be good. */
    private static final Duration SERVER_REST = Duration.ofDays(7);

    /** How long an authority's must: longer than any server's. */
    private static final Duration AUTHORITY_REST = Duration.ofDays(200);

    /** How old an authority must be: older than a server's certificate that has expired. */
    private static final Duration AUTHORITY_AGE = Duration.ofDays(365);

    private static @Nullable Lab last;
    private static @Nullable Path lastFolder;

    private final Clock clock;
    private final Authority authority;
    private final Shelf shelf;
    private final Identity root;
    private final Identity issuing;
    private final Identity rsaServer;
    private final Identity ecServer;
    private final ClientRegister clients;
    private final TicketKey ticketKey = new TicketKey();
    private final SessionMemory sessions = new SessionMemory();
    private @Nullable Identity weakServer;
    private boolean kept = true;

    interface Maker {
        Identity make() throws GeneralSecurityException, IOException;
    }

    private Lab(Path folder, Clock clock) throws GeneralSecurityException, IOException {
        this.clock = clock;
        this.authority = new Authority(clock);
        this.shelf = new Shelf(folder);
        this.root = kept("root.pem", null, AUTHORITY_AGE, AUTHORITY_REST, authority::root);
        this.issuing =
                kept(
                        "issuing-ca.pem",
                        root,
                        AUTHORITY_AGE,
                        AUTHORITY_REST,
                        () -> authority.issuing(root));
        this.rsaServer =
                kept(
                        "server-rsa.pem",
                        issuing,
                        Duration.ZERO,
                        SERVER_REST,
                        () -> authority.server(issuing, authority.rsa(2048), NAMES));
        this.ecServer =
                kept(
                        "server-ec.pem",
                        issuing,
                        Duration.ZERO,
                        SERVER_REST,
                        () -> authority.server(issuing, authority.p256(), NAMES));
        this.clients = new ClientRegister(authority, clock);
    }

    /** This user's lab. The first call of all takes up to a second. */
    public static synchronized Lab ofThisUser() {
        Path folder = DataFolder.ofThisUser().resolve("lab");
        Lab known = last;
        if (known == null || !folder.equals(lastFolder) || !known.isGood()) {
            known = open(folder, Clock.systemUTC());
            last = known;
            lastFolder = folder;
        }
        return known;
    }

    /** The lab that is kept in the folder, or a new one. */
    static Lab open(Path folder, Clock clock) {
        try {
            return new Lab(folder, clock);
        } catch (GeneralSecurityException | IOException e) {
            // Java's own algorithms, and streams in memory: neither can fail.
            throw new IllegalStateException(e);
        }
    }

    /** Whether it outlives this program. */
    public boolean isKept() {
        return kept;
    }

    /**
     * Writes the root's certificate, as PEM, beside what is kept, for clients that shall trust it.
     *
     * @throws IOException if it cannot be written
     */
    public Path writeRoot() throws IOException {
        return shelf.write("root-certificate.pem", root.certificatePem());
    }

    /** The root's certificate, as DER. */
    public Bytes root() {
        return der(root.certificate());
    }

    Identity rootIdentity() {
        return root;
    }

    /** Makes what a scenario needs besides. */
    Authority authority() {
        return authority;
    }

    Identity issuing() {
        return issuing;
    }

    Identity rsaServer() {
        return rsaServer;
    }

    Identity ecServer() {
        return ecServer;
    }

    /** A server with a key that is too short today. */
    synchronized Identity weakServer() throws GeneralSecurityException, IOException {
        if (weakServer == null) {
            weakServer =
                    kept(
                            "server-rsa-1024.pem",
                            issuing,
                            Duration.ZERO,
                            SERVER_REST,
                            () -> authority.server(issuing, authority.rsa(1024), NAMES));
        }
        return weakServer;
    }

    ClientRegister clients() {
        return clients;
    }

    TicketKey ticketKey() {
        return ticketKey;
    }

    SessionMemory sessions() {
        return sessions;
    }

    /** A fresh OCSP response: good. */
    OCSPResp vouchFor(Identity server) {
        return authority.vouch(issuing, server.certificate());
    }

    static Bytes der(X509CertificateHolder certificate) {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isGood() {
        return isGood(rsaServer, issuing, Duration.ZERO, SERVER_REST)
                && isGood(ecServer, issuing, Duration.ZERO, SERVER_REST);
    }

    private Identity kept(
            String name, @Nullable Identity issuer, Duration age, Duration rest, Maker maker)
            throws GeneralSecurityException, IOException {
        try {
            Identity found = shelf.read(name);
            if (isGood(found, issuer == null ? found : issuer, age, rest)) {
                return found;
            }
        } catch (IOException e) {
            // There is none yet, or none any more.
        }
        Identity made = maker.make();
        try {
            shelf.write(name, made);
        } catch (IOException e) {
            kept = false;
        }
        return made;
    }

    private boolean isGood(Identity identity, Identity issuer, Duration age, Duration rest) {
        X509CertificateHolder certificate = identity.certificate();
        Instant now = clock.instant();
        try {
            return !now.minus(age).isBefore(certificate.getNotBefore().toInstant())
                    && now.plus(rest).isBefore(certificate.getNotAfter().toInstant())
                    && certificate.isSignatureValid(
                            new JcaContentVerifierProviderBuilder().build(issuer.certificate()));
        } catch (CertException
                | java.security.cert.CertificateException
                | OperatorCreationException e) {
            return false;
        }
    }
}
