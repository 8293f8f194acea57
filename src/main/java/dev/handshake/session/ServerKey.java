package dev.handshake.session;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.Phrase;
import dev.handshake.capture.KeyRing;
import dev.handshake.capture.Secret;
import dev.handshake.capture.Sender;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ServerHello;
import dev.handshake.message.extension.KeyShare;
import dev.handshake.message.extension.PreSharedKey;
import dev.handshake.registry.CipherSuite;
import dev.handshake.verify.ServerProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the private key of the server's certificate opens of a connection, for whoever has its
 * packets and comes by the key later: everything, if the key took part in agreeing on the keys;
 * nothing, if it only signed (forward secrecy: RFC 9846 App. F.1, RFC 5246 App. F.1.1).
 *
 * @param power over the handshake of the connection; of several that differ {@link Power#SEVERAL}
 * @param gives the secrets that follow from the key and the packets, where they are known here
 */
public record ServerKey(Power power, List<Secret> gives) {
    /** What the key can do; its sentence is {@code viewpoint.key.<word>}. */
    public enum Power {
        /** No keys were agreed on. */
        NO_KEYS,
        /** It opens the encrypted pre-master secret (RFC 5246 §7.4.7.1). */
        RSA,
        /** It is the Diffie-Hellman key itself (RFC 5246 §7.4.2, RFC 8422 §2). */
        STATIC,
        /** It signed a key exchange of keys that are forgotten. */
        EPHEMERAL,
        /** The session was made with such a key exchange. */
        RESUMED_EPHEMERAL,
        /** The session was made in a handshake that is not here, in which it opens the secret. */
        RESUMED,
        /** There is no key exchange; whoever has the pre-shared key reads all (RFC 9846 §2.2). */
        SHARED_KEY,
        /** There is a key exchange without a certificate, and so without such a key. */
        ANONYMOUS,
        /** It was agreed on in a way that is not read here. */
        NOT_KNOWN,
        /** The connection has several handshakes, over which it has different powers. */
        SEVERAL;

        /** Whether whoever has it and the packets reads everything. */
        public boolean opens() {
            return this == RSA || this == STATIC;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ServerKey {
        gives = List.copyOf(gives);
    }

    /** Over a connection, read with all that this program knows. */
    public static ServerKey over(Session session) {
        return over(session, Integer.MAX_VALUE);
    }

    /**
     * The same as far as it is known when a message has come.
     *
     * @param number of the message; 0 for before the first
     */
    public static ServerKey over(Session session, int number) {
        List<MessageRead> messages =
                session.messages().stream()
                        .filter(message -> message.number() > 0 && message.number() <= number)
                        .toList();
        List<Agreement> agreements = agreements(messages);
        Set<Power> powers = agreements.stream().map(Agreement::power).collect(Collectors.toSet());
        boolean sealed = messages.stream().anyMatch(MessageRead::isSealed);
        Power power =
                powers.size() > 1
                        ? Power.SEVERAL
                        : powers.stream()
                                .findFirst()
                                .orElse(sealed ? Power.NOT_KNOWN : Power.NO_KEYS);
        Set<Bytes> opened =
                agreements.stream()
                        .filter(agreement -> agreement.power().opens())
                        .map(agreement -> agreement.clientRandom)
                        .collect(Collectors.toSet());
        return new ServerKey(
                power,
                session.secrets().stream()
                        .filter(secret -> opened.contains(secret.clientRandom()))
                        .toList());
    }

    /** The secrets that it gives, as whoever has it knows them. */
    KeyRing ring() {
        KeyRing ring = new KeyRing();
        gives.forEach(ring::add);
        return ring;
    }

    /** Whether it would open what nothing is known to open here. */
    public boolean isMissing() {
        return power.opens() && gives.isEmpty();
    }

    /** What it can do, and why. */
    public Phrase phrase() {
        return Phrase.of("viewpoint.key." + power.word());
    }

    /** What the messages of one handshake tell about how its keys were agreed on. */
    private static final class Agreement {
        private final Bytes clientRandom;
        private @Nullable ServerHello hello;
        private boolean proved;
        private boolean exchanged;
        private boolean ephemeral;
        private boolean changed;

        Agreement(Bytes clientRandom) {
            this.clientRandom = clientRandom;
        }

        Power power() {
            ServerHello chosen = hello;
            if (chosen == null) {
                return Power.NO_KEYS;
            }
            return chosen.version().isTls13() ? power13(chosen) : power12(chosen.cipherSuite());
        }

        private static Power power13(ServerHello chosen) {
            boolean shared =
                    chosen.extension(PreSharedKey.class).isPresent()
                            && chosen.extension(KeyShare.class).isEmpty();
            return shared ? Power.SHARED_KEY : Power.EPHEMERAL;
        }

        /** A resumed session has the suite with which it was made (RFC 5246 §7.4.1.3). */
        private Power power12(CipherSuite suite) {
            boolean resumed = changed && !proved && !exchanged;
            String name = suite.name();
            return switch (ServerProof.of(suite)) {
                case DECRYPTS -> {
                    // An export suite may bring a key that is made for it (RFC 2246 §7.4.3).
                    boolean other = ephemeral || name.contains("_PSK_");
                    yield other ? Power.NOT_KNOWN : resumed ? Power.RESUMED : Power.RSA;
                }
                case AGREES -> resumed ? Power.RESUMED : Power.STATIC;
                case SIGNED -> resumed ? Power.RESUMED_EPHEMERAL : Power.EPHEMERAL;
                case ANONYMOUS -> Power.ANONYMOUS;
                case SHARED_KEY ->
                        name.startsWith("TLS_PSK_WITH_") ? Power.SHARED_KEY : Power.ANONYMOUS;
                case PASSWORD, OTHER -> Power.NOT_KNOWN;
            };
        }
    }

    private static List<Agreement> agreements(List<MessageRead> messages) {
        List<Agreement> all = new ArrayList<>();
        for (MessageRead message : messages) {
            if (message.content() instanceof ClientHello hello) {
                // A hello is repeated where the server asked for it.
                if (all.isEmpty() || all.getLast().hello != null) {
                    all.add(new Agreement(hello.random()));
                }
            } else if (message.content() instanceof ServerHello hello
                    && !hello.isHelloRetryRequest()) {
                if (all.isEmpty()) {
                    all.add(new Agreement(Bytes.EMPTY));
                }
                all.getLast().hello = hello;
            } else if (!all.isEmpty()) {
                note(message, all.getLast());
            }
        }
        return all;
    }

    private static void note(MessageRead message, Agreement into) {
        boolean server = message.from() == Sender.SERVER;
        MessageType type = message.type();
        into.ephemeral |= type == MessageType.SERVER_KEY_EXCHANGE;
        into.proved |=
                into.ephemeral
                        || (server
                                && (type.isCertificate() || type == MessageType.SERVER_HELLO_DONE));
        into.exchanged |= type == MessageType.CLIENT_KEY_EXCHANGE;
        into.changed |=
                server
                        && (type == MessageType.CHANGE_CIPHER_SPEC
                                || type == MessageType.NEW_SESSION_TICKET);
    }
}
