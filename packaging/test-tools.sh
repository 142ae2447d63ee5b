#!/bin/sh
# Install the servers that some tests play to; without them those tests are skipped and say so.
set -eu
cd "$(dirname "$0")/.."

[ "$(uname -s)" = Linux ] || exit 0
. packaging/system.sh
require_command Xvfb xvfb
require_command jackd jackd2
install_required || echo "Going on without: $required" >&2
