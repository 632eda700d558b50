#!/bin/sh
# bundle.sh SOURCE OUTPUT WORK [PAGE]: fetches the packages of package-lock.json into WORK (once), bundles SOURCE into OUTPUT.
# npm checks every package against the digest in the lock file; no script of a package is run.
set -eu
source=$1 output=$2 work=$3 page=${4:-report}
mkdir -p "$work"
wanted=$(cat "$source/package.json" "$source/package-lock.json" | cksum)
if [ "$wanted" != "$(cat "$work/.fetched" 2>/dev/null || :)" ]; then
	cp "$source/package.json" "$source/package-lock.json" "$work/"
	if ! (cd "$work" && npm ci --omit=dev --ignore-scripts --no-audit --no-fund --fetch-retries=5 --loglevel=error) >"$work/npm.log" 2>&1; then
		cat "$work/npm.log" >&2
		echo "bundle.sh: npm could not fetch the packages of the report; -Dreport=false builds without it" >&2
		exit 1
	fi
	printf '%s\n' "$wanted" >"$work/.fetched"
fi
node "$source/build.mjs" "$output" "$work/node_modules" "$page"
