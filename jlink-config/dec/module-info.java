/** Google's Brotli decoder, whose jar has no descriptor. */
module dec {
    exports org.brotli.dec;
}
