package dev.handshake.message.extension;

import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HpkeAead;
import dev.handshake.registry.HpkeKdf;

/**
 * HpkeSymmetricCipherSuite (RFC 9849 §4).
 *
 * <pre>
 * struct {
 *     HpkeKdfId kdf_id;
 *     HpkeAeadId aead_id;
 * } HpkeSymmetricCipherSuite;
 * </pre>
 */
public record HpkeSuite(HpkeKdf kdf, HpkeAead aead) {
    static HpkeSuite read(FieldReader in) {
        return in.group(
                "hpke_symmetric_cipher_suite",
                suite ->
                        new HpkeSuite(
                                suite.code16("kdf_id", HpkeKdf::new),
                                suite.code16("aead_id", HpkeAead::new)),
                suite -> new Value.Text(suite.kdf.name() + ", " + suite.aead.name()));
    }
}
