#!/bin/bash
# Records the handshakes that the lab shows but does not serve (README.md says what and why).
# usage: record.sh [FOLDER]    the recordings go there; by default among the program's resources
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
to=$(realpath "${1:-$here/../../main/resources/dev/handshake/capture/lab}")
port=${PORT:-8443}
host=www.msn.com
organisation="TLS Handshake Lab"
work=$(mktemp -d)
cd "$work"
# Whatever still runs ends with the script.
trap 'jobs -p | xargs -r kill 2>/dev/null || true; rm -rf "$work"' EXIT

# -- certificates, as the lab's own authority makes them; their keys go when the script ends

authority() { # NAME SUBJECT EXTENSIONS ISSUER
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -subj "$2" -out "$1.csr" 2>/dev/null
    if [ "$4" = "$1" ]; then signer=(-signkey "$1.key"); else signer=(-CA "$4.pem" -CAkey "$4.key"); fi
    openssl x509 -req -in "$1.csr" "${signer[@]}" -sha256 -days "$5" -set_serial "0x$(openssl rand -hex 15)" -extfile <(echo "$3") -out "$1.pem" 2>/dev/null
}

authority root "/O=$organisation/CN=TLS Handshake Lab Recorded Root R1" \
"basicConstraints=critical,CA:true
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash" root 7300

authority issuing "/O=$organisation/CN=TLS Handshake Lab Recorded Issuing CA 1" \
"basicConstraints=critical,CA:true,pathlen:0
keyUsage=critical,digitalSignature,keyCertSign,cRLSign
extendedKeyUsage=serverAuth,clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid" root 3650

authority server "/CN=$host" \
"basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:$host,DNS:msn.com
certificatePolicies=2.23.140.1.2.1
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid" issuing 180

authority client "/O=$organisation/CN=A Student" \
"basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=clientAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid" issuing 180

# -- the two ends, each of which is told what to say over a pipe

printf 'GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$host" > request

# In one piece, so that it travels in one record.
request() { cat request >&4; }

answer() { # PAGE
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' "${#1}" "$1" > page
    cat page >&3
}

await() { # FILE TEXT [TIMES]
    for _ in $(seq 200); do
        if [ "$(grep -c -a -e "$2" "$1" 2>/dev/null || true)" -ge "${3:-1}" ]; then return; fi
        sleep 0.05
    done
    echo "no '$2' in:" >&2; tail -n 20 "$1" server.out >&2; exit 1
}

server() { # OPTIONS...
    rm -f server.in && mkfifo server.in && exec 3<>server.in
    stdbuf -oL openssl s_server -accept "127.0.0.1:$port" -cert server.pem -key server.key -cert_chain issuing.pem "$@" \
        <server.in >server.out 2>&1 &
    server=$!
    await server.out ACCEPT
}

client() { # OPTIONS...
    rm -f client.in && mkfifo client.in && exec 4<>client.in
    "${clock[@]}" stdbuf -oL openssl s_client -connect "127.0.0.1:$port" -servername "$host" -CAfile root.pem -verify_return_error \
        -keylogfile keys "$@" <client.in >client.out 2>&1 &
    client=$!
}
clock=(env)

hang_up() { echo Q >&4; wait "$client" || true; exec 4>&-; }

stop_server() { kill "$server"; wait "$server" 2>/dev/null || true; exec 3>&-; }

# -- the recorder

record() {
    rm -f keys wire.pcap
    # The older format tells nothing of the machine that recorded.
    dumpcap -q -P -i lo -f "tcp port $port" -w wire.pcap 2>dumpcap.out &
    recorder=$!
    await dumpcap.out 'File: '
    sleep 0.5
}

# NAME: the packets, their secrets, and what this program wants to know of them.
keep() {
    sleep 1
    kill -INT "$recorder"; wait "$recorder" || true
    started=$(tshark -r wire.pcap -c 1 -T fields -e frame.time_epoch 2>/dev/null)
    comment="TLS Handshake session
target: $host:443
lab scenario: $1
recorded: yes
started: $(date -u -d "@$started" +%Y-%m-%dT%H:%M:%S.%NZ)
trust anchor:
$(openssl x509 -in root.pem -outform DER | base64 -w 76 | sed 's/^/ /')"
    grep -v '^#' keys > secrets
    editcap --capture-comment "$comment" --inject-secrets tls,secrets wire.pcap "$to/$1.pcapng"
    echo "$1: $(stat -c %s "$to/$1.pcapng") bytes, $(date -u -d "@$started" +%F), with ${2:-$(openssl version | cut -d' ' -f1,2)}"
}

# -- the recordings

first_visit() { # the one that leaves a ticket behind
    client -tls1_3 -sess_out ticket
    await client.out 'Post-Handshake New Session Ticket' 2
    request
    await server.out '^Connection: close'
    answer 'The first time.'
    await client.out 'The first time'
    hang_up
}

# Early data, and a server that takes it.
record
server -tls1_3 -early_data
first_visit
client -tls1_3 -sess_in ticket -early_data request
await server.out 'End of early data'
answer 'Asked and answered in one round trip.'
await client.out 'one round trip'
hang_up
stop_server
keep tls13-0rtt

# The same, but the client's clock runs a minute fast: its ticket seems older than it is, as one
# does in a message that has been held back (RFC 9846 section 8.3). The server takes the ticket and
# leaves the early data.
record
server -tls1_3 -early_data
first_visit
clock=(faketime -f +60s)
client -tls1_3 -sess_in ticket -early_data request
await client.out 'Early data was rejected'
request
await server.out '^Connection: close' 2
answer 'Asked again, then answered.'
await client.out 'Asked again'
hang_up
clock=(env)
stop_server
keep tls13-0rtt-rejected

# Both change their keys in the middle of the conversation.
record
server -tls1_3
client -tls1_3
await client.out 'Post-Handshake New Session Ticket' 2
request
await server.out '^Connection: close'
answer 'With the first keys.'
await client.out 'first keys'
echo K >&4
await client.out KEYUPDATE
request
await server.out '^Connection: close' 2
answer 'With the second keys.'
await client.out 'second keys'
hang_up
stop_server
keep tls13-key-update

# A server that learns from the request that it wants to know who asks.
record
server -tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384 -CAfile root.pem -no_resumption_on_reneg
client -tls1_2 -state -cert client.pem -key client.key
await client.out 'Verify return code: 0'
request
await server.out '^Connection: close'
echo R >&3
await client.out 'read finished' 2
answer 'For a student only.'
await client.out 'For a student only'
hang_up
stop_server
keep tls12-renegotiation

# BoringSSL with itself: OpenSSL 3.0 does not compress certificates.
cat server.pem issuing.pem > chain.pem
mvn -q -B -l maven.out -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
record
java --enable-native-access=ALL-UNNAMED -cp "$(cat classpath)" "$here/Compressed.java" "$port" "$host" keys
keep tls13-compressed-certificate "BoringSSL/netty-tcnative 2.0.74"
