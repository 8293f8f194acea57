package dev.handshake.capture;

import dev.handshake.bytes.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads certificates that a user trusts. */
public final class TrustFile {
    private TrustFile() {}

    /**
     * The certificates of a file: PEM (RFC 7468) or DER, one or many; DER each.
     *
     * @throws BadInput if it cannot be read, or if there is no certificate in it
     */
    public static List<Bytes> read(Path file) throws BadInput {
        byte[] content = UserFile.keys(file);
        List<Bytes> certificates;
        try {
            certificates =
                    KeyBundle.isArmoured(content)
                            ? KeyBundle.armouredCertificates(content)
                            : bare(content);
        } catch (IOException | RuntimeException e) {
            // What is hostile or damaged makes the parsers throw whatever they like.
            throw new BadInput("capture.trust.damaged", UserFile.name(file));
        }
        if (certificates.isEmpty()) {
            throw new BadInput("capture.trust.none", UserFile.name(file));
        }
        return certificates;
    }

    private static List<Bytes> bare(byte[] content) throws IOException {
        List<Bytes> certificates = new ArrayList<>();
        try (ASN1InputStream in = new ASN1InputStream(content)) {
            for (ASN1Primitive object = in.readObject(); object != null; object = in.readObject()) {
                certificates.add(
                        Bytes.wrap(new X509CertificateHolder(object.getEncoded()).getEncoded()));
            }
        }
        return certificates;
    }
}
