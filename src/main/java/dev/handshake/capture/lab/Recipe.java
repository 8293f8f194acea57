package dev.handshake.capture.lab;

import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * What a lab's server takes, what it shows, and what goes wrong on its side; the {@code with…}
 * methods change one thing each.
 *
 * @param versions the newest first
 * @param suites in its own order of preference
 * @param groups for key exchange
 * @param shows made when its server starts
 * @param sites the only names that it serves; none for any
 * @param memory how it knows a client again
 * @param clients whether it wants to know who they are
 * @param conduct what it does about the protocol
 * @param middle who sits between it and its clients
 */
record Recipe(
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        List<NamedGroup> groups,
        Shows shows,
        List<String> sites,
        Memory memory,
        Clients clients,
        Conduct conduct,
        Middle middle) {
    /** Makes what the server shows, out of the lab's keys. */
    interface Shows {
        Shown of(Lab lab) throws GeneralSecurityException, IOException;
    }

    enum Memory {
        /** The client keeps the session, sealed (RFC 5077; RFC 9846 §4.6.1). */
        TICKETS,
        /** The server keeps it under a number (RFC 5246 §7.3). */
        SESSION_IDS
    }

    enum Clients {
        ANYBODY,
        /** Only who shows a certificate of the lab's client authority. */
        CERTIFIED
    }

    enum Conduct {
        /** As the protocol says. */
        PROPER,
        /** Its Finished is not what the handshake makes. */
        WRONG_FINISHED,
        /** It resets TCP when it has got the client's key exchange. */
        RESETS,
        /** It falls silent after its Server Hello. */
        STALLS,
        /** It speaks HTTP without TLS. */
        PLAIN_HTTP
    }

    enum Middle {
        NOBODY,
        /** Takes TLS 1.3 out of each Client Hello. */
        TAKES_TLS13_AWAY,
        /** Flips one bit of what the server encrypts first. */
        FLIPS_A_BIT
    }

    Recipe {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groups = List.copyOf(groups);
        sites = List.copyOf(sites);
    }

    /** A server that takes this and does nothing unusual. */
    static Recipe of(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<NamedGroup> groups,
            Shows shows) {
        return new Recipe(
                versions,
                suites,
                groups,
                shows,
                List.of(),
                Memory.TICKETS,
                Clients.ANYBODY,
                Conduct.PROPER,
                Middle.NOBODY);
    }

    Recipe withVersions(ProtocolVersion... others) {
        return new Recipe(
                List.of(others), suites, groups, shows, sites, memory, clients, conduct, middle);
    }

    /** By their names at IANA. */
    Recipe withSuites(String... names) {
        List<CipherSuite> others =
                List.of(names).stream().map(name -> CipherSuite.named(name).orElseThrow()).toList();
        return new Recipe(versions, others, groups, shows, sites, memory, clients, conduct, middle);
    }

    Recipe withGroups(NamedGroup... others) {
        return new Recipe(
                versions, suites, List.of(others), shows, sites, memory, clients, conduct, middle);
    }

    Recipe showing(Shows other) {
        return new Recipe(versions, suites, groups, other, sites, memory, clients, conduct, middle);
    }

    Recipe serving(String... names) {
        return new Recipe(
                versions, suites, groups, shows, List.of(names), memory, clients, conduct, middle);
    }

    Recipe with(Memory other) {
        return new Recipe(versions, suites, groups, shows, sites, other, clients, conduct, middle);
    }

    Recipe with(Clients other) {
        return new Recipe(versions, suites, groups, shows, sites, memory, other, conduct, middle);
    }

    Recipe with(Conduct other) {
        return new Recipe(versions, suites, groups, shows, sites, memory, clients, other, middle);
    }

    Recipe with(Middle other) {
        return new Recipe(versions, suites, groups, shows, sites, memory, clients, conduct, other);
    }

    /** Whether the server is older than the extension with which versions are offered today. */
    boolean isAncient() {
        return versions.getFirst().code() < ProtocolVersion.TLS_1_2.code();
    }
}
