#!/usr/bin/env bash
# Builds the smallest Eclipse Theia for the browser, all from npm: e2e/install-theia.sh DIRECTORY
# Prints nothing on success but the path. Versions stand in e2e/theia/package.json and its lock file. npm's install scripts
# are off, since some reach for hosts that a build machine may not see; only the native modules that Theia loads and that
# come without binaries are compiled.
# Needs: node 20, npm, g++, make, python3, pkg-config, libsecret-1-dev.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: $0 DIRECTORY" >&2; exit 2; }
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
mkdir -p "$1"
parent=$(cd "$1" && pwd)
# Another lock file is another Theia.
home=$parent/theia-$(cat "$here/theia/package.json" "$here/theia/package-lock.json" | sha256sum | cut -c-12)
[ -e "$home/.complete" ] && { echo "$home"; exit 0; }
rm -rf "$parent"/theia-*
mkdir -p "$home"
log=$home.log
: > "$log"
cp "$here/theia/package.json" "$here/theia/package-lock.json" "$home"

. "$here/native-modules.sh"

cd "$home"
again npm ci
for module in drivelist keytar; do
  cd "$home/node_modules/$module"
  native
done
cd "$home"
step npx --no-install theia build --mode development
touch "$home/.complete"
echo "$home"
