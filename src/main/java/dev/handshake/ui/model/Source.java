package dev.handshake.ui.model;

/**
 * Where in a capture file a session was read from.
 *
 * @param file what the file is called
 * @param number of the connection in the list, from 1
 * @param count how many TLS connections the list has
 */
public record Source(String file, int number, int count) {}
