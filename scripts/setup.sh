#!/bin/sh
# Makes .venv with what a requirements file asks. Sourced by run.sh and test.sh; needs Python 3.11 and the network once.
# usage: . scripts/setup.sh requirements.txt
set -eu

python_command() {
    for each in python3.11 python3; do
        if command -v "$each" >/dev/null 2>&1 && "$each" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
            echo "$each"
            return
        fi
    done
    echo "Ons Avis needs Python 3.11." >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"; else return 1; fi
}

debian() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
    as_root apt-get update -qq >/dev/null 2>&1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

make_venv() {
    wanted=$1
    python=$(python_command)
    stamp=.venv/.made-from
    sum=$(cat requirements*.txt constraints.txt | cksum)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted $sum" ]; then
        return
    fi
    [ -x .venv/bin/python ] || "$python" -m venv .venv 2>/dev/null || { debian python3-venv && "$python" -m venv .venv; }
    echo "Installing what $wanted asks (once; a minute or two) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r "$wanted"
    echo "$wanted $sum" >"$stamp"
}
