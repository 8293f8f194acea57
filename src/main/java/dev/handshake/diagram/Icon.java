package dev.handshake.diagram;

import java.io.InputStream;
import java.util.Objects;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** The icons of the diagram, from the Material Design pack. */
public enum Icon {
    CLIENT(MaterialDesignL.LAPTOP),
    SERVER(MaterialDesignS.SERVER),
    ENCRYPTED(MaterialDesignL.LOCK),
    DECRYPTED(MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE),
    ABSENT(MaterialDesignC.CIRCLE_OFF_OUTLINE),
    ALERT(MaterialDesignA.ALERT_OCTAGON),
    WARNING(MaterialDesignA.ALERT_OUTLINE),
    KEY(MaterialDesignK.KEY_VARIANT),
    CHOSEN(MaterialDesignC.CHECK_BOLD),
    NOT_YET(MaterialDesignS.SHIELD_OUTLINE),
    SOUND(MaterialDesignS.SHIELD_CHECK),
    NOT_SOUND(MaterialDesignS.SHIELD_ALERT),
    DOUBTFUL(MaterialDesignS.SHIELD_ALERT_OUTLINE),
    FOLDED(MaterialDesignU.UNFOLD_MORE_HORIZONTAL),
    FOLD(MaterialDesignC.CHEVRON_DOWN),
    GOES_TO(MaterialDesignA.ARROW_RIGHT),
    CERTIFICATE(MaterialDesignC.CERTIFICATE_OUTLINE),
    ROOT(MaterialDesignS.SHIELD_KEY_OUTLINE),
    OCSP(MaterialDesignC.CLIPBOARD_TEXT_OUTLINE),
    LAB(MaterialDesignF.FLASK_OUTLINE),
    END(MaterialDesignC.CLOSE);

    private static final String FONT =
            "/META-INF/resources/materialdesign2/7.4.47/fonts/materialdesignicons-webfont.ttf";

    // The pack's own enums, which are immutable.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Ikon ikon;

    Icon(Ikon ikon) {
        this.ikon = ikon;
    }

    /** The code point in the pack's font. */
    public int codePoint() {
        return ikon.getCode();
    }

    /** The pack's font. */
    public static InputStream font() {
        // META-INF is no package, so the module lets it be read.
        return Objects.requireNonNull(MaterialDesignA.class.getResourceAsStream(FONT), FONT);
    }

    /** For a toolkit that draws the pack itself. */
    public Ikon ikon() {
        return ikon;
    }
}
