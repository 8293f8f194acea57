package dev.handshake.ui.shell;

import dev.handshake.ui.connect.CapSegments;
import dev.handshake.ui.connect.CaptureModel;
import dev.handshake.ui.connect.ConnectButton;
import dev.handshake.ui.connect.ConnectModel;
import dev.handshake.ui.connect.HostField;
import dev.handshake.ui.connect.OpenMenu;
import dev.handshake.ui.control.Command;
import dev.handshake.ui.control.Icons;
import dev.handshake.ui.control.Logo;
import dev.handshake.ui.export.ExportMenu;
import dev.handshake.ui.export.ExportModel;
import dev.handshake.ui.export.SaveButton;
import dev.handshake.ui.model.AppModel;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The bar on top: where to connect to, the lab, what to do with the picture, and the tools. */
final class TopBar extends HBox {
    private final HostField host;
    private final LabButton lab;
    private final OpenMenu open;
    private final SaveButton save;
    private final Tools tools;
    private final Button again;
    private final Button offer;
    private final Button compare;
    private final ExportMenu export;
    private boolean narrow;
    private boolean wordless;
    private double leastWithWords;
    private double leastWithoutWords;
    private final Node[] connecting;
    private final Node[] inviting;

    /**
     * @param choose asks for a capture
     * @param change shows what is offered
     * @param openLab opens the lab
     * @param comparing shows two sessions beside each other
     */
    TopBar(
            AppModel app,
            ConnectModel connect,
            CaptureModel captures,
            ExportModel exporting,
            Runnable choose,
            Runnable change,
            Runnable openLab,
            Runnable comparing,
            Runnable help) {
        this.open = new OpenMenu(app, captures, "window.open", choose);
        this.open.setId("open");
        OpenMenu invitation = new OpenMenu(app, captures, "window.open_capture", choose);
        invitation.setId("open");
        this.save = new SaveButton(app, exporting);
        this.export = new ExportMenu(app, exporting);
        this.tools = new Tools(app, help);
        this.host = new HostField(app, connect);
        this.again = Icons.tool(new Button(), MaterialDesignR.REFRESH, app.text(Command.AGAIN));
        again.setId("again");
        again.setOnAction(_ -> connect.again());
        again.disableProperty().bind(connect.capturing());
        this.offer =
                Icons.tool(new Button(), MaterialDesignT.TUNE_VARIANT, app.text(Command.OFFER));
        offer.setId("offer");
        offer.setOnAction(_ -> change.run());
        this.lab = new LabButton(app, connect, openLab);
        this.compare =
                Icons.tool(
                        new Button(),
                        MaterialDesignC.COMPARE_HORIZONTAL,
                        app.text(Command.COMPARE));
        compare.setId("compare");
        compare.setOnAction(_ -> comparing.run());
        getStyleClass().add("top-bar");
        // Else the whole page would be as wide as the bar.
        setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label();
        name.getStyleClass().addAll("app-name", "bold");
        name.textProperty().bind(app.text("app.name"));
        Logo logo = new Logo();
        HBox.setHgrow(host, Priority.SOMETIMES);
        connecting =
                new Node[] {
                    logo,
                    host,
                    new ConnectButton(app, connect),
                    again,
                    CapSegments.of(app, connect),
                    offer,
                    lab,
                    space(),
                    compare,
                    open,
                    save,
                    export,
                    tools
                };
        inviting = new Node[] {logo, name, space(), invitation, tools};
        connect.started()
                .subscribe(on -> {
                    getChildren().setAll(on ? connecting : inviting);
                });
    }

    /** Opens the list of what can be exported. */
    void showExports() {
        if (!export.isDisabled()) {
            export.requestFocus();
            export.show();
        }
    }

    HostField host() {
        return host;
    }

    void fit(Breadth breadth) {
        narrow = breadth == Breadth.NARROW;
        tools.fold(narrow);
        lab.fold(narrow);
        foldWords(narrow);
    }

    private void foldWords(boolean fold) {
        wordless = fold;
        open.fold(fold);
        save.fold(fold);
        export.fold(fold);
    }

    /** Words give way to icons where a long name leaves no room for them. */
    @Override
    protected void layoutChildren() {
        double least = computeMinWidth(-1);
        if (!wordless) {
            leastWithWords = least;
            if (least > getWidth()) {
                foldWords(true);
                leastWithoutWords = computeMinWidth(-1);
            }
        } else if (!narrow && least + leastWithWords - leastWithoutWords <= getWidth()) {
            foldWords(false);
        }
        super.layoutChildren();
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
