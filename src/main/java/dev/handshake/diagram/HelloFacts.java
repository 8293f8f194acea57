package dev.handshake.diagram;

import dev.handshake.diagram.Fact.Cut;
import dev.handshake.diagram.Fact.Part;
import dev.handshake.explain.Words;
import dev.handshake.message.ClientHello;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.CipherSuite;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the hellos say: what is offered, and what is chosen. */
record HelloFacts(Told told) {
    Fact client(ClientHello hello) {
        List<ProtocolVersion> versions =
                hello
                        .extension(SupportedVersions.class)
                        .map(SupportedVersions::versions)
                        .orElse(List.of(hello.legacyVersion()))
                        .stream()
                        .filter(version -> !version.grease())
                        .toList();
        long suites = hello.cipherSuites().stream().filter(HelloFacts::isReal).count();
        long groups =
                hello.extension(SupportedGroups.class).map(SupportedGroups::groups).stream()
                        .flatMap(List::stream)
                        .filter(group -> !group.grease())
                        .count();
        if (hello.extension(PreSharedKey.class).isPresent()) {
            return text("diagram.fact.client_hello.resuming", versions(versions), suites);
        }
        return groups == 0
                ? text("diagram.fact.client_hello.groupless", versions(versions), suites)
                : text("diagram.fact.client_hello", versions(versions), suites, groups);
    }

    /** Whether a suite is one: GREASE and the signalling values (RFC 5746, RFC 7507) are not. */
    static boolean isReal(CipherSuite suite) {
        return !suite.grease() && suite.code() != 0x00ff && suite.code() != 0x5600;
    }

    /** {@code TLS 1.3 and 1.2}. */
    private String versions(List<ProtocolVersion> versions) {
        List<String> names = new ArrayList<>();
        for (ProtocolVersion version : versions) {
            String name = Facts.name(version);
            names.add(
                    !names.isEmpty() && name.startsWith("TLS ")
                            ? name.substring("TLS ".length())
                            : name);
        }
        if (names.size() < 2) {
            return String.join("", names);
        }
        return words().text(
                        "diagram.and",
                        String.join(", ", names.subList(0, names.size() - 1)),
                        names.getLast());
    }

    Fact server(ServerHello hello) {
        List<Part> parts = new ArrayList<>();
        parts.add(strong(Facts.name(hello.version()) + " · ", Cut.NEVER));
        parts.add(strong(Facts.name(hello.cipherSuite()), Cut.SUITE));
        Optional<NamedGroup> own = group(hello);
        if (own.isPresent()) {
            parts.add(strong(" · " + Facts.name(own.get()), Cut.NEVER));
        } else if (hello.extension(PreSharedKey.class).isPresent()) {
            parts.add(strong(" · PSK", Cut.NEVER));
        } else {
            // To TLS 1.2 it is decided only in ServerKeyExchange: grey until that has been told.
            exchange().ifPresent(message -> parts.addAll(decidedElsewhere(message)));
        }
        return new Fact(parts, false);
    }

    private List<Part> decidedElsewhere(MessageRead message) {
        Tone tone = told.isSettled(message) ? Tone.FG : Tone.FUTURE_TEXT;
        Link link = new Link.ToMessage(message.number());
        return decided(message)
                .map(group ->
                        List.of(
                                strong(" · ", Cut.NEVER),
                                new Part(Facts.name(group), tone, Face.REGULAR, Cut.NEVER, link)))
                .orElse(List.of());
    }

    /** The message that decides the group of TLS 1.2, told or not, unless that is secret. */
    Optional<MessageRead> exchange() {
        return told.session()
                .first(MessageType.SERVER_KEY_EXCHANGE)
                .filter(told::isNoSecret)
                .filter(message -> decided(message).isPresent());
    }

    /** The group that a ServerKeyExchange decides. */
    static Optional<NamedGroup> decided(MessageRead message) {
        return message.content() instanceof ServerKeyExchange exchange
                ? Optional.ofNullable(exchange.group())
                : Optional.empty();
    }

    /** The group that a ServerHello of TLS 1.3 decides. */
    static Optional<NamedGroup> group(ServerHello hello) {
        return hello.extension(KeyShare.class).map(KeyShare::shares).stream()
                .flatMap(List::stream)
                .map(KeyShare.Entry::group)
                .findFirst();
    }

    Fact retry(Extensions hello) {
        return hello.extension(KeyShare.class)
                .map(KeyShare::selectedGroup)
                .map(group -> text("diagram.fact.hello_retry_request", Facts.name(group)))
                .orElseGet(() -> text("diagram.fact.hello_retry_request.cookie"));
    }

    Fact encrypted(EncryptedExtensions extensions) {
        return extensions.extension(Alpn.class).map(Alpn::protocols).stream()
                .flatMap(List::stream)
                .findFirst()
                .map(protocol -> text("diagram.fact.alpn", Printable.of(protocol)))
                .orElseGet(() -> text("diagram.fact.extensions", extensions.extensions().size()));
    }

    private Fact text(String key, Object... args) {
        return Fact.of(words().text(key, args));
    }

    private Words words() {
        return told.view().words();
    }

    private static Part strong(String text, Cut cut) {
        return new Part(text, Tone.FG, Face.REGULAR, cut);
    }
}
