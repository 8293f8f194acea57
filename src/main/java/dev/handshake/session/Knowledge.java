package dev.handshake.session;

import dev.handshake.bytes.Phrase;
import dev.handshake.capture.Sender;
import dev.handshake.message.Alert;
import dev.handshake.message.ApplicationData;
import dev.handshake.message.Certificate;
import dev.handshake.message.ClientHello;
import dev.handshake.message.Content;
import dev.handshake.message.EncryptedExtensions;
import dev.handshake.message.ServerHello;
import dev.handshake.message.ServerKeyExchange;
import dev.handshake.message.X509;
import dev.handshake.message.extension.Alpn;
import dev.handshake.message.extension.EncryptedClientHello;
import dev.handshake.message.extension.Extensions;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.message.extension.ServerName;
import dev.handshake.message.extension.SessionTicket;
import dev.handshake.registry.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who sees a connection so has learned of it up to a moment, and what has been said
 * by then and stays hidden from them.
 *
 * @param messages how many messages can be read, TCP's own not counted
 * @param bytes how many bytes they have
 * @param sealed how many records stay encrypted
 * @param sealedBytes how many bytes they have
 * @param decrypted whether anything was that was encrypted
 * @param knows what has been learned, in the order in which it is said; texts in it come from the
 *     wire
 * @param hides what has not; of what this program cannot read itself no more than how much it is
 */
