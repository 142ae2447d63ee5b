#!/bin/sh
# Open the app; where there is no display, do its main job without one.
set -eu
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display to open a window on, so here is a take without one, in out/:"
    exec .venv/bin/chopin-studio demo --out out
fi
exec .venv/bin/chopin-studio
