package dev.handshake.verify;

import java.util.List;
import java.util.stream.Stream;

/** What is not proved because there is nothing to prove it with, and why. */
public final class Absences {
    private static final List<Verdict.Check> CERTIFICATE =
            List.of(
                    Verdict.Check.CHAIN,
                    Verdict.Check.HOSTNAME,
                    Verdict.Check.VALIDITY,
                    Verdict.Check.OCSP,
                    Verdict.Check.SCT);

    private Absences() {}

    /** An earlier session vouches for the server; it shows no certificate. */
    public static List<Finding> resumed() {
        return withoutCertificate("resumed");
    }

    /**
     * A pre-shared key of TLS 1.3, from an earlier session or agreed on outside, vouches for it.
     */
    public static List<Finding> preSharedKey() {
        return withoutCertificate("pre_shared_key");
    }

    /** The server sent its key alone; whoever connects knows it from elsewhere (RFC 7250). */
    static List<Finding> rawPublicKey() {
        return CERTIFICATE.stream().map(it -> Finding.absent(it, "raw_public_key")).toList();
    }

    /** What follows from how the server is to prove itself, before it has. */
    public static List<Finding> of(ServerProof proof) {
        return switch (proof) {
            case SIGNED, OTHER -> List.of();
            case DECRYPTS -> List.of(signature("decrypts"));
            case AGREES -> List.of(signature("agrees"));
            case ANONYMOUS -> withoutCertificate("anonymous");
            case SHARED_KEY -> withoutCertificate("shared_key");
            case PASSWORD -> withoutCertificate("password");
        };
    }

    private static List<Finding> withoutCertificate(String word) {
        return Stream.concat(CERTIFICATE.stream(), Stream.of(Verdict.Check.SERVER_SIGNATURE))
                .map(check -> Finding.absent(check, word))
                .toList();
    }

    private static Finding signature(String word) {
        return Finding.of(Verdict.Check.SERVER_SIGNATURE, Verdict.Result.ABSENT, word);
    }
}
