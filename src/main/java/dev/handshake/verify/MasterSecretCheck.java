package dev.handshake.verify;

import dev.handshake.registry.ProtocolVersion;

/**
 * Whether the keys are bound to the handshake that made them (RFC 7627 §1): without it, somebody in
 * the middle can make two connections share a master secret.
 */
public final class MasterSecretCheck {
    private MasterSecretCheck() {}

    /**
     * Judges what the hellos agreed on.
     *
     * @param offered whether the client offered extended_master_secret
     * @param accepted whether the server accepted it
     */
    public static Finding of(ProtocolVersion version, boolean offered, boolean accepted) {
        if (version.isTls13()) {
            return finding(Verdict.Result.ABSENT, "tls13");
        }
        if (accepted) {
            return finding(Verdict.Result.PASS, "negotiated");
        }
        return offered
                ? finding(Verdict.Result.WARNING, "refused")
                : finding(Verdict.Result.WARNING, "not_offered");
    }

    private static Finding finding(Verdict.Result result, String word) {
        return Finding.of(Verdict.Check.EXTENDED_MASTER_SECRET, result, word);
    }
}
