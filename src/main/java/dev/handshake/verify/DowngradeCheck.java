package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.ProtocolVersion;

/**
 * Whether the server's random carries the marker of a server that could do better (RFC 9846
 * §4.2.3): {@code DOWNGRD} and 01 (it speaks TLS 1.3) or 00 (it speaks TLS 1.2).
 */
public final class DowngradeCheck {
    private static final Bytes FROM_13 = Bytes.ofHex("444f574e47524401");
    private static final Bytes FROM_12 = Bytes.ofHex("444f574e47524400");

    private DowngradeCheck() {}

    public static Finding of(ClientHello offer, ServerHello answer) {
        ProtocolVersion chosen = answer.version();
        Bytes end = answer.random().from(answer.random().length() - FROM_13.length());
        boolean marked13 = end.equals(FROM_13) && chosen.code() < ProtocolVersion.TLS_1_3.code();
        boolean marked12 = end.equals(FROM_12) && chosen.code() < ProtocolVersion.TLS_1_2.code();
        if (!marked13 && !marked12) {
            return Finding.of(Verdict.Check.DOWNGRADE, Verdict.Result.PASS, "no_marker");
        }
        String better = (marked13 ? ProtocolVersion.TLS_1_3 : ProtocolVersion.TLS_1_2).name();
        ProtocolVersion best =
                offer.extension(SupportedVersions.class)
                        .flatMap(it ->
                                it.versions().stream()
                                        .filter(version -> !version.grease())
                                        .max((a, b) -> Integer.compare(a.code(), b.code())))
                        .orElse(offer.legacyVersion());
        // A client that offers no more than it got has lost nothing.
        return best.code() > chosen.code()
                ? Finding.of(Verdict.Check.DOWNGRADE, Verdict.Result.FAIL, "marker", better)
                : Finding.of(Verdict.Check.DOWNGRADE, Verdict.Result.PASS, "capped", better);
    }
}
