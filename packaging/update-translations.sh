#!/bin/sh
# Bring every file of translations up to date with the texts in the code.
# New texts come in as unfinished; translate them with Qt Linguist or by hand.
set -eu
cd "$(dirname "$0")/.."

list=$(mktemp)
trap 'rm -f "$list"' EXIT
find chopin_studio -name '*.py' | LC_ALL=C sort > "$list"
for translation in resources/translations/*.ts; do
    # The functions by which the code names a text; see chopin_studio/texts.py.
    .venv/bin/pyside6-lupdate "@$list" -silent -no-obsolete -locations none -source-language en \
        -tr-function-alias tr+=translatable,tr+=plural,tr+=tr_plural -ts "$translation"
done
