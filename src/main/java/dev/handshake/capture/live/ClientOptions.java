package dev.handshake.capture.live;

import dev.handshake.capture.BadInput;
import dev.handshake.capture.Target;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect to and what to offer there. {@link #to} has what today's clients offer; the
 * {@code with…} methods change one thing each.
 *
 * @param target the server that is meant: its name goes into SNI and Host
 * @param connectTo where the TCP connection really goes
 * @param suites in the order of preference; those of a version that is not offered are left out
 * @param groups in the order of preference
 * @param alpn protocol names for ALPN; none sends no such extension
 * @param serverName what SNI says, or null to send none
 * @param connectTimeout for the name look-up and TCP together
 * @param handshakeTimeout from TCP's connection to the last Finished
 */
public record ClientOptions(
        Target target,
        Target connectTo,
        Versions versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        List<String> alpn,
        @Nullable String serverName,
        Duration connectTimeout,
        Duration handshakeTimeout) {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(15);

    public ClientOptions {
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        alpn = List.copyOf(alpn);
    }

    /** All defaults. */
    public static ClientOptions to(Target target) {
        return new ClientOptions(
                target,
                target,
                Versions.AUTO,
                Offers.SUITES,
                Offers.GROUPS,
                List.of("http/1.1"),
                target.isAddress() ? null : target.host(),
                CONNECT_TIMEOUT,
                HANDSHAKE_TIMEOUT);
    }

    public ClientOptions withConnectTo(Target other) {
        return new ClientOptions(
                target,
                other,
                versions,
                suites,
                groups,
                alpn,
                serverName,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withVersions(Versions other) {
        return new ClientOptions(
                target,
                connectTo,
                other,
                suites,
                groups,
                alpn,
                serverName,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withSuites(List<CipherSuite> others) {
        return new ClientOptions(
                target,
                connectTo,
                versions,
                others,
                groups,
                alpn,
                serverName,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withGroups(List<NamedGroup> others) {
        return new ClientOptions(
                target,
                connectTo,
                versions,
                suites,
                others,
                alpn,
                serverName,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withAlpn(List<String> others) {
        return new ClientOptions(
                target,
                connectTo,
                versions,
                suites,
                groups,
                others,
                serverName,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withServerName(@Nullable String other) {
        return new ClientOptions(
                target,
                connectTo,
                versions,
                suites,
                groups,
                alpn,
                other,
                connectTimeout,
                handshakeTimeout);
    }

    public ClientOptions withTimeouts(Duration connect, Duration handshake) {
        return new ClientOptions(
                target, connectTo, versions, suites, groups, alpn, serverName, connect, handshake);
    }

    /**
     * Says what cannot work before anything is sent: a typed suite or group that the offered
     * versions cannot use, suites without a group for their key exchange.
     *
     * @return these options
     * @throws BadInput with the first contradiction
     */
    public ClientOptions checked() throws BadInput {
        Offers.check(this);
        return this;
    }

    /** The suites that the offered versions can use. */
    List<CipherSuite> offeredSuites() {
        return suites.stream()
                .filter(suite -> Offers.isTls13(suite) ? versions.tls13() : versions.tls12())
                .toList();
    }

    /** Whether TLS 1.3 is offered: no suite of its own, no 1.3. */
    boolean offersTls13() {
        return offeredSuites().stream().anyMatch(Offers::isTls13);
    }

    /** Whether TLS 1.2 is offered. */
    boolean offersTls12() {
        return offeredSuites().stream().anyMatch(suite -> !Offers.isTls13(suite));
    }

    /** The groups that the offered versions can use. */
    List<NamedGroup> offeredGroups() {
        return groups.stream()
                .filter(group -> offersTls13() || !Offers.isTls13Only(group))
                .toList();
    }
}
