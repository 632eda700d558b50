#!/usr/bin/env bash
# locale.sh PROGRAM ARGUMENT...: makes a locale with a decimal comma of its own and runs the program under it. Status 77: skipped, said
# aloud. SOC_TEST_FOLDER is a folder to write into.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
	printf 'comment_char %%\nescape_char /\n'
	for category in CTYPE COLLATE MONETARY TIME MESSAGES; do printf 'LC_%s\ncopy "POSIX"\nEND LC_%s\n' "$category" "$category"; done
	printf 'LC_NUMERIC\ndecimal_point ","\nthousands_sep "."\ngrouping 3;3\nEND LC_NUMERIC\n'
} >"$work/source"
# Ends with 1 for categories that are left out; whether the locale works is asked below.
localedef --no-archive -c -i "$work/source" "$work/comma" >"$work/log" 2>&1 || true
status=0
LOCPATH=$work SOC_TEST_FOLDER=$work SOC_TEST_LOCALE=comma "$@" || status=$?
[ "$status" -ne 77 ] || cat "$work/log"
exit "$status"
