package dev.handshake.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.Sender;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** HelloRetryRequest as it was in the drafts of TLS 1.3 up to 21, a message of its own. */
class DraftRetryTest {
    private static final Bytes GROUP_P256 = Bytes.ofHex("0028" + "0002" + "0017");

    private static Replay.Chunk handshake(Sender from, int type, Bytes body) {
        String header = "%02x%06x".formatted(type, body.length());
        String record = "160301%04x".formatted(body.length() + 4);
        return new Replay.Chunk(from, Bytes.concat(Bytes.ofHex(record + header), body));
    }

    private static Replay.Chunk clientHello(String version) {
        Bytes extensions =
                Bytes.ofHex("002b" + "0003" + "02" + version + "000a" + "0004" + "0002" + "0017");
        return handshake(
                Sender.CLIENT,
                1,
                Bytes.concat(
                        Bytes.ofHex("0303" + "11".repeat(32) + "00" + "00021302" + "0100"),
                        Bytes.ofHex("%04x".formatted(extensions.length())),
                        extensions));
    }

    private static Replay.Chunk retry(String start) {
        return handshake(Sender.SERVER, 6, Bytes.concat(Bytes.ofHex(start + "0006"), GROUP_P256));
    }

    @Test
    void tellsWhatItChose() {
        Session session =
                Replay.session(List.of(clientHello("7f15"), retry("7f15" + "1302")), List.of());
        Negotiated negotiated = session.negotiated();
        assertThat(negotiated.helloRetryRequest()).isTrue();
        assertThat(negotiated.version()).isEqualTo(new ProtocolVersion(0x7f15));
        assertThat(negotiated.cipherSuite())
                .isEqualTo(CipherSuite.named("TLS_AES_256_GCM_SHA384").orElseThrow());
        assertThat(negotiated.group()).isEqualTo(NamedGroup.named("secp256r1").orElseThrow());
        assertThat(session.messages())
                .extracting(MessageRead::type)
                .contains(MessageType.HELLO_RETRY_REQUEST);
    }

    /** Before draft 19 it names no suite, and is hashed as it is. */
    @Test
    void knowsNoSuiteBeforeTheServerHello() {
        Session session = Replay.session(List.of(clientHello("7f12"), retry("7f12")), List.of());
        assertThat(session.negotiated().version()).isEqualTo(new ProtocolVersion(0x7f12));
        assertThat(session.negotiated().cipherSuite()).isNull();
        assertThat(session.negotiated().group())
                .isEqualTo(NamedGroup.named("secp256r1").orElseThrow());
    }
}
