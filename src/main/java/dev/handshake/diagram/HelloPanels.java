package dev.handshake.diagram;

import dev.handshake.bytes.ByteSpan;
import dev.handshake.bytes.Code;
import dev.handshake.explain.Words;
import dev.handshake.message.ClientHello;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.SupportedGroups;
import dev.handshake.message.extension.SupportedVersions;
import dev.handshake.registry.NamedGroup;
import dev.handshake.registry.ProtocolVersion;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The panels of the two hellos: what is offered, and what is chosen. */
record HelloPanels(Told told, PanelBuilder panel, FieldSpans spans) {
    private static final String ALPN = "application_layer_protocol_negotiation";

    void client(ClientHello hello) {
        Optional<ServerHello> answer = answer();
        panel.line("versions", Blocks.flow(versions(hello, answer)));
        panel.line("client_random", Blocks.digits(hello.random(), spans.of("random")));
        hello.extension(ServerName.class)
                .filter(name -> !name.hostName().isEmpty())
                .ifPresent(name ->
                        panel.line(
                                "server_name",
                                Blocks.one(
                                        Token.strong(Printable.of(name.hostName()))
                                                .at(spans.of("server_name", "host_name")))));
        panel.line(
                "cipher_suites",
                Blocks.columns(
                        codes(
                                hello.cipherSuites(),
                                suite ->
                                        answer.filter(a -> a.cipherSuite().equals(suite))
                                                .isPresent(),
                                "cipher_suites",
                                "cipher_suite")));
        hello.extension(SupportedGroups.class)
                .ifPresent(groups ->
                        panel.line(
                                "groups",
                                Blocks.flow(
                                        codes(
                                                groups.groups(),
                                                group -> group().filter(group::equals).isPresent(),
                                                "supported_groups",
                                                "named_group"))));
        alpn(hello, true);
    }

    void server(ServerHello hello) {
        ProtocolVersion version = hello.version();
        boolean extended = hello.extension(SupportedVersions.class).isPresent();
        panel.line(
                "version",
                Blocks.flow(
                        List.of(
                                Token.strong(Facts.name(version))
                                        .at(
                                                extended
                                                        ? spans.of("selected_version")
                                                        : spans.of("legacy_version")),
                                Token.code("0x%04x".formatted(version.code())).in(Tone.MUTED))));
        panel.line("server_random", Blocks.digits(hello.random(), spans.of("random")));
        String suite = Facts.name(hello.cipherSuite());
        panel.line(
                "cipher_suite",
                Blocks.one(Token.code(suite).at(spans.of("cipher_suite")).choose(true)));
        Words words = told.view().words();
        SuiteParts parts = SuiteParts.of(suite);
        if (!parts.parts().isEmpty()) {
            panel.labelled(" ", SuiteChips.of(parts, words));
        }
        group(hello);
        alpn(hello, false);
    }

    private void group(ServerHello hello) {
        Words words = told.view().words();
        Optional<NamedGroup> own =
                HelloFacts.group(hello)
                        .or(() ->
                                hello.extension(KeyShare.class)
                                        .flatMap(share ->
                                                Optional.ofNullable(share.selectedGroup())));
        if (own.isPresent()) {
            String key = hello.isHelloRetryRequest() ? "selected_group" : "group";
            panel.line(
                    "group",
                    Blocks.one(Token.text(Facts.name(own.get())).at(spans.of("key_share", key))));
            return;
        }
        if (hello.extension(PreSharedKey.class).isPresent()) {
            panel.line("group", Blocks.one(Token.quiet(words.text("diagram.no_group.psk"))));
            return;
        }
        new HelloFacts(told)
                .exchange()
                .ifPresent(message -> {
                    String name = HelloFacts.decided(message).map(Facts::name).orElse("");
                    boolean known = told.isSettled(message);
                    panel.line(
                            "group",
                            Blocks.decidedIn(
                                    Token.text(name).in(known ? Tone.FG : Tone.FUTURE_TEXT),
                                    words.text(
                                            "diagram.decided_in",
                                            message.number(),
                                            message.type().title()),
                                    new Link.ToMessage(message.number())));
                });
    }

