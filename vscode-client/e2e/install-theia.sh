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

export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false npm_config_ignore_scripts=true
export npm_config_fetch_retries=5 npm_config_fetch_retry_mintimeout=2000
step() {
  echo "--- $(pwd): $*" >> "$log"
  "$@" >> "$log" 2>&1 || { tail -40 "$log" >&2; echo "failed: $* (whole log: $log)" >&2; exit 1; }
}
again() { # a registry may drop a connection: three tries
  for try in 1 2 3; do
    echo "--- $(pwd): $* (try $try)" >> "$log"
    "$@" >> "$log" 2>&1 && return 0
    sleep $((try * 5))
  done
  tail -40 "$log" >&2
  echo "failed three times: $* (whole log: $log)" >&2
  exit 1
}
gyp=$(npm root -g)/npm/node_modules/node-gyp/bin/node-gyp.js
[ -e "$gyp" ] || gyp=$(find /usr/lib/node_modules /usr/share/nodejs /usr/share/node_modules -path '*node-gyp/bin/node-gyp.js' 2>/dev/null | head -1)
[ -n "$gyp" ] || { echo "npm's node-gyp was not found" >&2; exit 1; }
headers=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
[ -e "$headers/include/node/node.h" ] || { echo "no Node headers in $headers/include/node" >&2; exit 1; }

cd "$home"
again npm ci
for module in drivelist keytar; do
  cd "$home/node_modules/$module"
  step node "$gyp" rebuild --nodedir="$headers" -j 2
done
cd "$home"
step npx --no-install theia build --mode development
touch "$home/.complete"
echo "$home"
