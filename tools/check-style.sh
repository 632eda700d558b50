#!/usr/bin/env bash
# Style, checked by a program: check-style.sh [ROOT]. Prints file:line: what, and exits 1 if there is anything to say; 77, which
# a test shows as skipped, if only the form of the C could not be looked at, for want of clang-format 14, or 1 with SOCRED_FORM=must, as
# .ci/run has it. `check-style.sh ROOT --wide` prints tools/wide.txt as it would be now.
# Looks at the files git knows, or at all of them where there is no git. Layering is checked in tests/structure.
set -euo pipefail
own=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$own/..}"

# What holds today: where something shorter holds one day, the number is lowered.
readonly file_most=450 header_most=240 test_header_most=270 function_most=67 line_most=110
readonly test_function_most=98 # a table of cases, told one after another
readonly script_line_most=140 # Python; a table (.def) has one row a line, however long (CONTRIBUTING.md)
# Tables: one line per entry is their form, however many entries there are.
tables="^($(paste -sd"|" <(grep -v "^#" "$own/tables.txt")))\$"
readonly tables

found=$(mktemp)
trap 'rm -f "$found"' EXIT

files() {
	if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
		git ls-files
	else
		find . -type f -not -path './build*' -not -path './out/*' -not -path '*/node_modules/*' | sed 's,^\./,,'
	fi | grep -E "$1" | while read -r name; do [ ! -f "$name" ] || echo "$name"; done
}

