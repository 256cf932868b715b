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

. "$(dirname "$(readlink -f "$0")")/native-modules.sh"

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
