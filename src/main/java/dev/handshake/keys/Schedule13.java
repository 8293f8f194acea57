package dev.handshake.keys;

import dev.handshake.capture.Sender;
import dev.handshake.keys.Expansion.Part;
import dev.handshake.message.CertificateVerify;
import dev.handshake.message.Finished;
import dev.handshake.message.NewSessionTicket;
import dev.handshake.message.ServerHello;
import dev.handshake.record.Epoch;
import dev.handshake.record.Hash;
import dev.handshake.record.KeySchedule;
import dev.handshake.record.Protection;
import dev.handshake.session.MessageRead;
import dev.handshake.session.MessageType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The key schedule of TLS 1.3 from the ServerHello on (RFC 9846 §7.1).
 *
 * <pre>
 *            Early Secret
 *              v
 *        Derive-Secret(., "derived", "")
 *              v
 *    (EC)DHE -> HKDF-Extract = Handshake Secret
 *              +-----> Derive-Secret(., "c hs traffic", ClientHello...ServerHello)
 *              +-----> Derive-Secret(., "s hs traffic", ClientHello...ServerHello)
 *              v
 *        Derive-Secret(., "derived", "")
 *              v
 *    0 -> HKDF-Extract = Main Secret
 *              +-----> Derive-Secret(., "c ap traffic", ClientHello...server Finished)
 *              +-----> Derive-Secret(., "s ap traffic", ClientHello...server Finished)
 *              +-----> Derive-Secret(., "exp master", ClientHello...server Finished)
 *              +-----> Derive-Secret(., "res master", ClientHello...client Finished)
 * </pre>
 */
final class Schedule13 {
    private static final String TO_SERVER_FINISHED = "ClientHello...server Finished";

    private final Trail trail;
    private final Growth growth;
    private final MessageRead serverHello;
    private final ServerHello answer;
    private final Hash hash;
    private final Expansion expansion;

    private Schedule13(Trail trail, Growth growth, MessageRead serverHello, ServerHello answer) {
        this.trail = trail;
        this.growth = growth;
        this.serverHello = serverHello;
        this.answer = answer;
        this.hash = Hash.of(answer.cipherSuite());
        this.expansion =
                new Expansion(
                        growth,
                        hash,
                        KeySchedule.labelPrefix(answer.version()),
                        Protection.of(answer.cipherSuite()));
    }

    /**
     * Adds the schedule.
     *
     * @param shared what was agreed on; empty where a pre-shared key is all
     * @param pskEarly the early secret of the pre-shared key that was taken; empty without one
     */
    static void grow(
            Trail trail,
            Growth growth,
            MessageRead serverHello,
            ServerHello answer,
            Optional<KeyStep> shared,
            Optional<KeyStep> pskEarly) {
        new Schedule13(trail, growth, serverHello, answer).grow(shared, pskEarly);
    }

    /**
     * The drafts up to 19 had another schedule above the traffic secrets; what is made of these was
     * the same but for the labels.
     */
    static void growDraft(Trail trail, Growth growth, MessageRead serverHello, ServerHello answer) {
        new Schedule13(trail, growth, serverHello, answer).growDraft();
    }

    private void grow(Optional<KeyStep> shared, Optional<KeyStep> pskEarly) {
        KeyStep early =
                pskEarly.orElseGet(() ->
                        expansion
                                .extract(StepKind.EARLY_SECRET, null, null)
                                .since(serverHello.number())
                                .add());
        KeyStep derived = derived(new Part("early_secret", early), Epoch.HANDSHAKE);
        KeyStep handshake =
                expansion
                        .extract(
                                StepKind.HANDSHAKE_SECRET,
                                new Part("derived_secret", derived),
                                shared.map(it -> new Part("shared_secret", it)).orElse(null))
                        .below(derived)
                        .add();
        Optional<KeyStep> hellos = Optional.of(hellos());
        for (Sender side : Sender.values()) {
            handshakeKeys(
                    side,
                    expansion.derive(
                            handshakeSecret(side),
                            new Part("handshake_secret", handshake),
                            side == Sender.CLIENT ? "c hs traffic" : "s hs traffic",
                            "ClientHello...ServerHello",
                            hellos));
        }
        KeyStep again = derived(new Part("handshake_secret", handshake), Epoch.APPLICATION);
        KeyStep main =
                expansion
                        .extract(StepKind.MAIN_SECRET, new Part("derived_secret", again), null)
                        .below(again)
                        .add();
        fromMain(new Part("main_secret", main));
        signatures();
    }

    private void growDraft() {
        hellos();
        for (Sender side : Sender.values()) {
            StepKind kind = handshakeSecret(side);
            handshakeKeys(
                    side,
                    growth.step(kind)
                            .formula(kind.word())
                            .since(serverHello.number())
                            .unknown("draft"));
        }
        for (Sender side : Sender.values()) {
            StepKind kind = applicationSecret(side);
            applicationKeys(
                    side,
                    growth.step(kind)
                            .formula(kind.word() + "_0")
                            .since(trail.find(Sender.SERVER, MessageType.FINISHED))
                            .unknown("draft"));
        }
        signatures();
    }

    private KeyStep derived(Part secret, Epoch next) {
        return expansion
                .derive(StepKind.DERIVED_SECRET, secret, "derived")
                .of(null, next)
                .since(serverHello.number())
                .add();
    }

    private KeyStep hellos() {
        return growth.transcript(
                hash, trail.through(serverHello), "Transcript-Hash(ClientHello...ServerHello)");
    }

