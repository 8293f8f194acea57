package dev.handshake.message;

/**
 * What a message means, once it has been read: typed, beside the fields that say which bytes said
 * it.
 */
public sealed interface Content
        permits HandshakeMessage, ChangeCipherSpec, Alert, ApplicationData, Prelude, TcpSegment {}
