package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SrtpProfile;
import java.util.List;

/**
 * use_srtp (RFC 5764 §4.1.1).
 *
 * <pre>
 * uint8 SRTPProtectionProfile[2];
 * struct {
 *     SRTPProtectionProfile SRTPProtectionProfiles&lt;2..2^16-1&gt;;
 *     opaque srtp_mki&lt;0..255&gt;;
 * } UseSRTPData;
 * </pre>
 */
public record UseSrtp(List<SrtpProfile> profiles, Bytes masterKeyIdentifier) implements Extension {
    static UseSrtp read(FieldReader in) {
        return new UseSrtp(
                in.list(
                        "srtp_protection_profiles",
                        2,
                        2,
                        profile -> profile.code16("srtp_protection_profile", SrtpProfile::new)),
                in.opaqueVector("srtp_mki", 1, 0));
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.USE_SRTP;
    }

    @Override
    public Value value() {
        return profiles.size() == 1
                ? Value.Coded.of(profiles.getFirst())
                : new Value.Items(profiles.size());
    }
}
