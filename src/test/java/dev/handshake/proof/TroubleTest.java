package dev.handshake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.CaptureEvent;
import dev.handshake.capture.Failure;
import dev.handshake.capture.Limits;
import dev.handshake.capture.Sender;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Connections that fail: each with an outcome of its own, and never with an exception. */
final class TroubleTest {
    @TestFactory
    Stream<DynamicTest> eachEndsWithItsOwnFailure() {
        return Trouble.all().stream().map(t -> DynamicTest.dynamicTest(t.name(), () -> meet(t)));
    }

    private static void meet(Trouble trouble) throws Exception {
        Shake shake = trouble.meeting().play();

        assertThat(shake.events().getFirst()).isInstanceOf(CaptureEvent.Opened.class);
        assertThat(shake.last()).isInstanceOf(CaptureEvent.Failed.class);
        Failure failure = ((CaptureEvent.Failed) shake.last()).failure();
        assertThat(failure.kind()).isEqualTo(trouble.failure().kind());
        if (!trouble.failure().args().isEmpty()) {
            assertThat(failure).isEqualTo(trouble.failure());
        }
        assertThat(shake.bytes(Sender.SERVER).length() + shake.bytes(Sender.CLIENT).length())
                .isLessThanOrEqualTo(Limits.CONNECTION);
    }
}
