package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import dev.handshake.message.OcspResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.SingleResp;

/**
 * The signed certificate timestamps that came with a certificate (RFC 6962 §3.2, §3.3): in the
 * handshake, in the certificate, or in the stapled OCSP response. Their signatures are the logs';
 * no list of the logs' keys ships with this program, so they are named and not judged.
 *
 * <pre>
 * struct {
 *     SerializedSCT sct_list &lt;1..2^16-1&gt;;
 * } SignedCertificateTimestampList;
 * opaque SerializedSCT&lt;1..2^16-1&gt;;
 * struct {
 *     Version sct_version;
 *     LogID id;
 *     uint64 timestamp;
 *     CtExtensions extensions;
 *     digitally-signed struct { … };
 * } SignedCertificateTimestamp;
 * </pre>
 */
final class TimestampCheck {
    private static final String IN_CERTIFICATE = "1.3.6.1.4.1.11129.2.4.2";
    private static final ASN1ObjectIdentifier IN_OCSP =
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.5");
    private static final String SCT_LIST = "sct_list";

    private static final int LOG_ID = 32;
    private static final int TIMESTAMP = 8;
    private static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** So many are named; a sentence has an end. */
    private static final int NAMED = 6;

    private TimestampCheck() {}

    /**
     * @param sent each as it came in the handshake
     */
    static Finding of(X509Certificate leaf, List<Bytes> sent, Optional<OcspResponse> staple) {
        List<Bytes> embedded =
                Certificates.extension(leaf, IN_CERTIFICATE)
                        .map(TimestampCheck::unpacked)
                        .orElse(List.of());
        List<Bytes> stapled = staple.map(TimestampCheck::inStaple).orElse(List.of());
        Set<Bytes> all = new LinkedHashSet<>(sent);
        all.addAll(embedded);
        all.addAll(stapled);
        Finding finding =
                all.isEmpty()
                        ? Finding.of(Verdict.Check.SCT, Verdict.Result.ABSENT, "none")
                        : Finding.of(
                                Verdict.Check.SCT,
                                Verdict.Result.UNKNOWN,
                                "not_checked",
                                all.size(),
                                named(all));
        if (!embedded.isEmpty()) {
            finding = finding.on(Ground.certificate(0, SCT_LIST));
        }
        return stapled.isEmpty() ? finding : finding.on(Ground.staple(SCT_LIST));
    }

    /** {@code log ID in Base64 (day), …}, as lists of logs have their IDs. */
    private static String named(Set<Bytes> all) {
        String names =
                all.stream()
                        .limit(NAMED)
                        .map(TimestampCheck::name)
                        .collect(Collectors.joining(", "));
        return all.size() > NAMED ? names + ", …" : names;
    }

    private static String name(Bytes sct) {
        if (sct.length() < 1 + LOG_ID + TIMESTAMP || sct.at(0) != 0) {
            return "?";
        }
        String id = Base64.getEncoder().encodeToString(sct.slice(1, LOG_ID).toArray());
        long millis = sct.number(1 + LOG_ID, TIMESTAMP);
        return millis < 0 || millis > LAST_MILLIS
                ? id
                : id
                        + " ("
                        + LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
                        + ")";
    }

    /**
     * @param octetString around the list (RFC 6962 §3.3)
     */
    private static List<Bytes> unpacked(Bytes octetString) {
        try {
            return split(Bytes.of(ASN1OctetString.getInstance(octetString.toArray()).getOctets()));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<Bytes> split(Bytes list) {
        List<Bytes> found = new ArrayList<>();
        int at = 2;
        while (at + 2 <= list.length()) {
            int length = (int) list.number(at, 2);
            if (at + 2 + length > list.length()) {
                break;
            }
            found.add(list.slice(at + 2, length));
            at += 2 + length;
        }
        return found;
    }

    private static List<Bytes> inStaple(OcspResponse staple) {
        List<Bytes> found = new ArrayList<>();
        try {
            if (new OCSPResp(staple.der().toArray()).getResponseObject()
                    instanceof BasicOCSPResp basic) {
                for (SingleResp single : basic.getResponses()) {
                    Extension extension = single.getExtension(IN_OCSP);
                    if (extension != null) {
                        found.addAll(unpacked(Bytes.of(extension.getExtnValue().getOctets())));
                    }
                }
            }
        } catch (IOException | OCSPException | IllegalArgumentException | IllegalStateException e) {
            return List.of();
        }
        return found;
    }
}
