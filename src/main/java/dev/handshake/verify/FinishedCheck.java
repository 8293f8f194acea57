package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.record.Hash;
import dev.handshake.record.KeySchedule;
import dev.handshake.registry.ProtocolVersion;
import java.util.Optional;

/** Recomputes {@code verify_data} from the transcript and compares it with what was sent. */
public final class FinishedCheck {
    private FinishedCheck() {}

    /**
     * TLS 1.2 and before (RFC 5246 §7.4.9, RFC 4346 §7.4.9, RFC 6101 §5.6.9).
     *
     * @param hash of the key schedule; it matters from TLS 1.2 on
     * @param before all handshake messages before this Finished
     */
    public static Finding tls12(
            Sender from,
            ProtocolVersion version,
            Hash hash,
            Optional<Bytes> mainSecret,
            Transcript before,
            Bytes verifyData) {
        boolean client = from == Sender.CLIENT;
        return compare(
                from,
                mainSecret.map(main -> {
                    if (version.equals(ProtocolVersion.SSL_3_0)) {
                        return KeySchedule.verifyDataSsl3(main, client, before.all());
                    }
                    return version.code() < ProtocolVersion.TLS_1_2.code()
                            ? KeySchedule.verifyData10(
                                    main, client, before.hash(Hash.MD5), before.hash(Hash.SHA1))
                            : KeySchedule.verifyData12(hash, main, client, before.hash(hash));
                }),
                before,
                verifyData);
    }

    /**
     * TLS 1.3 (RFC 9846 §4.5.3).
     *
     * @param trafficSecret the sender's handshake traffic secret
     * @param before all handshake messages before this Finished
     */
    public static Finding tls13(
            Sender from,
            Hash hash,
            Optional<Bytes> trafficSecret,
            Transcript before,
            Bytes verifyData) {
        return compare(
                from,
                trafficSecret.map(
                        secret -> KeySchedule.verifyData13(hash, secret, before.hash(hash))),
                before,
                verifyData);
    }

    private static Finding compare(
            Sender from, Optional<Bytes> expected, Transcript before, Bytes verifyData) {
        Verdict.Check check =
                switch (from) {
                    case CLIENT -> Verdict.Check.CLIENT_FINISHED;
                    case SERVER -> Verdict.Check.SERVER_FINISHED;
                };
        if (expected.isEmpty()) {
            return Finding.of(check, Verdict.Result.UNKNOWN, "no_secret");
        }
        if (!before.isWhole()) {
            return Finding.of(check, Verdict.Result.UNKNOWN, "not_whole");
        }
        return expected.get().equals(verifyData)
                ? Finding.of(check, Verdict.Result.PASS, "equal")
                : Finding.of(check, Verdict.Result.FAIL, "different");
    }
}
