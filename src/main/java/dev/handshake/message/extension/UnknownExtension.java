package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.registry.ExtensionType;

/**
 * An extension whose content is not read into fields, or did not fit: GREASE, unknown or malformed.
 */
public record UnknownExtension(ExtensionType type, Bytes data) implements Extension {}