public record Knowledge(
        int messages,
        long bytes,
        int sealed,
        long sealedBytes,
        boolean decrypted,
        List<Phrase> knows,
        List<Phrase> hides) {
    /** Protocols that are named; more are counted. */
    private static final int NAMED = 4;

    public Knowledge {
        knows = List.copyOf(knows);
        hides = List.copyOf(hides);
    }

    /**
     * What is known when a message has come.
     *
     * @param seen as it is seen
     * @param whole as this program knows it
     * @param number of the message in {@code seen}; 0 for before the first
     */
    public static Knowledge at(Session seen, Session whole, int number) {
        Learned learned = new Learned(seen, number);
        Learned all = new Learned(whole, Moment.of(seen, number).last(whole));
        return new Knowledge(
                learned.messages,
                learned.bytes,
                learned.sealed,
                learned.sealedBytes,
                learned.decrypted,
                learned.knows(),
                learned.hides(all));
    }

    /** Whether nothing that was encrypted could be read. */
    public boolean isLocked() {
        return sealed > 0 && !decrypted;
    }

    /** What the messages up to one have told, as far as they can be read. */
    private static final class Learned {
        private final Session session;
        private int messages;
        private long bytes;
        private int sealed;
        private long sealedBytes;
        private boolean decrypted;
        private boolean any;
        private @Nullable ClientHello offer;
        private @Nullable ServerHello answer;
        private @Nullable NamedGroup group;
        private @Nullable String protocol;
        private @Nullable Certificate server;
        private @Nullable Certificate client;
        private @Nullable Alert alert;
        private long data;
        private int tickets;

        Learned(Session session, int number) {
            this.session = session;
            session.messages().stream()
                    .filter(message -> message.number() > 0 && message.number() <= number)
                    .forEach(this::learn);
        }

        private void learn(MessageRead message) {
            any = true;
            if (message.type().layer() == MessageType.Layer.TCP) {
                return;
            }
            if (message.isSealed()) {
                sealed++;
                sealedBytes += message.bytes().length();
                return;
            }
            decrypted |= message.provenance() == Provenance.DECRYPTED;
            messages++;
            bytes += message.bytes().length();
            tickets += message.type() == MessageType.NEW_SESSION_TICKET ? 1 : 0;
            message.certificate().ifPresent(it -> certificate(message.from(), it));
            content(message.content());
        }

        private void content(@Nullable Content content) {
            if (content instanceof ClientHello hello) {
                offer = hello;
            } else if (content instanceof ServerHello hello) {
                answer = hello;
                chosen(hello);
                hello.extension(KeyShare.class)
                        .flatMap(share -> share.shares().stream().findFirst())
                        .ifPresent(share -> group = share.group());
            } else if (content instanceof EncryptedExtensions extensions) {
                chosen(extensions);
            } else if (content instanceof ServerKeyExchange exchange) {
                group = exchange.group() == null ? group : exchange.group();
            } else if (content instanceof ApplicationData some) {
                data += some.data().length();
            } else if (content instanceof Alert one && !one.isCloseNotify()) {
                alert = one;
            }
        }

        private void chosen(Extensions answered) {
            answered.extension(Alpn.class)
                    .flatMap(it -> it.protocols().stream().findFirst())
                    .ifPresent(it -> protocol = it);
        }

        private void certificate(Sender from, Certificate certificate) {
            if (certificate.entries().isEmpty()) {
                return;
            }
            switch (from) {
                case CLIENT -> client = certificate;
                case SERVER -> server = certificate;
            }
        }

        // -- what has been learned

        List<Phrase> knows() {
            List<Phrase> all = new ArrayList<>();
            if (any && session.client() != null && session.server() != null) {
                all.add(
                        Phrase.of(
                                "knows.ends",
                                session.client().toString(),
                                session.server().toString()));
            }
            if (offer != null) {
                offered(offer, all);
            }
            if (answer != null) {
                all.add(Phrase.of("knows.version", answer.version().name()));
                all.add(Phrase.of("knows.suite", answer.cipherSuite().name()));
            }
            if (group != null) {
                all.add(Phrase.of("knows.group", group.name()));
            }
            if (protocol != null) {
                all.add(Phrase.of("knows.alpn", protocol));
            }
            if (server != null) {
                all.add(Phrase.of("knows.certificate", subject(server), server.entries().size()));
            }
            if (client != null) {
                all.add(Phrase.of("knows.client_certificate", subject(client)));
            }
            if (alert != null) {
                all.add(Phrase.of("knows.alert", alert.description().name()));
            }
            if (data > 0) {
                all.add(Phrase.of("knows.data", data));
            }
            if (sealed > 0) {
                all.add(Phrase.of("knows.sizes", sealed));
            }
            return all;
        }

        private static void offered(ClientHello hello, List<Phrase> all) {
            hello.extension(ServerName.class)
                    .map(ServerName::hostName)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(name ->
                            all.add(
                                    Phrase.of(
                                            hello.extension(EncryptedClientHello.class).isPresent()
                                                    ? "knows.outer_name"
                                                    : "knows.server_name",
                                            name)));
            hello.extension(Alpn.class)
                    .map(Alpn::protocols)
                    .filter(protocols -> !protocols.isEmpty())
                    .ifPresent(protocols ->
                            all.add(
                                    Phrase.of(
                                            "knows.alpn_offered",
                                            String.join(
                                                    ", ",
                                                    protocols.subList(
                                                            0,
                                                            Math.min(NAMED, protocols.size()))))));
            boolean again =
                    hello.extension(PreSharedKey.class).isPresent()
                            || hello.extension(SessionTicket.class)
                                    .filter(it -> !it.ticket().isEmpty())
                                    .isPresent();
            if (again) {
                all.add(Phrase.of("knows.resumes"));
            }
        }

        private static String subject(Certificate certificate) {
            return Optional.ofNullable(certificate.entries().getFirst().certificate())
                    .map(X509::commonName)
                    .orElse("?");
        }

        // -- what has not

        /**
         * @param all what there was to learn
         */
        List<Phrase> hides(Learned all) {
            List<Phrase> hidden = new ArrayList<>();
            if (all.server != null && server == null) {
                hidden.add(Phrase.of("hides.certificate"));
            }
            if (all.client != null && client == null) {
                hidden.add(Phrase.of("hides.client_certificate"));
            }
            if (all.protocol != null && !Objects.equals(all.protocol, protocol)) {
                hidden.add(Phrase.of("hides.alpn"));
            }
            if (all.tickets > tickets) {
                hidden.add(Phrase.of("hides.tickets"));
            }
            if (all.alert != null && alert == null) {
                hidden.add(Phrase.of("hides.alert"));
            }
            if (all.data > data) {
                hidden.add(Phrase.of("hides.data", all.data - data));
            }
            if (sealed > all.sealed) {
                hidden.add(Phrase.of("hides.messages"));
            }
            if (all.sealed > 0) {
                hidden.add(Phrase.of("hides.records", all.sealed));
            }
            return hidden;
        }
    }
}
