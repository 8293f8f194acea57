import org.jspecify.annotations.NullMarked;

/** Connects to a host, taps its TLS handshake, reads every byte of it and draws it. */
@NullMarked
module dev.handshake {
    requires static org.jspecify;
    requires com.google.gson;
    requires dec;
    requires info.picocli;
    requires java.desktop;
    requires javafx.controls;
    requires atlantafx.base;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.util;
    requires org.kordamp.ikonli.core;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.materialdesign2;

    opens dev.handshake.cli to
            info.picocli;
}
