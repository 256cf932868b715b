#!/usr/bin/env bash
# Installs code-server, a real VS Code for the browser, from its npm package: e2e/install-code-server.sh DIRECTORY
# Prints nothing on success but the path. The package's own install script is not run: it insists on an unsafe npm
# setting as root and reaches for hosts that a build machine may not see. Its work is done here by hand, with npm's
# install scripts off, and only the native modules that the editor loads are compiled.
# Needs: node 20, npm, g++, make, python3, pkg-config, libsecret-1-dev, ripgrep.
set -euo pipefail
version=4.100.3
# Of the npm tarball; the shrinkwrap files inside pin everything below it.
sha512=q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==

[ $# -eq 1 ] || { echo "usage: $0 DIRECTORY" >&2; exit 2; }
mkdir -p "$1"
parent=$(cd "$1" && pwd)
home=$parent/code-server-$version
[ -e "$home/.complete" ] && { echo "$home"; exit 0; }
rm -rf "$home"
mkdir -p "$home"
log=$home.log
: > "$log"

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
native() { step node "$gyp" rebuild --nodedir="$headers" -j 2; }

cd "$parent"
again npm pack "code-server@$version"
got=$(openssl dgst -sha512 -binary "code-server-$version.tgz" | base64 -w0)
[ "$got" = "$sha512" ] || { echo "code-server-$version.tgz is not the pinned one (sha512 $got)" >&2; exit 1; }
step tar -xzf "code-server-$version.tgz" -C "$home" --strip-components=1
rm "code-server-$version.tgz"

cd "$home"
again npm ci --omit=dev
cd "$home/node_modules/argon2" # imported even when no password is asked for
step env npm_config_nodedir="$headers" npm_config_ignore_scripts=false "$home/node_modules/.bin/node-pre-gyp" rebuild \
  --build-from-source

cd "$home/lib/vscode"
again npm ci --omit=dev --legacy-peer-deps # its shrinkwrap leaves out a peer, which plain `npm ci` refuses
for module in @vscode/spdlog node-pty native-watchdog; do
  cd "$home/lib/vscode/node_modules/$module"
  native
done
cd "$home/lib/vscode"
ln -sfn node_modules node_modules.asar
ln -sfn code-linux.sh bin/remote-cli/code-server
ln -sfn browser-linux.sh bin/helpers/browser.sh
mkdir -p node_modules/@vscode/ripgrep/bin
ln -sfn "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg

cd "$home/lib/vscode/extensions"
again npm ci --omit=dev
touch "$home/.complete"
echo "$home"
