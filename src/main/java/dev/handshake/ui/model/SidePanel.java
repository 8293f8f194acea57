package dev.handshake.ui.model;

/** What stands beside the diagram. */
public enum SidePanel {
    /** What is selected: its verdicts, fields and bytes. */
    MESSAGE,

    /** The story of the handshake, a step at a time. */
    STORY,

    /** What comes next is asked, and nothing that has not been told is seen. */
    PREDICT,

    /** How the keys are made. */
    KEYS
}
