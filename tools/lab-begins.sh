#!/bin/sh
# lab-begins.sh COMMAND...: starts a lab as a user does (./quickstart lab --no-open), asks it what a page asks (lab_asked.py), and ends it; for fresh-machine.sh.
set -eu
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" >"$said" 2>&1 &
lab=$!
until grep -q '/#token=[0-9a-f]* *$' "$said"; do
	kill -0 "$lab" 2>/dev/null || {
		cat "$said"
		echo "lab-begins: the command ended without the address of a lab" >&2
		exit 1
	}
	sleep 0.2
done
cat "$said"
status=0
python3 "$(dirname "$0")/lab_asked.py" "$(grep -o 'http://.*/#token=[0-9a-f]*' "$said")" || status=1
kill -TERM "$lab"
wait "$lab" || {
	echo "not ok a signal ends it with success"
	status=1
}
exit "$status"
