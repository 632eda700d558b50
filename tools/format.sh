#!/usr/bin/env bash
# Writes all C in the form of .clang-format, with clang-format 14: format.sh [FILE...]. Tables (tools/tables.txt) stay.
set -euo pipefail
cd "$(dirname "$0")/.."
program=clang-format-14
command -v "$program" >/dev/null || program=clang-format
"$program" --version | grep -q 'version 14\.' || {
	echo "clang-format 14 is wanted (Debian 12: apt-get install clang-format): others break lines elsewhere" >&2
	exit 1
}
tables="^($(paste -sd"|" <(grep -v "^#" tools/tables.txt)))\$"
if [ $# -gt 0 ]; then printf '%s\n' "$@"; else git ls-files '*.c' '*.h'; fi | grep -vE "$tables" | xargs -r "$program" -i
