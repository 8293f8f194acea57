package dev.handshake.message.extension;

import java.util.List;
import java.util.Optional;

/** A struct that carries extensions. */
public interface Extensions {
    List<Extension> extensions();

    /** The first extension of the kind, if it is there and could be read. */
    default <E extends Extension> Optional<E> extension(Class<E> kind) {
        return extensions().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
