#!/bin/sh
# Gathers our sentences from the code into translations/*.po. New ones are left empty for somebody who speaks both.
set -eu
cd "$(dirname "$0")/.."
PATH=".venv/bin:$PATH"
template=$(mktemp)
pybabel -q extract -F translations/babel.cfg -k N_ -k say -k gettext -k count:1,2 -k Refused \
    --no-location --omit-header --sort-output -w 118 -o "$template" pages consultations
for pair in nl:nl_BE fr:fr_BE en:en_GB; do
    pybabel -q update -N --ignore-obsolete -w 118 -l "${pair#*:}" -i "$template" -o "translations/${pair%%:*}.po"
done
rm "$template"
python -m scripts.english
