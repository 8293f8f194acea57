package dev.handshake.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of the call, as they were given. {@link Main} makes sense of them. */
@Command(
        name = "tls-handshake",
        sortOptions = false,
        usageHelpWidth = 100,
        optionListHeading = "%n",
        customSynopsis = {
            "tls-handshake                                      the window",
            "       tls-handshake HOST[:PORT] [options]                the window, connecting at once",
            "       tls-handshake HOST[:PORT] --export FILE... [options]",
            "                                                          no window: shake hands, write the files",
            "       tls-handshake open FILE [--keylog FILE]            a capture (pcap, pcapng): the window",
            "       tls-handshake open FILE [--keylog FILE] [--session N] --export FILE...",
            "       tls-handshake open FILE [--keylog FILE] --list     its connections, one a line",
            "       tls-handshake lab [SCENARIO] [--export FILE...]    the built-in server",
            "       tls-handshake lab --list                           the scenarios",
            "       tls-handshake lab [SCENARIO] --serve PORT [--export FILE...]",
            "                                                          its server, for curl or a browser",
        })
final class Arguments {
    @Parameters(paramLabel = "HOST | open | lab", hidden = true)
    List<String> words = new ArrayList<>();

    @Option(
            names = "--serve",
            paramLabel = "PORT",
            description =
                    "with lab: keep the scenario's server running for other clients, and show each connection; 0 is any free port")
    @Nullable String serve;

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description =
                    "write the handshake to FILE (.png, .json, .pcapng, .keys; - is JSON on standard output); may be repeated")
    List<String> exports = new ArrayList<>();

    @Option(names = "--tls", paramLabel = "1.2|1.3", description = "offer this version of TLS only")
    @Nullable String tls;

    @Option(
            names = "--ciphers",
            paramLabel = "LIST",
            description = "offer these cipher suites, in this order")
    @Nullable String ciphers;

    @Option(
            names = "--groups",
            paramLabel = "LIST",
            description = "offer these groups, in this order")
    @Nullable String groups;

    @Option(
            names = "--alpn",
            paramLabel = "LIST",
            description = "offer these protocols; none offers none")
    @Nullable String alpn;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "ask for this name; none leaves SNI out")
    @Nullable String sni;

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            description = "connect there, but ask for HOST as if it were reached")
    @Nullable String connectTo;

    @Option(
            names = "--client-cert",
            paramLabel = "FILE",
            description =
                    "show this certificate where the server asks for one (PKCS#12, or PEM with its key)")
    @Nullable String clientCert;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "trust the certificates in FILE (PEM, DER) and no others; may be repeated")
    List<String> trusted = new ArrayList<>();

    @Option(
            names = "--connect-timeout",
            paramLabel = "SECONDS",
            description = "wait so long for TCP (10)")
    @Nullable String connectTimeout;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "wait so long for the handshake (15)")
    @Nullable String timeout;

    @Option(
            names = "--keylog",
            paramLabel = "FILE",
            description =
                    "with open: secrets (SSLKEYLOGFILE) or the server's private key (PEM, PKCS#12)")
    List<String> keylogs = new ArrayList<>();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "the password of the key is the first line of FILE")
    @Nullable String passwordFile;

    @Option(
            names = "--session",
            paramLabel = "N",
            description = "with open or lab: the connection with this number, of several")
    @Nullable String session;

    @Option(names = "--lang", paramLabel = "en|ko", description = "speak this language")
    @Nullable String lang;

    @Option(names = "--theme", paramLabel = "light|dark", description = "draw in this theme")
    @Nullable String theme;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "draw N times as large, 0.5 to 4 (1)")
    @Nullable String scale;

    @Option(names = "--force", description = "write over existing files")
    boolean force;

    @Option(
            names = "--no-secrets",
            description = "leave out of a .pcapng the secrets that open what is encrypted in it")
    boolean noSecrets;

    @Option(
            names = "--list",
            description = "with lab: list the scenarios; with open: list the connections")
    boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "show the version")
    boolean version;
}
