#!/bin/sh
# Starts the linked program from wherever it lies, also through a symbolic link and from a path with spaces.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
exec "$home/bin/java" -XX:AOTCache="$home/lib/tls-handshake.aot" -Xlog:disable -Xlog:all=off --enable-native-access=javafx.graphics \
    ${TLS_HANDSHAKE_JAVA_OPTIONS:-} -m dev.handshake/dev.handshake.cli.Main "$@"
