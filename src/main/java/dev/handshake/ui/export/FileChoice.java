package dev.handshake.ui.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Asks the user for a file. */
public interface FileChoice {
    /**
     * A file to write to; one that exists has been confirmed.
     *
     * @param name what it is called unless the user says otherwise, with its ending
     * @param kind what such files are called
     * @param folder where to begin, or null
     * @return null if the user would rather not
     */
    @Nullable Path choose(String name, String kind, @Nullable Path folder);
}
