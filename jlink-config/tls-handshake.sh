#!/bin/sh
# Starts the linked program from wherever it lies, also through a symbolic link and from a path with spaces.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
# What the program is asked for says how it is compiled and how its memory is tidied up.
#  sprint  A list without keys is read before the second compiler has paid for itself, and young objects are collected by
#          all processors while they still lie in their cache.
#  walk    What the cache already knows of a method is enough to compile it quickly; to compile it well pays only where it
#          is called some hundred thousand times (Tier2...). Decryption is the exception: without the processor's own
#          instructions, which only the second compiler uses, it takes many times as long (CompileThresholdScaling).
#  stay    A window must not stand still while memory is tidied up: little at a time.
sprint="-XX:+UseParallelGC -XX:TieredStopAtLevel=1 -Xms200m -Xmn64m"
walk="-XX:+UseSerialGC -XX:Tier2InvokeNotifyFreqLog=18 -XX:Tier2BackedgeNotifyFreqLog=20 -XX:CompileCommand=quiet
    -XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.02
    -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.*::*,0.02"
stay="-XX:+UseSerialGC -Xmn32m"
case " $* " in
    *" --export"* | *" --keylog"*" --list "* | *" --list "*" --keylog"*) how=$walk ;;
    *" --list "*) how=$sprint ;;
    *) how=$stay ;;
esac
# Without -Xlog:disable a cache that does not fit would be told on standard output. -f: the stars are Java's.
set -f
exec "$home/bin/java" -XX:AOTCache="$home/lib/tls-handshake.aot" -Xlog:disable $how \
    --enable-native-access=javafx.graphics -m dev.handshake/dev.handshake.cli.Main "$@"
