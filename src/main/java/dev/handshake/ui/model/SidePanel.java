package dev.handshake.ui.model;

/** What stands beside the diagram. */
public enum SidePanel {
    /** What is selected: its verdicts, fields and bytes. */
    MESSAGE,

    /** The story of the handshake, a step at a time. */
    STORY
}
