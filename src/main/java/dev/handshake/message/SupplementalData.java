package dev.handshake.message;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.HandshakeType;
import java.util.List;

/**
 * SupplementalData (RFC 4680 §2).
 *
 * <pre>
 * struct {
 *     SupplementalDataEntry supp_data&lt;1..2^24-1&gt;;
 * } SupplementalData;
 * struct {
 *     SupplementalDataType supp_data_type;
 *     uint16 supp_data_length;
 *     select (SupplementalDataType) { };
 * } SupplementalDataEntry;
 * enum {
 *     user_mapping_data(0), authz_data(16386), (65535)
 * } SupplementalDataType;
 * </pre>
 */
public record SupplementalData(List<Entry> entries) implements HandshakeMessage {
    /** One entry, whose content its applications know. */
    public record Entry(int type, Bytes data) {
        private static Entry read(FieldReader in) {
            return in.group(
                    "supplemental_data_entry",
                    entry ->
                            new Entry(
                                    (int) entry.number("supp_data_type", 2, Entry::name),
                                    entry.opaqueVector("supp_data", 2, 0)),
                    entry -> name(entry.type));
        }

        private static Value name(long type) {
            return new Value.Coded(
                    switch ((int) type) {
                        case 0 -> "user_mapping_data";
                        case 16386 -> "authz_data";
                        default -> null;
                    },
                    (int) type,
                    2,
                    false);
        }
    }

    static SupplementalData read(FieldReader in) {
        return new SupplementalData(in.list("supplemental_data", 3, 1, Entry::read));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SUPPLEMENTAL_DATA;
    }
}
