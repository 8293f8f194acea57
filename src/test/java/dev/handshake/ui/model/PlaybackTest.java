package dev.handshake.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaybackTest {
    private static final double WHOLE = Playback.GROW + Playback.SETTLE + Playback.REST;

    private final Playback playback = new Playback();

    private void playing(int last, boolean growing) {
        playback.last.set(last);
        playback.growing.set(growing);
        playback.playing.set(true);
    }

    @Test
    void growsSettlesAndGoesOn() {
        playing(2, false);
        playback.advance(0);
        assertThat(playback.playhead.get()).isEqualTo(1);
        assertThat(playback.travel.get()).isZero();
        playback.advance(Playback.GROW / 2);
        assertThat(playback.travel.get()).isEqualTo(0.5);
        playback.advance(WHOLE);
        assertThat(playback.playhead.get()).isEqualTo(2);
    }

    @Test
    void isFasterAtMoreSpeed() {
        playing(9, false);
        playback.speed.set(4);
        playback.advance(0);
        playback.advance(WHOLE / 4);
        assertThat(playback.playhead.get()).isEqualTo(2);
    }

    @Test
    void stopsAtTheEnd() {
        playing(1, false);
        playback.advance(0);
        playback.advance(WHOLE);
        assertThat(playback.playing.get()).isFalse();
        assertThat(playback.travel.get()).isEqualTo(1);
    }

    @Test
    void waitsForWhatIsStillToCome() {
        playing(0, true);
        playback.advance(WHOLE);
        assertThat(playback.playing.get()).isTrue();
        playback.last.set(1);
        playback.advance(0);
        playback.advance(10 * WHOLE);
        assertThat(playback.playing.get()).isTrue();
        playback.last.set(2);
        playback.advance(1);
        assertThat(playback.playhead.get()).isEqualTo(2);
        playback.growing.set(false);
        playback.advance(WHOLE);
        assertThat(playback.playing.get()).isFalse();
    }

    @Test
    void stopsWhereNothingEverCame() {
        playing(0, true);
        playback.growing.set(false);
        playback.advance(1);
        assertThat(playback.playing.get()).isFalse();
    }

    @Test
    void settlesAtOnceWithReducedMotion() {
        playing(1, false);
        playback.reducedMotion.set(true);
        playback.advance(0);
        assertThat(playback.travel.get()).isEqualTo(1);
    }

    @Test
    void stepsWithinItsBounds() {
        playing(2, false);
        playback.back();
        assertThat(playback.playhead.get()).isZero();
        playback.step();
        playback.step();
        playback.step();
        assertThat(playback.playhead.get()).isEqualTo(2);
        assertThat(playback.playing.get()).isFalse();
        playback.toggle();
        assertThat(playback.playhead.get()).as("again from the start").isZero();
    }

    @Test
    void writesTimesWithAsManyDecimalsAsTheyAreLong() {
        assertThat(Millis.text(0)).isEqualTo("0.000");
        assertThat(Millis.text(1_597_400)).isEqualTo("1.597");
        assertThat(Millis.text(9_999_400)).isEqualTo("9.999");
        assertThat(Millis.text(9_999_600)).isEqualTo("10.00");
        assertThat(Millis.text(22_170_000)).isEqualTo("22.17");
        assertThat(Millis.text(99_996_000)).isEqualTo("100");
        assertThat(Millis.withUnit(5_779_000_000L)).isEqualTo("5779 ms");
    }
}
