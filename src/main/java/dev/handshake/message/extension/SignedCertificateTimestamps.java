package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.bytes.Value;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.SignatureScheme;
import java.time.Instant;
import java.util.List;

/**
 * signed_certificate_timestamp (RFC 6962 §3.3).
 *
 * <pre>
 * opaque SerializedSCT&lt;1..2^16-1&gt;;
 * struct {
 *     SerializedSCT sct_list&lt;1..2^16-1&gt;;
 * } SignedCertificateTimestampList;
 * </pre>
 *
 * @param scts empty in a ClientHello
 */
public record SignedCertificateTimestamps(List<Bytes> scts) implements Extension {
    private static final int LOG_ID_LENGTH = 32;
    private static final int TIMESTAMP_LENGTH = 8;

    private static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    static SignedCertificateTimestamps read(FieldReader in, Carrier carrier) {
        return new SignedCertificateTimestamps(
                switch (carrier) {
                    case CLIENT_HELLO, CERTIFICATE_REQUEST -> List.of();
                    case SERVER_HELLO,
                            HELLO_RETRY_REQUEST,
                            ENCRYPTED_EXTENSIONS,
                            CERTIFICATE,
                            NEW_SESSION_TICKET ->
                            readList(in);
                });
    }

    /** The list, as the extension of a certificate has it too. */
    public static List<Bytes> readList(FieldReader in) {
        return in.list("sct_list", 2, 1, SignedCertificateTimestamps::readSerialized);
    }

    private static Bytes readSerialized(FieldReader in) {
        return in.vector(
                "serialized_sct",
                2,
                1,
                sct -> {
                    Bytes serialized = sct.peekRest();
                    sct.detail(serialized.length(), SignedCertificateTimestamps::readTimestamp);
                    return serialized;
                },
                SignedCertificateTimestamps::value);
    }

    /**
     * RFC 6962 §3.2.
     *
     * <pre>
     * struct {
     *     Version sct_version;
     *     LogID id;                               /&#42; opaque key_id[32] &#42;/
     *     uint64 timestamp;                       /&#42; milliseconds since 1970 &#42;/
     *     CtExtensions extensions;                /&#42; opaque&lt;0..2^16-1&gt; &#42;/
     *     digitally-signed struct { };
     * } SignedCertificateTimestamp;
     * </pre>
     */
    private static Bytes readTimestamp(FieldReader in) {
        long version = in.number("sct_version", 1, SignedCertificateTimestamps::versionName);
        if (version != 0) {
            return in.rest("opaque");
        }
        Bytes id = in.opaque("log_id", LOG_ID_LENGTH);
        in.leaf("timestamp", TIMESTAMP_LENGTH, SignedCertificateTimestamps::time);
        in.opaqueVector("ct_extensions", 2, 0);
        in.code16("algorithm", SignatureScheme::new);
        in.opaqueVector("signature", 2, 0);
        return id;
    }

    private static Value versionName(long version) {
        return Value.Coded.octet(version == 0 ? "v1" : null, version);
    }

    /** A number that is no time of four-digit years stays bytes. */
    private static Value time(Bytes millis) {
        long number = millis.number(0, TIMESTAMP_LENGTH);
        return number < 0 || number > LAST_MILLIS
                ? new Value.Opaque(millis)
                : new Value.Time(Instant.ofEpochMilli(number));
    }

    /** When it was logged; that tells one from the other. */
    private static Value value(Bytes serialized) {
        int before = 1 + LOG_ID_LENGTH;
        return serialized.length() >= before + TIMESTAMP_LENGTH && serialized.at(0) == 0
                ? time(serialized.slice(before, TIMESTAMP_LENGTH))
                : new Value.Opaque(serialized);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
    }

    @Override
    public Value value() {
        return scts.isEmpty() ? new Value.Opaque(Bytes.EMPTY) : new Value.Items(scts.size());
    }
}
