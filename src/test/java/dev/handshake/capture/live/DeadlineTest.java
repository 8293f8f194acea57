package dev.handshake.capture.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void saysWholeSecondsAsAWholeNumber() {
        assertThat(Deadline.in(Duration.ofSeconds(15)).allowed()).hasToString("15");
        assertThat(Deadline.in(Duration.ofMillis(400)).allowed()).hasToString("0.4");
    }
}
