#!/bin/sh
# Sets up and runs Ons Avis on SQLite; the first time with believable demo data. Keeps its secret and data in data/.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_venv requirements.txt

mkdir -p data
if [ -z "${ONSAVIS_SECRET:-}" ]; then
    if [ ! -s data/secret ]; then
        (umask 077 && .venv/bin/python -m consultations secret >data/secret)
    fi
    ONSAVIS_SECRET=$(cat data/secret)
    export ONSAVIS_SECRET
fi
PORT=${ONSAVIS_PORT:-8501}
export ONSAVIS_PUBLIC_URL="${ONSAVIS_PUBLIC_URL:-http://localhost:$PORT}"

.venv/bin/python -m consultations upgrade
if [ "${ONSAVIS_DEMO:-yes}" = yes ]; then
    .venv/bin/python -m consultations demo
fi
ulimit -n 65536 2>/dev/null || true
exec .venv/bin/streamlit run app.py --server.port "$PORT" "$@"
