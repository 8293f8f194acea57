package dev.handshake.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Connections of Java's own TLS with RSA key exchange, read with the server's private key. */
class OldJavaTest {
    private static final List<OldJava.Wish> FULL =
            List.of(
                    wish("SSLv3", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", 1024),
                    wish("SSLv3", "SSL_RSA_WITH_RC4_128_MD5", 1024),
                    wish("SSLv3", "SSL_RSA_WITH_RC4_128_SHA", 1024),
                    wish("SSLv3", "SSL_RSA_WITH_NULL_MD5", 1024),
                    wish("SSLv3", "SSL_RSA_WITH_DES_CBC_SHA", 1024),
                    wish("SSLv3", "TLS_RSA_WITH_AES_256_CBC_SHA", 1024),
                    wish("SSLv3", "SSL_RSA_EXPORT_WITH_RC4_40_MD5", 512),
                    wish("SSLv3", "SSL_RSA_EXPORT_WITH_DES40_CBC_SHA", 512),
                    wish("TLSv1", "SSL_RSA_WITH_RC4_128_SHA", 1024),
                    wish("TLSv1", "SSL_RSA_WITH_DES_CBC_SHA", 1024),
                    wish("TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA", 1024),
                    wish("TLSv1", "SSL_RSA_EXPORT_WITH_RC4_40_MD5", 512),
                    wish("TLSv1", "SSL_RSA_EXPORT_WITH_DES40_CBC_SHA", 512),
                    wish("TLSv1.1", "SSL_RSA_WITH_RC4_128_MD5", 1024),
                    wish("TLSv1.1", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", 1024),
                    wish("TLSv1.1", "SSL_RSA_WITH_NULL_SHA", 1024),
                    wish("TLSv1.2", "SSL_RSA_WITH_RC4_128_SHA", 1024),
                    wish("TLSv1.2", "TLS_RSA_WITH_NULL_SHA256", 1024),
                    wish("TLSv1.2", "TLS_RSA_WITH_AES_256_GCM_SHA384", 1024),
                    wish("TLSv1.2", "TLS_RSA_WITH_AES_128_CBC_SHA256", 1024));

    private static final List<OldJava.Wish> RENEGOTIATED =
            List.of(
                    new OldJava.Wish("SSLv3", "SSL_RSA_WITH_RC4_128_SHA", 1024, 1, 2),
                    new OldJava.Wish("TLSv1", "TLS_RSA_WITH_AES_128_CBC_SHA", 1024, 1, 2),
                    new OldJava.Wish("TLSv1.2", "SSL_RSA_WITH_RC4_128_SHA", 1024, 1, 2),
                    new OldJava.Wish("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", 1024, 1, 2));

    private static final List<OldJava.Wish> RESUMED =
            List.of(
                    new OldJava.Wish("TLSv1", "SSL_RSA_WITH_3DES_EDE_CBC_SHA", 1024, 2, 0),
                    new OldJava.Wish("TLSv1.2", "TLS_RSA_WITH_AES_128_GCM_SHA256", 1024, 2, 0));

    private static final OldJava.Wish SSL2 = wish("SSLv2Hello", "SSL_RSA_WITH_RC4_128_SHA", 1024);

    private static Map<OldJava.Wish, List<OldJava.Recorded>> recorded = Map.of();

    @BeforeAll
    static void record() throws Exception {
        List<OldJava.Wish> all = new ArrayList<>(FULL);
        all.addAll(RENEGOTIATED);
        all.addAll(RESUMED);
        all.add(SSL2);
        recorded = OldJava.run(all);
    }

    private static OldJava.Wish wish(String version, String suite, int keyBits) {
        return new OldJava.Wish(version, suite, keyBits, 1, 0);
    }

    private static List<OldJava.Recorded> of(OldJava.Wish wish) {
        return Objects.requireNonNull(recorded.get(wish));
    }

    @ParameterizedTest
    @FieldSource("FULL")
    void readsWithTheServersKey(OldJava.Wish wish) {
        OldJava.Recorded recorded = of(wish).getFirst();

        for (int length : List.of(1 << 20, 1)) {
            Reading reading = Reading.of(recorded.keys(), Chunk.cut(recorded.chunks(), length));

            assertThat(reading.data(Sender.CLIENT)).isEqualTo(OldJava.all(OldJava.QUESTION, 0));
            assertThat(reading.data(Sender.SERVER)).isEqualTo(OldJava.all(OldJava.ANSWER, 0));
            assertThat(reading.closed()).isEmpty();
            assertThat(reading.layer.secrets().all())
                    .extracting(Secret::label)
                    .containsExactly("CLIENT_RANDOM");
        }
    }

    @ParameterizedTest
    @FieldSource("RENEGOTIATED")
    void takesNewKeysInEveryRenegotiation(OldJava.Wish wish) {
        OldJava.Recorded recorded = of(wish).getFirst();

        Reading reading = Reading.of(recorded.keys(), recorded.chunks());

        assertThat(reading.data(Sender.CLIENT)).isEqualTo(OldJava.all(OldJava.QUESTION, 2));
        assertThat(reading.data(Sender.SERVER)).isEqualTo(OldJava.all(OldJava.ANSWER, 2));
        assertThat(reading.closed()).isEmpty();
        assertThat(reading.layer.secrets().all()).hasSize(3);
        assertThat(reading.messages)
                .filteredOn(message -> message.bytes().at(0) == 1)
                .extracting(HandshakeStream.Framed::decrypted)
                .containsExactly(false, true, true);
    }

    @ParameterizedTest
    @FieldSource("RESUMED")
    void readsAResumedSessionWithTheSecretOfTheFirst(OldJava.Wish wish) {
        List<OldJava.Recorded> recorded = of(wish);

        for (OldJava.Recorded connection : recorded) {
            Reading reading = Reading.of(connection.keys(), connection.chunks());

            assertThat(reading.data(Sender.CLIENT)).isEqualTo(OldJava.all(OldJava.QUESTION, 0));
            assertThat(reading.closed()).isEmpty();
        }
        Reading second = Reading.of(recorded.getLast().keys(), recorded.getLast().chunks());
        assertThat(second.messages)
                .as("no certificate: it was resumed")
                .noneMatch(message -> message.bytes().at(0) == 11);
    }

    @Test
    void goesOnAfterAHelloOfSsl2() {
        OldJava.Recorded recorded = of(SSL2).getFirst();

        for (int length : List.of(1 << 20, 1)) {
            Reading reading = Reading.of(recorded.keys(), Chunk.cut(recorded.chunks(), length));

            assertThat(reading.pieces.getFirst())
                    .isInstanceOfSatisfying(
                            Piece.Prelude.class,
                            prelude ->
                                    assertThat(prelude.bytes())
                                            .isEqualTo(recorded.chunks().getFirst().bytes()));
            assertThat(reading.messages)
                    .extracting(message -> message.bytes().at(0))
                    .startsWith(2, 11, 14, 16);
        }
    }
}
