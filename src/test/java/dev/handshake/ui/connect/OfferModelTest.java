package dev.handshake.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Preset;
import dev.handshake.capture.live.Versions;
import dev.handshake.explain.Language;
import dev.handshake.explain.Words;
import dev.handshake.registry.NamedGroup;
import dev.handshake.ui.connect.OfferChoice.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferModelTest {
    private static final Target MSN = new Target("www.msn.com", 443);
    private static final Target ADDRESS = new Target("192.0.2.7", 443);

    private final OfferModel model = new OfferModel();

    private OfferChoice now() {
        return model.choice().get();
    }

    @Test
    void theUsualChoiceIsTheUsualOfferToEveryTarget() throws BadInput {
        assertThat(now().to(MSN)).isEqualTo(Offer.to(MSN));
        assertThat(now().to(ADDRESS)).isEqualTo(Offer.to(ADDRESS));
        assertThat(model.changed().get()).isFalse();
        assertThat(now().problem()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPresetIsTheSameOfferThroughAChoice(Preset preset) throws BadInput {
        OfferChoice choice = OfferChoice.of(preset.offer(MSN), MSN);
        assertThat(choice.to(MSN)).isEqualTo(preset.offer(MSN));
        assertThat(choice.problem()).isEmpty();
    }

    @Test
    void theNameIsTheHostsOrNoneOrAnother() throws BadInput {
        assertThat(now().withNaming(Naming.NOTHING).to(MSN).serverName()).isNull();
        OfferChoice other = now().withNaming(Naming.OTHER).withOtherName("한국.kr");
        assertThat(other.to(MSN).serverName()).isEqualTo("xn--3e0b707e.kr");
        assertThat(OfferChoice.of(other.to(MSN), MSN).naming()).isEqualTo(Naming.OTHER);
        assertThat(said(other.withOtherName("10.0.0.1"))).contains("10.0.0.1", "is not a server");
    }

    @Test
    void saysWhatCannotGoTogether() {
        OfferChoice onlyNew = now().with(offer -> offer.withVersions(Versions.TLS_1_2));
        OfferChoice hybrid =
                onlyNew.with(offer -> offer.withGroups(List.of(NamedGroup.X25519MLKEM768)));
        assertThat(said(onlyNew)).isEmpty();
        assertThat(said(hybrid)).contains("X25519MLKEM768", "TLS 1.3");
        assertThat(said(now().withProtocols("h2 é"))).contains("é", "ALPN");
        assertThat(said(now().withProtocols("  "))).as("no ALPN at all").isEmpty();
    }

    @Test
    void keySharesThatWouldBeSentAnywayAreNoChange() {
        model.change(
                "shares",
                was ->
                        was.with(offer ->
                                offer.withKeyShares(
                                        List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519))));
        assertThat(model.changed().get()).isFalse();
        model.change(
                "shares",
                was -> was.with(offer -> offer.withKeyShares(List.of(NamedGroup.SECP256R1))));
        assertThat(model.changed().get()).isTrue();
    }

    @Test
    void takesChangesBackOneByOneButTypingAtOnce() {
        model.change("versions", was -> was.with(offer -> offer.withVersions(Versions.TLS_1_3)));
        model.change("alpn", was -> was.withProtocols("h"));
        model.change("alpn", was -> was.withProtocols("h2"));
        model.undo();
        assertThat(now().protocols()).isEqualTo("http/1.1");
        assertThat(now().offer().versions()).isEqualTo(Versions.TLS_1_3);
        assertThat(model.undoable().get()).isTrue();
        model.undo();
        assertThat(model.changed().get()).isFalse();
        assertThat(model.undoable().get()).isFalse();
        model.undo();
        assertThat(model.changed().get()).isFalse();
    }

    @Test
    void goingBackToTheUsualOfferCanBeTakenBack() {
        model.change("alpn", was -> was.withProtocols("h2"));
        model.reset();
        assertThat(model.changed().get()).isFalse();
        model.undo();
        assertThat(now().protocols()).isEqualTo("h2");
    }

    @Test
    void anotherServersUsualOfferReplacesOnlyAnUntouchedOne() {
        OfferChoice old = now().with(offer -> offer.withVersions(Versions.OLD));
        model.usual(old);
        assertThat(now()).isEqualTo(old);
        assertThat(model.changed().get()).isFalse();
        model.usual(OfferChoice.USUAL);
        assertThat(now()).isEqualTo(OfferChoice.USUAL);

        model.change("alpn", was -> was.withProtocols("h2"));
        model.usual(old);
        assertThat(now().protocols()).isEqualTo("h2");
        assertThat(now().offer().versions()).isEqualTo(Versions.AUTO);
    }

    private static String said(OfferChoice choice) {
        return choice.problem().map(Words.of(Language.ENGLISH)::text).orElse("");
    }
}