    // -- handshake keys

    private static StepKind handshakeSecret(Sender side) {
        return switch (side) {
            case CLIENT -> StepKind.CLIENT_HANDSHAKE_TRAFFIC_SECRET;
            case SERVER -> StepKind.SERVER_HANDSHAKE_TRAFFIC_SECRET;
        };
    }

    private void handshakeKeys(Sender side, Growth.Draft traffic) {
        KeyStep secret =
                traffic.of(side, Epoch.HANDSHAKE)
                        .told(label(side) + "_HANDSHAKE_TRAFFIC_SECRET", hash.length())
                        .add();
        Part named = new Part(secret.kind().word(), secret);
        expansion.keys(named);
        KeyStep finishedKey = expansion.finishedKey(named, side, Epoch.HANDSHAKE);
        Optional<MessageRead> message = trail.find(side, MessageType.FINISHED);
        String name = "Transcript-Hash(ClientHello...before %s Finished)".formatted(side.word());
        expansion
                .proof(
                        StepKind.VERIFY_DATA_13,
                        finishedKey,
                        name,
                        message.flatMap(trail::before)
                                .map(covered -> growth.transcript(hash, covered, name)))
                .of(side, Epoch.HANDSHAKE)
                .since(message)
                .sent(trail.content(message, Finished.class).map(Finished::verifyData))
                .add();
    }

    private static String label(Sender side) {
        return side.word().toUpperCase(Locale.ROOT);
    }

    // -- what is made of the main secret

    private void fromMain(Part main) {
        Optional<KeyStep> toServer =
                trail.find(Sender.SERVER, MessageType.FINISHED)
                        .map(it ->
                                growth.transcript(
                                        hash,
                                        trail.through(it),
                                        "Transcript-Hash(" + TO_SERVER_FINISHED + ")"));
        for (Sender side : Sender.values()) {
            applicationKeys(
                    side,
                    expansion.derive(
                            applicationSecret(side),
                            main,
                            side == Sender.CLIENT ? "c ap traffic" : "s ap traffic",
                            TO_SERVER_FINISHED,
                            toServer));
        }
        expansion
                .derive(StepKind.EXPORTER_SECRET, main, "exp master", TO_SERVER_FINISHED, toServer)
                .told("EXPORTER_SECRET", hash.length())
                .add();
        resumption(main);
    }

    private static StepKind applicationSecret(Sender side) {
        return switch (side) {
            case CLIENT -> StepKind.CLIENT_APPLICATION_TRAFFIC_SECRET;
            case SERVER -> StepKind.SERVER_APPLICATION_TRAFFIC_SECRET;
        };
    }

    /** The first of a side's application secrets, and one for each KeyUpdate (RFC 9846 §7.2). */
    private void applicationKeys(Sender side, Growth.Draft traffic) {
        String label = label(side) + "_TRAFFIC_SECRET_";
        KeyStep secret = traffic.of(side, Epoch.APPLICATION).told(label + 0, hash.length()).add();
        String name = secret.kind().word() + "_";
        expansion.keys(new Part(name + 0, secret));
        List<MessageRead> updates = trail.all(side, MessageType.KEY_UPDATE).toList();
        for (int i = 0; i < updates.size(); i++) {
            int next = i + 1;
            secret =
                    expansion
                            .expandLabel(
                                    StepKind.NEXT_TRAFFIC_SECRET,
                                    new Part(name + i, secret),
                                    KeySchedule.updateLabel(answer.version()))
                            .of(side, Epoch.APPLICATION)
                            .ordinal(next)
                            .since(updates.get(i).number())
                            .told(label + next, hash.length())
                            .add();
            expansion.keys(new Part(name + next, secret));
        }
    }

    private void resumption(Part main) {
        String messages = "ClientHello...client Finished";
        Optional<KeyStep> toClient =
                trail.find(Sender.CLIENT, MessageType.FINISHED)
                        .map(it ->
                                growth.transcript(
                                        hash,
                                        trail.through(it),
                                        "Transcript-Hash(" + messages + ")"));
        KeyStep secret =
                expansion
                        .derive(StepKind.RESUMPTION_SECRET, main, "res master", messages, toClient)
                        .add();
        List<MessageRead> tickets =
                trail.all(Sender.SERVER, MessageType.NEW_SESSION_TICKET).toList();
        for (int i = 0; i < tickets.size(); i++) {
            if (tickets.get(i).content() instanceof NewSessionTicket ticket) {
                expansion
                        .expandLabel(
                                StepKind.RESUMPTION_PSK,
                                new Part("resumption_secret", secret),
                                "resumption",
                                KeyInput.of(
                                        "ticket_nonce",
                                        ticket.nonce(),
                                        Trail.at(tickets.get(i), "ticket_nonce")))
                        .ordinal(i + 1)
                        .since(tickets.get(i).number())
                        .add();
            }
        }
    }

    // -- what is signed

    /** What both sides sign is a hash, too (RFC 9846 §4.5.2). */
    private void signatures() {
        trail.all(MessageType.CERTIFICATE_VERIFY)
                .filter(message -> message.content() instanceof CertificateVerify)
                .forEach(message ->
                        trail.before(message)
                                .ifPresent(covered ->
                                        growth.transcript(
                                                hash,
                                                covered,
                                                "Transcript-Hash(ClientHello...%s Certificate)"
                                                        .formatted(message.from().word()))));
    }
}
