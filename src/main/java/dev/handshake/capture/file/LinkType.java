package dev.handshake.capture.file;

/** The LINKTYPE_ numbers of what is read; {@link Names} knows the rest. */
final class LinkType {
    static final int NULL = 0;
    static final int ETHERNET = 1;
    static final int PPP = 9;
    static final int RAW_BSD = 12;
    static final int RAW_OPENBSD = 14;
    static final int PPP_HDLC = 50;
    static final int PPP_ETHER = 51;
    static final int RAW = 101;
    static final int C_HDLC = 104;
    static final int LOOP = 108;
    static final int LINUX_SLL = 113;
    static final int IPV4 = 228;
    static final int IPV6 = 229;
    static final int LINUX_SLL2 = 276;

    private LinkType() {}
}
