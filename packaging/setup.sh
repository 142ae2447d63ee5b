#!/bin/sh
# Set up a virtual environment with locked versions, and the system's libraries that it needs.
# Usage: setup.sh FOLDER LOCK
set -eu
cd "$(dirname "$0")/.."
environment=$1
lock=$2

. packaging/system.sh

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
            2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Chopin Studio needs Python 3.11, 3.12 or 3.13: install one of them, then run make again." >&2
    exit 1
}

python=$(find_python)

case "$(uname -s)" in
Linux)
    require_library libfluidsynth.so.3 libfluidsynth3
    require_library libasound.so.2 "libasound2t64 | libasound2"
    # What Qt needs for any window, on screen or not,
    require_library libEGL.so.1 libegl1
    require_library libGL.so.1 libgl1
    require_library libxkbcommon.so.0 libxkbcommon0
    require_library libfontconfig.so.1 libfontconfig1
    require_library libfreetype.so.6 libfreetype6
    require_library libglib-2.0.so.0 "libglib2.0-0t64 | libglib2.0-0"
    require_library libdbus-1.so.3 libdbus-1-3
    # and for one under X11.
    require_library libxkbcommon-x11.so.0 libxkbcommon-x11-0
    require_library libX11-xcb.so.1 libx11-xcb1
    require_library libxcb-cursor.so.0 libxcb-cursor0
    require_library libxcb-icccm.so.4 libxcb-icccm4
    require_library libxcb-keysyms.so.1 libxcb-keysyms1
    require_library libxcb-image.so.0 libxcb-image0
    require_library libxcb-render-util.so.0 libxcb-render-util0
    require_library libxcb-xkb.so.1 libxcb-xkb1
    require_library libxcb-shape.so.0 libxcb-shape0
    require_library libxcb-randr.so.0 libxcb-randr0
    require_library libxcb-shm.so.0 libxcb-shm0
    require_library libxcb-sync.so.1 libxcb-sync1
    require_library libxcb-xfixes.so.0 libxcb-xfixes0
    require_library libxcb-render.so.0 libxcb-render0
    [ -n "$(find /usr/share/fonts -name '*.[to]tf' 2>/dev/null | head -n 1)" ] ||
        require fonts-dejavu-core
    "$python" -c 'import ensurepip' 2>/dev/null || require python3-venv
    install_required || exit 1
    ;;
Darwin)
    if ! ls /opt/homebrew/lib/libfluidsynth* /usr/local/lib/libfluidsynth* >/dev/null 2>&1; then
        echo "For the built-in piano run: brew install fluid-synth" >&2
    fi
    ;;
esac

"$python" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$lock"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
    --no-build-isolation --editable .
