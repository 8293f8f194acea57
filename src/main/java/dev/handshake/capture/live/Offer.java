package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.ExtensionType;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.registry.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a ClientHello says (RFC 9846 §4.2.1, RFC 5246 §7.4.1.2). {@link #to} has what today's
 * clients say; the {@code with…} methods change one thing each.
 *
 * @param suites in the order of preference; those of a version that is not offered are left out
 * @param groups in the order of preference; those of TLS 1.3 alone are left out where it is not
 *     offered
 * @param keyShares for which of the groups a share is sent at once, always in the order of the
 *     groups (RFC 9846 §4.3.8); none makes the server ask with a HelloRetryRequest; null for the
 *     first group and, if that is a hybrid, the first plain one
 * @param signatureSchemes in the order of preference
 * @param alpn protocol names for ALPN; none sends no such extension
 * @param serverName what SNI says, or null to send none
 * @param leftOut extensions that are not sent though they would be, of {@link Offers#optional}
 */
public record Offer(
        Versions versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        @Nullable List<NamedGroup> keyShares,
        List<SignatureScheme> signatureSchemes,
        List<String> alpn,
        @Nullable String serverName,
        Set<ExtensionType> leftOut) {
    public Offer {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        keyShares = keyShares == null ? null : List.copyOf(keyShares);
        signatureSchemes = List.copyOf(signatureSchemes);
        alpn = List.copyOf(alpn);
        leftOut = Set.copyOf(leftOut);
    }

    /** What is offered unless told otherwise. */
    public static Offer to(Target target) {
        return new Offer(
                Versions.AUTO,
                Offers.SUITES,
                Offers.GROUPS,
                null,
                Offers.SIGNATURE_SCHEMES,
                List.of("http/1.1"),
                target.isAddress() ? null : target.host(),
                Set.of());
    }

    public Offer withVersions(Versions other) {
        return new Offer(
                other, suites, groups, keyShares, signatureSchemes, alpn, serverName, leftOut);
    }

    public Offer withSuites(List<CipherSuite> others) {
        return new Offer(
                versions, others, groups, keyShares, signatureSchemes, alpn, serverName, leftOut);
    }

    public Offer withGroups(List<NamedGroup> others) {
        return new Offer(
                versions, suites, others, keyShares, signatureSchemes, alpn, serverName, leftOut);
    }

    public Offer withKeyShares(@Nullable List<NamedGroup> others) {
        return new Offer(
                versions, suites, groups, others, signatureSchemes, alpn, serverName, leftOut);
    }

    public Offer withSignatureSchemes(List<SignatureScheme> others) {
        return new Offer(versions, suites, groups, keyShares, others, alpn, serverName, leftOut);
    }

    public Offer withAlpn(List<String> others) {
        return new Offer(
                versions, suites, groups, keyShares, signatureSchemes, others, serverName, leftOut);
    }

    public Offer withServerName(@Nullable String other) {
        return new Offer(
                versions, suites, groups, keyShares, signatureSchemes, alpn, other, leftOut);
    }

    public Offer withLeftOut(Set<ExtensionType> others) {
        return new Offer(
                versions, suites, groups, keyShares, signatureSchemes, alpn, serverName, others);
    }

    /**
     * Says what cannot work before anything is sent; see {@link #problem}.
     *
     * @return this offer
     * @throws BadInput with the first contradiction
     */
    public Offer checked() throws BadInput {
        Optional<BadInput> problem = problem();
        if (problem.isPresent()) {
            throw problem.get();
        }
        return this;
    }

    /**
     * The first contradiction: a suite or group that none of the offered versions can use, suites
     * without a group for their key exchange, a key share of a group that is not offered, an empty
     * list, an extension that has to be sent.
     */
    public Optional<BadInput> problem() {
        return new OfferCheck(this).problem(null);
    }

    /** The suites that the offered versions can use. */
    public List<CipherSuite> offeredSuites() {
        return suites.stream()
                .filter(suite -> Offers.isTls13(suite) ? versions.tls13() : versions.tls12())
                .toList();
    }

    /** Whether TLS 1.3 is offered: no suite of its own, no 1.3. */
    public boolean offersTls13() {
        return offeredSuites().stream().anyMatch(Offers::isTls13);
    }

    /** Whether TLS 1.2 is offered. */
    public boolean offersTls12() {
        return offeredSuites().stream().anyMatch(suite -> !Offers.isTls13(suite));
    }

    /** The versions that have a suite, the newest first. */
    public List<ProtocolVersion> offeredVersions() {
        return versions.all().stream()
                .filter(version -> version.isTls13() ? offersTls13() : offersTls12())
                .toList();
    }

    /** The groups that the offered versions can use. */
    public List<NamedGroup> offeredGroups() {
        return groups.stream()
                .filter(group -> offersTls13() || !Offers.isTls13Only(group))
                .toList();
    }

    /** The groups for which a share is sent, in the order of the groups; none without TLS 1.3. */
    public List<NamedGroup> offeredKeyShares() {
        if (!offersTls13()) {
            return List.of();
        }
        List<NamedGroup> able = offeredGroups().stream().filter(Offers::isUsableInTls13).toList();
        if (keyShares != null) {
            List<NamedGroup> wanted = keyShares;
            return able.stream().filter(wanted::contains).toList();
        }
        Stream<NamedGroup> plain = able.stream().filter(group -> !Offers.isTls13Only(group));
        return Stream.concat(able.stream().limit(1), plain.limit(1)).distinct().toList();
    }

    /** Whether the extension, which would be sent, is left out. */
    boolean leavesOut(ExtensionType type) {
        return leftOut.contains(type);
    }
}
