#!/bin/sh
# Starts the linked program from wherever it lies, also through a symbolic link and from a path with spaces.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
# Without -Xlog:disable a cache that does not fit would be told on standard output.
exec "$home/bin/java" -XX:AOTCache="$home/lib/tls-handshake.aot" -Xlog:disable --enable-native-access=javafx.graphics \
    -m dev.handshake/dev.handshake.cli.Main "$@"
