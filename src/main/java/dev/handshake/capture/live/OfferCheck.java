package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for two things in an offer that cannot go together. */
final class OfferCheck {
    private static final Comparator<ExtensionType> BY_CODE =
            Comparator.comparingInt(ExtensionType::code);

    private final Offer offer;

    OfferCheck(Offer offer) {
        this.offer = offer;
    }

    Optional<BadInput> problem(@Nullable Resumption resumption) {
        return Stream.<Optional<BadInput>>of(
                        empty(),
                        names(),
                        suites(),
                        groups(),
                        suitesWithoutGroup(),
                        keyShares(),
                        leftOut(),
                        resumption(resumption))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<BadInput> empty() {
        if (offer.suites().isEmpty()) {
            return bad("options.suite.empty");
        }
        boolean schemes = offer.leavesOut(ExtensionType.SIGNATURE_ALGORITHMS);
        if (offer.signatureSchemes().isEmpty() && !schemes) {
            return bad("options.scheme.empty");
        }
        return Optional.empty();
    }

    /** What was typed has been read already; this is for who comes another way. */
    private Optional<BadInput> names() {
        String name = offer.serverName();
        if (name != null && !Offers.isServerName(name)) {
            return bad("options.name", name);
        }
        return offer.alpn().stream()
                .filter(protocol -> !Offers.isProtocol(protocol))
                .findFirst()
                .map(protocol -> new BadInput("options.alpn", protocol));
    }

    /** What is offered unless told otherwise goes with every version: what does not fit is left. */
    private Optional<BadInput> suites() {
        if (offer.suites().equals(Offers.SUITES)) {
            return Optional.empty();
        }
        Predicate<CipherSuite> tls13 = Offers::isTls13;
        if (!offer.versions().tls13()) {
            return suite(offer.suites(), tls13, "options.suite.needs13");
        }
        if (!offer.versions().tls12()) {
            return suite(offer.suites(), tls13.negate(), "options.suite.needs12");
        }
        return Optional.empty();
    }

    private Optional<BadInput> groups() {
        if (offer.groups().equals(Offers.GROUPS) || offer.offersTls13()) {
            return Optional.empty();
        }
        return group(offer.groups(), Offers::isTls13Only, "options.group.needs13");
    }

    private Optional<BadInput> suitesWithoutGroup() {
        return suite(
                offer.offeredSuites(),
                suite -> !Offers.hasGroup(suite, offer.offeredGroups()),
                "options.suite.group");
    }

    private Optional<BadInput> keyShares() {
        List<NamedGroup> shares = offer.keyShares();
        if (shares == null || shares.isEmpty()) {
            return Optional.empty();
        }
        if (!offer.offersTls13()) {
            return bad("options.share.needs13", shares.getFirst().name());
        }
        return group(shares, share -> !offer.groups().contains(share), "options.share.group")
                .or(() ->
                        group(
                                shares,
                                share -> !Offers.isUsableInTls13(share),
                                "options.share.old"));
    }

    private Optional<BadInput> leftOut() {
        Predicate<ExtensionType> optional = Offers.optional()::contains;
        return leftOut(optional.negate(), "options.extension.needed")
                .or(() ->
                        offer.offersTls13()
                                ? leftOut(Offers::isNeededInTls13, "options.extension.needed13")
                                : Optional.empty());
    }

    private Optional<BadInput> resumption(@Nullable Resumption resumption) {
        if (resumption == null) {
            return Optional.empty();
        }
        if (!offer.offeredVersions().contains(resumption.version())) {
            return bad("options.resumption.version", resumption.version().name());
        }
        boolean psk = resumption.kind() == Resumption.Kind.PSK;
        boolean suite =
                psk
                        ? offer.offeredSuites().stream().anyMatch(resumption::fits)
                        : offer.offeredSuites().contains(resumption.suite());
        if (!suite) {
            return bad("options.resumption.suite", resumption.suite().name());
        }
        ExtensionType needed =
                switch (resumption.kind()) {
                    case PSK -> ExtensionType.PSK_KEY_EXCHANGE_MODES;
                    case TICKET -> ExtensionType.SESSION_TICKET;
                    case SESSION_ID -> null;
                };
        if (resumption.habits().extendedMainSecret()
                && offer.leavesOut(ExtensionType.EXTENDED_MASTER_SECRET)) {
            needed = ExtensionType.EXTENDED_MASTER_SECRET;
        }
        return needed != null && offer.leavesOut(needed)
                ? bad("options.resumption.extension", needed.name())
                : Optional.empty();
    }

    private static Optional<BadInput> suite(
            List<CipherSuite> all, Predicate<CipherSuite> wrong, String key) {
        return first(all.stream(), wrong, CipherSuite::name, key);
    }

    private static Optional<BadInput> group(
            List<NamedGroup> all, Predicate<NamedGroup> wrong, String key) {
        return first(all.stream(), wrong, NamedGroup::name, key);
    }

    private Optional<BadInput> leftOut(Predicate<ExtensionType> wrong, String key) {
        return first(offer.leftOut().stream().sorted(BY_CODE), wrong, ExtensionType::name, key);
    }

    private static <T> Optional<BadInput> first(
            Stream<T> all, Predicate<T> wrong, Function<T, String> name, String key) {
        return all.filter(wrong).findFirst().map(one -> new BadInput(key, name.apply(one)));
    }

    private static Optional<BadInput> bad(String key, Object... args) {
        return Optional.of(new BadInput(key, args));
    }
}
