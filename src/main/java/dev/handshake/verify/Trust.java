package dev.handshake.verify;

import dev.handshake.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Roots that are trusted without proof. */
record Trust(Set<X509Certificate> roots) {
    /** The platform's roots, read once, when they are first needed. */
    private static final class Platform {
        static final Trust TRUST = new Trust(load());

        private static Set<X509Certificate> load() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((@Nullable KeyStore) null);
                return Arrays.stream(factory.getTrustManagers())
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                        .collect(Collectors.toSet());
            } catch (GeneralSecurityException e) {
                // No trust store is no trust: every chain then ends at an unknown root.
                return Set.of();
            }
        }
    }

    static Trust platform() {
        return Platform.TRUST;
    }

    /** Trusts these alone; what is no certificate among them is left out. */
    static Trust only(List<Bytes> ders) {
        return new Trust(ders.stream().flatMap(Trust::certificate).collect(Collectors.toSet()));
    }

    private static Stream<X509Certificate> certificate(Bytes der) {
        try {
            return Stream.of(Certificates.parse(der));
        } catch (CertificateException e) {
            return Stream.empty();
        }
    }

    /** Those with the name; several may have it, with different keys. */
    List<X509Certificate> named(X500Principal subject) {
        return roots.stream()
                .filter(root -> root.getSubjectX500Principal().equals(subject))
                .toList();
    }
}
