# Shell functions that find and install missing Debian packages; read by the other scripts.

required="" # as in a package's Depends: names parted by commas, either of two by a bar
libraries=$( (PATH="$PATH:/usr/sbin:/sbin"; ldconfig -p) 2>/dev/null || true)

require() {
    required="${required:+$required, }$1"
}

require_library() { # soname, package (Debian 13 renamed some: newer name first)
    case "$libraries" in
    *"$1"*) ;;
    *) require "$2" ;;
    esac
}

require_command() { # command, package
    command -v "$1" >/dev/null 2>&1 || require "$2"
}

# Install what is required, where that may be done; else name the one command and fail.
install_required() {
    [ -n "$required" ] || return 0
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Install what your system calls these Debian packages, then run make again: $required" >&2
        return 1
    fi
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo"
    else
        echo "Some system libraries are missing. Run this, then make again:" >&2
        echo "    sudo apt-get satisfy --no-install-recommends '$required'" >&2
        return 1
    fi
    echo "Installing $required" >&2
    $as_root apt-get update -qq || true
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get satisfy -y --no-install-recommends "$required" >/dev/null
}
