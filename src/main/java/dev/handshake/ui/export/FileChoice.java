package dev.handshake.ui.export;

import java.nio.file.Path;
import java.util.List;
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

    /**
     * Files to read.
     *
     * @param title what they are asked for
     * @param kind what such files are called
     * @param endings of their names, such as {@code *.pcap}; others can be chosen too
     * @param folder where to begin, or null
     * @return none if the user would rather not
     */
    List<Path> open(String title, String kind, List<String> endings, @Nullable Path folder);
}
