package dev.handshake.ui.connect;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.capture.live.ClientIdentity;
import dev.handshake.capture.live.ClientOptions;
import dev.handshake.capture.live.Offer;
import dev.handshake.capture.live.Offers;
import dev.handshake.registry.NamedGroup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the reader chose to offer, before it is known to whom: what goes with every server, and as
 * it was typed.
 *
 * @param offer all but the server's name and the names for ALPN
 * @param naming what SNI says
 * @param otherName the name that was typed for {@link Naming#OTHER}
 * @param protocols the names for ALPN as they were typed; blank for none
 * @param identity what the client shows where it is asked who it is; null to show nothing
 */
record OfferChoice(
        Offer offer,
        Naming naming,
        String otherName,
        String protocols,
        @Nullable ClientIdentity identity) {
    /** What SNI says. */
    enum Naming {
        /** The host that is meant, unless it is an address. */
        HOST,
        NOTHING,
        OTHER
    }

    /** Stands for a server that is not known yet. */
    static final Target ANY = new Target("example.org", Target.DEFAULT_PORT);

    /** What is offered unless the reader changes it. */
    static final OfferChoice USUAL = of(Offer.to(ANY), ANY);

    OfferChoice {
        offer = plain(offer.withServerName(null).withAlpn(List.of()));
    }

    /** The choice that these options came from. */
    static OfferChoice of(ClientOptions options) {
        return of(options.offer(), options.target()).withIdentity(options.identity());
    }

    /** The choice that an offer to a target came from. */
    static OfferChoice of(Offer offer, Target target) {
        String name = offer.serverName();
        String host = Offer.to(target).serverName();
        Naming naming =
                Objects.equals(name, host)
                        ? Naming.HOST
                        : name == null ? Naming.NOTHING : Naming.OTHER;
        return new OfferChoice(
                offer,
                naming,
                naming == Naming.OTHER && name != null ? name : "",
                String.join(", ", offer.alpn()),
                null);
    }

    /**
     * These options with what was chosen.
     *
     * @throws BadInput if something cannot work
     */
    ClientOptions in(ClientOptions options) throws BadInput {
        return options.withOffer(to(options.target())).withIdentity(identity).checked();
    }

    /**
     * The offer to a server.
     *
     * @throws BadInput if something that was typed is no name
     */
    Offer to(Target target) throws BadInput {
        String name =
                switch (naming) {
                    case HOST -> Offer.to(target).serverName();
                    case NOTHING -> null;
                    case OTHER -> Offers.serverName(otherName);
                };
        List<String> alpn = protocols.isBlank() ? List.of() : Offers.alpn(protocols);
        return offer.withServerName(name).withAlpn(alpn);
    }

    /** What cannot work, whoever the server is. */
    Optional<Phrase> problem() {
        try {
            to(ANY).checked();
            return Optional.empty();
        } catch (BadInput e) {
            return Optional.of(e.phrase());
        }
    }

    /** With something changed that is the same to every server. */
    OfferChoice with(UnaryOperator<Offer> change) {
        return new OfferChoice(change.apply(offer), naming, otherName, protocols, identity);
    }

    OfferChoice withNaming(Naming other) {
        return new OfferChoice(offer, other, otherName, protocols, identity);
    }

    OfferChoice withOtherName(String typed) {
        return new OfferChoice(offer, naming, typed, protocols, identity);
    }

    OfferChoice withProtocols(String typed) {
        return new OfferChoice(offer, naming, otherName, typed, identity);
    }

    OfferChoice withIdentity(@Nullable ClientIdentity other) {
        return new OfferChoice(offer, naming, otherName, protocols, other);
    }

    /** Key shares that are those which would be sent anyway are left to the engine. */
    private static Offer plain(Offer offer) {
        List<NamedGroup> shares = offer.keyShares();
        Offer unsaid = offer.withKeyShares(null);
        return shares != null && shares.equals(unsaid.offeredKeyShares()) ? unsaid : offer;
    }
}
