#!/bin/sh
# make.sh [REPORT]: the picture of the README from a report (default: that of ./quickstart), by headless Chromium. Run it from anywhere.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
report=$(readlink -f "${1:-$here/../../out/china-national/report.html}")
[ -f "$report" ] || { echo "make.sh: there is no $report: run ./quickstart first" >&2; exit 5; }
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "make.sh: Chromium is wanted" >&2; exit 5; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking --user-data-dir="$work/profile" \
	--window-size=1000,1500 --virtual-time-budget=10000 --screenshot="$work/report.png" "file://$report" >/dev/null 2>&1
[ "$(stat -c %s "$work/report.png")" -lt 300000 ] || { echo "make.sh: the picture is larger than 300 kB" >&2; exit 9; }
mv "$work/report.png" "$here/report.png"
