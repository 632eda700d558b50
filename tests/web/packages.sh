#!/bin/sh
# packages.sh SOURCE WORK: the packages that the tests of pages need, in WORK/node_modules; fetched once for a lock file.
set -eu
source=$1 work=$2
mkdir -p "$work"
wanted=$(cat "$source/web/package.json" "$source/web/package-lock.json" | cksum)
[ "$wanted" != "$(cat "$work/.fetched" 2>/dev/null || :)" ] || exit 0
cp "$source/web/package.json" "$source/web/package-lock.json" "$work/"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=5 --loglevel=error)
printf '%s\n' "$wanted" >"$work/.fetched"