    void encryptedExtensions(EncryptedExtensions extensions) {
        alpn(extensions, false);
        List<Token> tokens = new ArrayList<>();
        List<ByteSpan> at = spans.list("extension_type");
        for (int i = 0; i < extensions.extensions().size(); i++) {
            tokens.add(
                    Token.code(Facts.name(extensions.extensions().get(i).type()))
                            .at(FieldSpans.nth(at, i)));
        }
        panel.line(
                "extensions",
                tokens.isEmpty()
                        ? Blocks.one(Token.quiet(told.view().words().text("diagram.none")))
                        : Blocks.flow(tokens));
    }

    private List<Token> versions(ClientHello hello, Optional<ServerHello> answer) {
        Predicate<ProtocolVersion> chosen =
                version -> answer.filter(a -> a.version().equals(version)).isPresent();
        Optional<SupportedVersions> extension = hello.extension(SupportedVersions.class);
        if (extension.isEmpty()) {
            ProtocolVersion version = hello.legacyVersion();
            return List.of(
                    Token.text(Facts.name(version))
                            .at(spans.of("legacy_version"))
                            .choose(chosen.test(version)));
        }
        List<Token> tokens = new ArrayList<>();
        List<ProtocolVersion> versions = extension.get().versions();
        List<ByteSpan> at = spans.list("supported_versions", "protocol_version");
        for (int i = 0; i < versions.size(); i++) {
            tokens.add(
                    Token.text(Facts.name(versions.get(i)))
                            .at(FieldSpans.nth(at, i))
                            .choose(chosen.test(versions.get(i))));
        }
        return tokens;
    }

    private <C extends Code> List<Token> codes(
            List<C> codes, Predicate<C> chosen, String list, String element) {
        List<Token> tokens = new ArrayList<>();
        List<ByteSpan> at = spans.list(list, element);
        for (int i = 0; i < codes.size(); i++) {
            tokens.add(
                    Token.code(Facts.name(codes.get(i)))
                            .at(FieldSpans.nth(at, i))
                            .choose(chosen.test(codes.get(i))));
        }
        return tokens;
    }

    private void alpn(Extensions hello, boolean offer) {
        Optional<Alpn> alpn = hello.extension(Alpn.class);
        if (alpn.isEmpty()) {
            return;
        }
        List<Token> tokens = new ArrayList<>();
        List<String> protocols = alpn.get().protocols();
        List<ByteSpan> at = spans.list(ALPN, "protocol_name");
        for (int i = 0; i < protocols.size(); i++) {
            String protocol = protocols.get(i);
            tokens.add(
                    Token.code(Printable.of(protocol))
                            .at(FieldSpans.nth(at, i))
                            .choose(offer && protocol().filter(protocol::equals).isPresent()));
        }
        panel.line("alpn", Blocks.flow(tokens));
    }

    private Optional<ServerHello> answer() {
        return told.first(MessageType.SERVER_HELLO)
                .map(MessageRead::content)
                .filter(ServerHello.class::isInstance)
                .map(ServerHello.class::cast);
    }

    /** The group that was chosen, as far as told. */
    private Optional<NamedGroup> group() {
        return answer().flatMap(HelloFacts::group)
                .or(() ->
                        new HelloFacts(told)
                                .exchange()
                                .filter(told::isSettled)
                                .flatMap(HelloFacts::decided));
    }

    /** The application protocol that was chosen, as far as told. */
    private Optional<String> protocol() {
        return told.messages()
                .filter(message ->
                        message.type() == MessageType.SERVER_HELLO
                                || message.type() == MessageType.ENCRYPTED_EXTENSIONS)
                .map(MessageRead::content)
                .filter(Extensions.class::isInstance)
                .map(Extensions.class::cast)
                .flatMap(content -> content.extension(Alpn.class).stream())
                .flatMap(alpn -> alpn.protocols().stream())
                .findFirst();
    }
}
