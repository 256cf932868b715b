# For the scripts that install editors, which read it: npm with install scripts off, and native modules compiled by hand.
# Needs $log, the file that says what was done; sets $headers, Node's own.
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
