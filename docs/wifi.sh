#!/usr/bin/env bash
# A network like home Wi-Fi, inside one Linux machine: two network namespaces with a cable between them, and in each
# direction 20 ms delay, 10 ms more or less, 1 % of the packets lost, 20 Mbit/s (tc netem).
#
#   sudo docs/wifi.sh up                   makes it
#   sudo docs/wifi.sh server COMMAND...    runs a command at the server's end, whose address is 10.73.0.1
#   sudo docs/wifi.sh viewer COMMAND...    runs a command at the viewer's end, 10.73.0.2
#   sudo docs/wifi.sh down                 removes it
#
# NETEM="delay 5ms rate 50mbit" sudo -E docs/wifi.sh up: another network.
set -Eeuo pipefail

NETEM=${NETEM:-delay 20ms 10ms loss 1% rate 20mbit}
SERVER=fbf-server
VIEWER=fbf-viewer

# An end of the cable: a namespace, its end, its address.
end() {
    ip -n "$1" link set lo up
    ip -n "$1" addr add "$3/24" dev "$2"
    # Packets as they are on a real cable: without this the system passes on up to 64 KB as one, and loses it as one.
    ip -n "$1" link set dev "$2" gso_max_segs 1
    ip -n "$1" link set "$2" up
    # shellcheck disable=SC2086 # several words
    tc -n "$1" qdisc add dev "$2" root netem $NETEM
}

# The cable goes with its ends.
down() {
    for namespace in $SERVER $VIEWER; do
        if [ -e /run/netns/$namespace ]; then
            ip netns del $namespace
        fi
    done
}

# In a namespace, as the user who called sudo: a namespace, a command.
run() {
    namespace=$1
    shift
    user=${SUDO_USER:-$(id -un)}
    exec ip netns exec "$namespace" runuser -u "$user" -- env "HOME=$(getent passwd "$user" | cut -d: -f6)" "$@"
}

case ${1:-} in
    up)
        trap 'down; echo "it is not made: does this kernel lack netem (CONFIG_NET_SCH_NETEM)?" >&2' ERR
        ip netns add $SERVER
        ip netns add $VIEWER
        ip link add cable0 netns $SERVER type veth peer name cable1 netns $VIEWER
        end $SERVER cable0 10.73.0.1
        end $VIEWER cable1 10.73.0.2
        ;;
    server) run $SERVER "${@:2}" ;;
    viewer) run $VIEWER "${@:2}" ;;
    down) down ;;
    *)
        sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
        exit 2
        ;;
esac
