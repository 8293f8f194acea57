package dev.handshake.capture.lab;

import dev.handshake.capture.live.ClientOptions;
import java.util.function.UnaryOperator;

/** How a scenario comes about. */
sealed interface Way {
    /**
     * By a server in this program, and this program's own client.
     *
     * @param offer what the client offers, made of what it offers to anybody
     * @param identified whether the client has a certificate that it can show
     * @param visits how often it comes: the second time it resumes the first
     */
    record Served(Recipe recipe, UnaryOperator<ClientOptions> offer, boolean identified, int visits)
            implements Way {
        static Served by(Recipe recipe) {
            return new Served(recipe, UnaryOperator.identity(), false, 1);
        }

        Served to(UnaryOperator<ClientOptions> other) {
            return new Served(recipe, other, identified, visits);
        }

        Served toOneWithCertificate() {
            return new Served(recipe, offer, true, visits);
        }

        Served twice() {
            return new Served(recipe, offer, identified, 2);
        }
    }

    /** By other programs, whose packets are a resource of the scenario's name. */
    record Recorded(Scenario.Recorded how) implements Way {}
}
