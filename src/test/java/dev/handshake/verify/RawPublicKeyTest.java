package dev.handshake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Origin;
import dev.handshake.capture.Sender;
import dev.handshake.registry.SignatureScheme;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that a server sends in place of a certificate (RFC 7250). */
class RawPublicKeyTest {
    private static final Bytes SIGNED = Bytes.ofHex("00112233");

    @ParameterizedTest
    @CsvSource({"EC, SHA256withECDSA, 0x0403", "ED25519, Ed25519, 0x0807"})
    void checksTheirSignatures(String kind, String algorithm, String code) throws Exception {
        KeyPair pair = kind.equals("EC") ? Made.ec("secp256r1") : Made.ed25519();
        Signature signature = Signature.getInstance(algorithm, Made.PROVIDER);
        signature.initSign(pair.getPrivate());
        signature.update(SIGNED.toArray());
        Bytes made = Bytes.of(signature.sign());
        Bytes key = Bytes.of(pair.getPublic().getEncoded());
        SignatureScheme scheme = new SignatureScheme(Integer.decode(code));

        assertThat(
                        SignatureCheck.of(Sender.SERVER, key, scheme, Optional.of(SIGNED), made)
                                .result())
                .isEqualTo(Verdict.Result.PASS);
        assertThat(
                        SignatureCheck.of(
                                        Sender.SERVER,
                                        key,
                                        scheme,
                                        Optional.of(Bytes.ofHex("00112234")),
                                        made)
                                .result())
                .isEqualTo(Verdict.Result.FAIL);
    }

    @Test
    void areVouchedForByNobody() {
        List<Finding> findings =
                new CertificateChecks(
                                List.of(Made.root("Root").der()),
                                Instant.now(),
                                new Origin(Origin.Kind.LIVE, "www.example.org", 443, null, false))
                        .chain(
                                List.of(Bytes.of(Made.ed25519().getPublic().getEncoded())),
                                Optional.empty())
                        .findings();

        assertThat(findings)
                .isNotEmpty()
                .allMatch(it -> it.result() == Verdict.Result.ABSENT)
                .allMatch(it -> it.reason().key().equals("verdict.absent.raw_public_key"));
    }
}
