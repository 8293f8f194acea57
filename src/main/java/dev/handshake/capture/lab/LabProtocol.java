package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import dev.handshake.capture.live.Transcript;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.ClientHello;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeMessageInput;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsServerProtocol;

/**
 * The engine's server, and what it lacks: the tickets of TLS 1.3, and faults. The tickets are made
 * from a hash over the whole handshake, which the engine keeps to itself, so the messages are
 * collected here again.
 */
@SuppressWarnings({"JdkObsolete", "rawtypes", "unchecked"}) // The types that the engine speaks.
final class LabProtocol extends TlsServerProtocol {
    private final LabPeer peer;
    private final Recipe recipe;
    private final Transcript transcript = new Transcript();
    private boolean complete;

    LabProtocol(LabPeer peer, Recipe recipe) {
        this.peer = peer;
        this.recipe = recipe;
    }

    @Override
    protected ClientHello receiveClientHelloMessage(ByteArrayInputStream message)
            throws IOException {
        ClientHello hello = super.receiveClientHelloMessage(message);
        Hashtable extensions = hello.getExtensions();
        if (extensions != null) {
            if (recipe.isAncient()) {
                // It passes over the extension that today's clients offer versions in.
                extensions.remove(TlsExtensionsUtils.EXT_supported_versions);
            }
            extensions.computeIfPresent(
                    TlsExtensionsUtils.EXT_pre_shared_key,
                    (_, offered) -> ageless((byte[]) offered));
        }
        return hello;
    }

    /**
     * The offered PSKs without their ages, which only early data needs (RFC 9846 §8.3). The engine
     * finds none that has an age: it knows no tickets. What binders cover is not this copy.
     *
     * <pre>
     * struct {
     *     opaque identity&lt;1..2^16-1&gt;;
     *     uint32 obfuscated_ticket_age;
     * } PskIdentity;
     *
     * struct {
     *     PskIdentity identities&lt;7..2^16-1&gt;;
     *     PskBinderEntry binders&lt;33..2^16-1&gt;;
     * } OfferedPsks;
     * </pre>
     */
    private static byte[] ageless(byte[] offered) {
        ByteBuffer psks = ByteBuffer.wrap(offered.clone());
        try {
            int end = 2 + (psks.getShort() & 0xffff);
            while (psks.position() < end) {
                psks.position(2 + psks.position() + (psks.getShort(psks.position()) & 0xffff));
                psks.putInt(0);
            }
            return psks.array();
        } catch (BufferOverflowException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            // The engine says what it thinks of it.
            return offered;
        }
    }

    @Override
    protected void handleHandshakeMessage(short type, HandshakeMessageInput message)
            throws IOException {
        if (!complete) {
            message.reset();
            transcript.add(Bytes.wrap(message.readAllBytes()));
            message.reset();
            message.skipNBytes(4);
        }
        super.handleHandshakeMessage(type, message);
    }

    @Override
    protected void safeWriteRecord(short type, byte[] buffer, int offset, int length)
            throws IOException {
        if (type == ContentType.handshake && !complete) {
            Bytes written = Bytes.of(buffer, offset, length);
            transcript.add(written);
            if (recipe.conduct() == Recipe.Conduct.WRONG_FINISHED
                    && written.at(0) == HandshakeType.finished) {
                byte[] wrong = written.toArray();
                wrong[length - 1] ^= 1;
                super.safeWriteRecord(type, wrong, 0, length);
                return;
            }
        }
        super.safeWriteRecord(type, buffer, offset, length);
    }

    private byte[] hash() {
        return transcript.hash(() ->
                peer.getCrypto()
                        .createHash(
                                peer.context()
                                        .getSecurityParametersHandshake()
                                        .getPRFCryptoHashAlgorithm()));
    }

    @Override
    protected void completeHandshake() throws IOException {
        List<byte[]> tickets = peer.isTls13() ? peer.tickets(hash()) : List.of();
        complete = true;
        super.completeHandshake();
        for (byte[] ticket : tickets) {
            safeWriteRecord(ContentType.handshake, ticket, 0, ticket.length);
        }
    }
}
