package dev.handshake.message.extension;

import java.util.List;
import java.util.Optional;

/** A struct that carries extensions. */
public interface Extensions {
    List<Extension> extensions();

    /** The first extension of the kind, if it is there and could be read. */
    default <E extends Extension> Optional<E> extension(Class<E> kind) {
        if (extensions() instanceof DeferredExtensions deferred) {
            return deferred.first(kind);
        }
        // Asked several times of each of very many hellos.
        for (Extension extension : extensions()) {
            if (kind.isInstance(extension)) {
                return Optional.of(kind.cast(extension));
            }
        }
        return Optional.empty();
    }
}
