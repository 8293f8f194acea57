package dev.handshake.message.extension;

import dev.handshake.bytes.Bytes;
import dev.handshake.bytes.FieldReader;
import dev.handshake.registry.ExtensionType;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Extensions each of which is read when it is asked for: whoever reads hellos quietly wants few of
 * them. It is the same list as if all had been read at once.
 */
final class DeferredExtensions extends AbstractList<Extension> {
    /** Which extensions can be of a kind that is asked for of very many hellos. */
    private static final Map<Class<? extends Extension>, List<ExtensionType>> TYPES =
            Map.of(
                    ServerName.class,
                    List.of(ExtensionType.SERVER_NAME),
                    SupportedVersions.class,
                    List.of(ExtensionType.SUPPORTED_VERSIONS),
                    KeyShare.class,
                    List.of(ExtensionType.KEY_SHARE, ExtensionType.KEY_SHARE_DRAFTS),
                    EarlyData.class,
                    List.of(ExtensionType.EARLY_DATA, ExtensionType.TICKET_EARLY_DATA_INFO),
                    SessionTicket.class,
                    List.of(ExtensionType.SESSION_TICKET),
                    EncryptThenMac.class,
                    List.of(ExtensionType.ENCRYPT_THEN_MAC),
                    ExtendedMasterSecret.class,
                    List.of(ExtensionType.EXTENDED_MASTER_SECRET));

    private final List<Raw> raw;
    private final Carrier carrier;
    private final @Nullable Extension[] read;

    private record Raw(ExtensionType type, Bytes data) {
        static Raw read(FieldReader in) {
            return new Raw(
                    in.code16("extension_type", ExtensionType::new),
                    in.opaqueVector("extension_data", 2, 0));
        }
    }

    private DeferredExtensions(List<Raw> raw, Carrier carrier) {
        this.raw = raw;
        this.carrier = carrier;
        this.read = new @Nullable Extension[raw.size()];
    }

    static List<Extension> readList(FieldReader in, Carrier carrier) {
        return new DeferredExtensions(in.list("extensions", 2, 0, Raw::read), carrier);
    }

    @Override
    public int size() {
        return raw.size();
    }

    @Override
    public Extension get(int index) {
        Extension known = read[index];
        if (known == null) {
            known = read(raw.get(index));
            read[index] = known;
        }
        return known;
    }

    private Extension read(Raw extension) {
        Extension content =
                FieldReader.<Extension>readQuietly(
                                extension.data(),
                                "extension_data",
                                in -> Extension.readData(in, extension.type(), carrier))
                        .result();
        return Objects.requireNonNull(content);
    }

    /** The first of the kind. */
    <E extends Extension> Optional<E> first(Class<E> kind) {
        List<ExtensionType> types = TYPES.get(kind);
        for (int i = 0; i < read.length; i++) {
            boolean maybe = types == null || types.contains(raw.get(i).type());
            if (maybe && kind.isInstance(get(i))) {
                return Optional.of(kind.cast(get(i)));
            }
        }
        return Optional.empty();
    }
}
