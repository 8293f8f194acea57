package dev.handshake.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.handshake.diagram.Palette;
import dev.handshake.diagram.Tone;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.application.Application;
import javafx.scene.Scene;

/**
 * How everything looks: Primer beneath, the colours of {@link Palette} as looked-up colours over
 * it, and one stylesheet for the controls. A view's own stylesheet lies beside the view.
 *
 * <p>A tone is looked up by its name in lower case: {@code -ink}, {@code -link-fg}; those that say
 * something about the protocol as {@code -role-tcp}, {@code -role-tcp-text} …
 */
public final class Theme {
    private static final Set<String> ROLES =
            Set.of("TCP", "PLAIN", "HANDSHAKE", "APPLICATION", "EARLY", "ALERT");

    /** Primer's own names, and what they become: the chrome is ink and grey. */
    private static final String PRIMER =
            """
            -color-fg-default: -fg; -color-fg-muted: -muted; -color-fg-subtle: -muted; -color-fg-emphasis: -on-ink;
            -color-bg-default: -canvas; -color-bg-overlay: -canvas; -color-bg-subtle: -subtle; -color-bg-inset: -subtle;
            -color-border-default: -border; -color-border-muted: -border; -color-border-subtle: -border;
            -color-accent-fg: -ink; -color-accent-emphasis: -ink; -color-accent-muted: -ink; -color-accent-subtle: -selected;
            -color-danger-fg: -role-alert-text; -color-danger-emphasis: -role-alert;
            -color-success-fg: -pass; -color-warning-fg: -warn;
            """;

    /** What lies over everything: around the spotlight, and where nothing is to be seen. */
    private static final String COVERS = "-dim: rgba(0,0,0,0.74); -black: #000000;\n";

    private Theme() {}

    /** Dresses a scene. The toolkit's own stylesheet is shared by all its windows. */
    public static void apply(Scene scene, Palette palette, double scale) {
        Application.setUserAgentStylesheet(
                palette.isDark()
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(List.of(colours(palette, scale), sheet(Theme.class, "app.css")));
    }

    /** The address of a stylesheet beside a class. */
    public static String sheet(Class<?> beside, String name) {
        return Objects.requireNonNull(beside.getResource(name), name).toExternalForm();
    }

    /** What a tone is looked up by. */
    static String lookup(Tone tone) {
        String name = tone.name();
        String kebab = name.toLowerCase(Locale.ROOT).replace('_', '-');
        boolean role = ROLES.contains(name.split("_", 2)[0]);
        return role ? "-role-" + kebab : "-" + kebab;
    }

    private static String colours(Palette palette, double scale) {
        String tones =
                Arrays.stream(Tone.values())
                        .map(tone -> lookup(tone) + ": " + palette.css(tone) + ";\n")
                        .collect(Collectors.joining());
        String shadow = palette.isDark() ? "rgba(0,0,0,0.5)" : "rgba(0,0,0,0.16)";
        // What pops up is a window of its own, which the scale of this one does not reach.
        String popups = ".context-menu, .tooltip { -fx-font-size: %.2fpx; }".formatted(13 * scale);
        String css =
                ".root {\n"
                        + tones
                        + "-shadow: "
                        + shadow
                        + ";\n"
                        + COVERS
                        + PRIMER
                        + "}\n"
                        + popups;
        return "data:text/css;charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }
}
