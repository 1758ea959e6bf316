#!/bin/sh
# Sets up and runs every check and every test: lint, types, words, and the tests on SQLite, PostgreSQL and Chromium.
# Installs what is missing: a virtual environment, Debian's chromium and postgresql (as root, or with sudo).
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
make_venv requirements-dev.txt

command -v chromium >/dev/null 2>&1 || debian chromium
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || debian postgresql
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)" || true

echo "lint";  .venv/bin/ruff check .
echo "form";  .venv/bin/ruff format --check --quiet .
echo "types"; .venv/bin/mypy --no-error-summary
[ $# -eq 0 ] || { echo "tests"; exec .venv/bin/python -m pytest "$@"; }
# What presses twice within a moment, or brings a class at once, has the machine to itself; the rest shares two processes.
echo "tests"; .venv/bin/python -m pytest -q -n 2 --dist loadfile --ignore=tests/browser --ignore=tests/served --ignore=tests/protocol
echo "tests of what is seen"; .venv/bin/python -m pytest -q -n 2 --dist worksteal tests/browser
echo "tests of what is served"; exec .venv/bin/python -m pytest -q tests/served tests/protocol
