package dev.handshake.capture.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.bytes.Bytes;
import org.junit.jupiter.api.Test;

final class TicketKeyTest {
    private static final Bytes STATE = Bytes.ofHex("00112233445566778899aabbccddeeff");

    private final TicketKey key = new TicketKey();

    @Test
    void opensWhatItSealed() {
        assertThat(key.open(key.seal(STATE))).contains(STATE);
    }

    @Test
    void hidesTheStateAndNeverSealsTwiceAlike() {
        Bytes once = key.seal(STATE);
        Bytes again = key.seal(STATE);

        assertThat(once).isNotEqualTo(again);
        assertThat(once.hex()).doesNotContain(STATE.hex());
        // Both name the key that opens them.
        assertThat(once.slice(0, 16)).isEqualTo(again.slice(0, 16));
    }

    @Test
    void opensNothingThatWasChanged() {
        Bytes ticket = key.seal(STATE);
        for (int i = 0; i < ticket.length(); i++) {
            byte[] changed = ticket.toArray();
            changed[i] ^= 1;
            assertThat(key.open(Bytes.of(changed))).as("byte %d", i).isEmpty();
        }
        for (int i = 0; i < ticket.length(); i++) {
            assertThat(key.open(ticket.slice(0, i))).as("%d bytes", i).isEmpty();
        }
    }

    @Test
    void opensNothingOfAnotherKey() {
        assertThat(new TicketKey().open(key.seal(STATE))).isEmpty();
    }
}
