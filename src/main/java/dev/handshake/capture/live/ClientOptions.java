package dev.handshake.capture.live;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect to and how. {@link #to} has what today's clients do; the {@code with…} methods
 * change one thing each.
 *
 * @param target the server that is meant: its name goes into Host
 * @param connectTo where the TCP connection really goes
 * @param offer what the ClientHello says
 * @param identity what the client shows where it is asked who it is; null to show nothing
 * @param resumption what is offered to be resumed; null for nothing
 * @param trustAnchors DER certificates that are trusted in place of all others; none for the
 *     platform's roots
 * @param connectTimeout for the name look-up and TCP together
 * @param handshakeTimeout from TCP's connection to the last Finished
 */
public record ClientOptions(
        Target target,
        Target connectTo,
        Offer offer,
        @Nullable ClientIdentity identity,
        @Nullable Resumption resumption,
        List<Bytes> trustAnchors,
        Duration connectTimeout,
        Duration handshakeTimeout) {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);

    public ClientOptions {
        trustAnchors = List.copyOf(trustAnchors);
    }

    /** All defaults. */
    public static ClientOptions to(Target target) {
        return new ClientOptions(
                target,
                target,
                Offer.to(target),
                null,
                null,
                List.of(),
                CONNECT_TIMEOUT,
                HANDSHAKE_TIMEOUT);
    }

    public ClientOptions withConnectTo(Target other) {
        return new ClientOptions(
                target,
                other,
                offer,
                identity,
                resumption,
                trustAnchors,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withOffer(Offer other) {
        return new ClientOptions(
                target,
                connectTo,
                other,
                identity,
                resumption,
                trustAnchors,
                connectTimeout,
                handshakeTimeout);
    }

    /** With something changed of the offer: {@code offering(offer -> offer.withAlpn(…))}. */
    public ClientOptions offering(UnaryOperator<Offer> change) {
        return withOffer(change.apply(offer));
    }

    public ClientOptions withIdentity(@Nullable ClientIdentity other) {
        return new ClientOptions(
                target,
                connectTo,
                offer,
                other,
                resumption,
                trustAnchors,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withResumption(@Nullable Resumption other) {
        return new ClientOptions(
                target,
                connectTo,
                offer,
                identity,
                other,
                trustAnchors,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withTrustAnchors(List<Bytes> others) {
        return new ClientOptions(
                target,
                connectTo,
                offer,
                identity,
                resumption,
                others,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withTimeouts(Duration connect, Duration handshake) {
        return new ClientOptions(
                target, connectTo, offer, identity, resumption, trustAnchors, connect, handshake);
    }

    /**
     * Says what cannot work before anything is sent; see {@link #problem}.
     *
     * @return these options
     * @throws BadInput with the first contradiction
     */
    public ClientOptions checked() throws BadInput {
        Optional<BadInput> problem = problem();
        if (problem.isPresent()) {
            throw problem.get();
        }
        return this;
    }

    /** The first contradiction in the offer, or between it and what is to be resumed. */
    public Optional<BadInput> problem() {
        return new OfferCheck(offer).problem(resumption);
    }
}
