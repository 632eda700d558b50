#!/usr/bin/env bash
# The lab as one file, in headless Chromium: page.sh ROOT WORK SOCRED LAB.html; the packages of the page's tests come into WORK.
set -euo pipefail
root=$1 work=$2 socred=$3 lab=$4
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome) || {
	echo "skip the lab as one file: no chromium"
	exit 0
}
"$root/tests/web/packages.sh" "$root" "$work"
"$socred" run "$root/scenarios/start/minimal/scenario.yaml" -o "$work/native" --quiet
digest=$("$socred" show "$work/native" digests --format csv | awk -F, '$1 == "content" { print $3 }')
[ ${#digest} -eq 64 ]
cp -f "$lab" "$work/socred-lab.html" # a copy beside nothing, as somebody has it who was sent it
node "$root/tests/wasm/page.mjs" "$work/socred-lab.html" "$work/node_modules" "$chromium" "$digest"
