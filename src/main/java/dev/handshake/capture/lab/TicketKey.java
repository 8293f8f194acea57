package dev.handshake.capture.lab;

import dev.handshake.bytes.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which a server seals its tickets, so that it need not remember the sessions itself
 * (RFC 5077 §4): {@code key_name[16] iv[12] encrypted_state tag[16]}, AES-256-GCM over the state
 * with the name as associated data.
 */
final class TicketKey {
    private static final int NAME = 16;
    private static final int IV = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte[] name = fresh(NAME);
    private final SecretKeySpec key = new SecretKeySpec(fresh(32), "AES");

    Bytes seal(Bytes state) {
        byte[] iv = fresh(IV);
        try {
            return Bytes.concat(
                    Bytes.of(name),
                    Bytes.of(iv),
                    Bytes.of(cipher(Cipher.ENCRYPT_MODE, iv).doFinal(state.toArray())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The state, if the ticket was sealed with this key and is unchanged. */
    Optional<Bytes> open(Bytes ticket) {
        if (!ticket.startsWith(Bytes.of(name)) || ticket.length() < NAME + IV) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, ticket.slice(NAME, IV).toArray());
            return Optional.of(Bytes.of(cipher.doFinal(ticket.from(NAME + IV).toArray())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(name);
        return cipher;
    }

    private byte[] fresh(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
