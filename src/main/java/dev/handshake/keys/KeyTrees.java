package dev.handshake.keys;

import dev.handshake.keys.KeyTree.Beginning;
import dev.handshake.message.ClientHello;
import dev.handshake.message.ServerHello;
import dev.handshake.record.KeySchedule;
import dev.handshake.session.MessageRead;
import dev.handshake.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the trees of a session together. */
final class KeyTrees {
    private KeyTrees() {}

    static List<KeyTree> of(Session session) {
        List<KeyTree> trees = new ArrayList<>();
        for (Trail trail : Trail.of(session)) {
            String prefix = trees.isEmpty() ? "" : (trees.size() + 1) + ".";
            trail.clientHelloMessage()
                    .map(hello -> tree(session, trail, hello, prefix))
                    .ifPresent(trees::add);
        }
        return List.copyOf(trees);
    }

    private static KeyTree tree(
            Session session, Trail trail, MessageRead clientHello, String prefix) {
        ClientHello offer = trail.clientHello().orElseThrow();
        Growth growth = new Growth(trail, session.known(), offer.random(), prefix);
        Optional<MessageRead> serverHello = trail.serverHelloMessage();
        Optional<ServerHello> answer = trail.serverHello();
        if (serverHello.isEmpty() || answer.isEmpty()) {
            PreShared13.grow(trail, growth, clientHello, offer, null);
            return finished(growth, null, null, KeyStep.NOT_YET);
        }
        KeyExchange exchange = null;
        if (answer.get().version().isBeforeTls13()) {
            exchange =
                    Schedule12.grow(
                            trail, growth, clientHello, offer, serverHello.get(), answer.get());
        } else if (answer.get().version().isTls13()) {
            exchange = tls13(trail, growth, clientHello, offer, serverHello.get(), answer.get());
        }
        return finished(growth, answer.get(), exchange, serverHello.get().number());
    }

    private static KeyExchange tls13(
            Trail trail,
            Growth growth,
            MessageRead clientHello,
            ClientHello offer,
            MessageRead serverHello,
            ServerHello answer) {
        Exchange13 exchange = Exchange13.grow(trail, growth, serverHello, answer);
        Optional<KeyStep> psk = Optional.empty();
        if (KeySchedule.hasTodaysLabels(answer.version())) {
            Optional<KeyStep> early = PreShared13.grow(trail, growth, clientHello, offer, answer);
            Schedule13.grow(trail, growth, serverHello, answer, exchange.result(), early);
        } else {
            Schedule13.growDraft(trail, growth, serverHello, answer);
        }
        return exchange.summary(psk);
    }

    private static KeyTree finished(
            Growth growth,
            @Nullable ServerHello answer,
            @Nullable KeyExchange exchange,
            int answered) {
        List<KeyStep> all = growth.steps();
        Beginning beginning = beginning(all);
        return new KeyTree(
                answer == null ? null : answer.version(),
                beginning,
                exchange,
                answered,
                beginning == Beginning.NOTHING ? all : fromWhatIsKnown(all));
    }

    private static Beginning beginning(List<KeyStep> steps) {
        return steps.stream()
                .map(KeyStep::knowledge)
                .filter(Knowledge::isBeginning)
                .findFirst()
                .map(first ->
                        switch (first.way()) {
                            case TOLD -> Beginning.CONNECTION;
                            case KEY_LOG -> Beginning.KEY_LOG;
                            case PRIVATE_KEY -> Beginning.PRIVATE_KEY;
                            case EARLIER_SESSION -> Beginning.EARLIER_SESSION;
                            case SENT, COMPUTED, UNKNOWN -> Beginning.NOTHING;
                        })
                .orElse(Beginning.NOTHING);
    }

    /**
     * Leaves out secrets to which nothing leads back, those that hang on no secret at all (zeros
     * extracted from zeros), unless what is known is made of them, and what would hang on them.
     */
    private static List<KeyStep> fromWhatIsKnown(List<KeyStep> steps) {
        Set<String> needed = needed(steps);
        Set<String> kept = new HashSet<>();
        List<KeyStep> left = new ArrayList<>();
        for (KeyStep step : steps) {
            boolean rooted = step.parent() != null && kept.contains(step.parent());
            if (rooted
                    || needed.contains(step.id())
                    || step.kind().section() != StepKind.Section.SECRETS) {
                kept.add(step.id());
                left.add(rooted || step.parent() == null ? step : root(step));
            }
        }
        return left;
    }

    /** What was told, what was made of it, and whatever else that was made of. */
    private static Set<String> needed(List<KeyStep> steps) {
        Set<String> needed = new HashSet<>();
        for (KeyStep step : steps) {
            if (step.knowledge().isBeginning()
                    || (isComputed(step) && inputs(step).anyMatch(needed::contains))) {
                needed.add(step.id());
            }
        }
        for (KeyStep step : steps.reversed()) {
            if (needed.contains(step.id()) && isComputed(step)) {
                inputs(step).forEach(needed::add);
            }
        }
        return needed;
    }

    private static boolean isComputed(KeyStep step) {
        return step.knowledge().way() == Knowledge.Way.COMPUTED;
    }

    private static Stream<String> inputs(KeyStep step) {
        return step.inputs().stream().flatMap(input -> Stream.ofNullable(input.step()));
    }

    private static KeyStep root(KeyStep step) {
        return new KeyStep(
                step.id(),
                step.kind(),
                step.owner(),
                step.epoch(),
                step.ordinal(),
                null,
                step.formula(),
                step.inputs(),
                step.knowledge(),
                step.output(),
                step.calculation(),
                step.since());
    }
}