lengths() {
	local name lines most
	xargs -r wc -l | while read -r lines name; do # with a line "total" for each call of wc
		[[ $name == total || $name =~ $tables ]] && continue
		most=$file_most
		[[ $name == *.h ]] && most=$header_most
		[[ $name == tests/*.h ]] && most=$test_header_most
		[ "$lines" -le "$most" ] || echo "$name:1: $lines lines, at most $most: perhaps two topics"
	done
}

# A function runs from a { to a } in the first column. Needs the names on standard input.
functions() {
	xargs -r awk -v most_here="$function_most" -v most_test="$test_function_most" -v widest="$line_most" -v tables="$tables" '
		FNR == 1 { from = 0; kind = ""; most = FILENAME ~ /^tests\// ? most_test : most_here }
		/^[a-z_].*[^;]$/ { kind = $0 }
		/^\{/ { from = FNR }
		/^\}/ {
			if (from && FNR - from - 1 > most && kind ~ /\(/)
				print FILENAME ":" from ": " FNR - from - 1 " lines in a function, at most " most
			from = 0
		}
		{
			wide = $0
			gsub(/\t/, "    ", wide)
			gsub(/[\200-\277]/, "", wide) # a character of many bytes is one column
			if (length(wide) > widest && FILENAME !~ tables)
				print FILENAME ":" FNR ": " length(wide) " columns, at most " widest
		}'
}

spaces() {
	xargs -r grep -nHE '[ 	]+$' | sed -E 's/^([^:]*:[0-9]+:).*/\1 space at the end of the line/' || true
}

# clang-format 14 under any of its names: .clang-format is written for it, and others break lines elsewhere.
formatter() {
	local name
	for name in clang-format-14 clang-format; do
		if command -v "$name" >/dev/null && "$name" --version | grep -q 'version 14\.'; then
			echo "$name"
			return
		fi
	done
}

formats() {
	local program
	program=$(formatter)
	if [ -z "$program" ]; then
		cat >/dev/null # the names; a pipe that nobody reads would be a failure
		return
	fi
	grep -vE "$tables" | xargs -r "$program" --dry-run 2>&1 | sed -nE 's/^([^:]*:[0-9]+:)[0-9]+: warning:.*/\1 not as clang-format writes it: tools\/format.sh/p' | sort -u
}

# A table that clang-format leaves alone is there, and CONTRIBUTING.md says which and why; nothing else is kept from it. Needs the names on
# standard input.
left_alone() {
	local names row
	names=$(cat)
	while read -r row; do
		grep -qE "^($row)\$" <<<"$names" || echo "tools/tables.txt: no file is called $row"
	done < <(grep -v "^#" "$own/tables.txt")
	grep -E "$tables" <<<"$names" | grep -E '\.[ch]$' | while read -r row; do
		grep 'clang-format leaves' CONTRIBUTING.md | grep -qF "\`$row\`" || echo "CONTRIBUTING.md: clang-format leaves $row alone (tools/tables.txt), and why is not said"
	done
	grep -E '\.[ch]$' <<<"$names" | xargs -r grep -nHE 'clang-format (off|on)' |
		sed -E 's/^([^:]*:[0-9]+:).*/\1 kept from clang-format by a mark: a table is in tools\/tables.txt, other C has its form/' || true
}

# "lines file" for each file of Python with lines above the width.
wide() {
	xargs -r awk -v script="$script_line_most" '
		{
			gsub(/\t/, "    ")
			gsub(/[\200-\277]/, "")
			if (length($0) > script)
				over[FILENAME]++
		}
		END { for (name in over) print over[name], name }' | awk '{ n[$2] += $1 } END { for (name in n) print n[name], name }' | sort -k 2
}

# Lines above the width that were there when the width began to hold are counted in tools/wide.txt, by file: there may only be fewer.
widths() {
	wide | awk -v most="$own/wide.txt" -v script="$script_line_most" '
		BEGIN { while ((getline line < most) > 0) if (line !~ /^#/) { split(line, field, " "); allowed[field[2]] = field[1] } }
		$1 > allowed[$2] + 0 {
			print $2 ": " $1 " lines above " script " columns, at most " allowed[$2] + 0 " (tools/wide.txt)"
		}'
}

# gcc and clang name the function that chooses between versions differently: no other file may need it. clang names it after the
# function alone, static or not: two of one name do not link.
versions() {
	xargs -r grep -nHE '^SOC_VECTOR [^#]' | awk '
		{ match($0, /^[^:]*:[0-9]+:/); place = substr($0, 1, RLENGTH); text = substr($0, RLENGTH + 1) }
		text !~ /^SOC_VECTOR static / { print place " SOC_VECTOR before a function that is not static"; next }
		match(text, /[a-z_0-9]+\(/) {
			name = substr(text, RSTART, RLENGTH - 1)
			if (name in seen)
				print place " " name " is the name of the SOC_VECTOR at " seen[name] " as well"
			seen[name] = place
		}'
}

last_newlines() {
	xargs -r python3 -c '
import sys
for name in sys.argv[1:]:
    text = open(name, "rb").read()
    if text and not text.endswith(b"\n"):
        print(f"{name}: no newline at the end")'
}

# Promises left in the text, and paths of one machine.
words() {
	xargs -r grep -nHIE '\b(TODO|FIXME|XXX|HACK)\b|not implemented|for now\b|(^|[^A-Za-z0-9_.$})])/(home|work|root)/' |
		sed -E 's/^([^:]*:[0-9]+:)(.*)/\1 word that does not belong here:\2/' || true
}

c='^(src|app|include|tests|bench|docs|tools)/.*\.[ch]$'
text='\.(c|h|def|md|sh|py|ts|mjs|css|html|yaml|yml|build|cff|txt|1)$|^quickstart$|^\.ci/run$'
kept='^(LICENSE|web/package-lock\.json|tests/fuzz/corpus/.*|tests/.*/bad/.*|tools/check-style\.sh)$'
scripts='\.py$'
if [ "${2:-}" = --wide ]; then
	grep "^#" "$own/wide.txt"
	files "$scripts" | wide
	exit
fi
{
	# Where no name is read, nothing is found, which would look like no fault.
	for kind in "$c" "$text"; do
		count=$(files "$kind" | wc -l) || true # none is what is asked
		[ "$count" -ge 300 ] || echo "$count files look like $kind, and 300 or more are there"
	done
	files "$c" | lengths
	files "$c" | functions
	files "$c" | formats
	files '\.(c|h|def)$' | left_alone
	files "$c" | versions
	files "$scripts" | widths
	files "$text" | grep -vE "$kept" | spaces
	files "$text" | grep -vE "$kept" | last_newlines
	files "$text" | grep -vE "$kept" | words
} >"$found"
if [ -z "$(formatter)" ]; then
	echo "THE FORM OF THE C IS NOT LOOKED AT: it is that of clang-format 14, which is not here (Debian 12: apt-get install clang-format)" >&2
	[ "${SOCRED_FORM:-}" != must ] || echo "clang-format 14: is not here, and SOCRED_FORM=must asks for it" >>"$found"
fi
cat "$found"
[ ! -s "$found" ] || exit 1
[ -n "$(formatter)" ] || exit 77
