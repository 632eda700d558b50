# Help of the program and of each command. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

expect "$ok" --out 'Usage: socred COMMAND' --help
expect "$ok" --out 'Usage: socred COMMAND' -h
expect "$ok" --out 'Usage: socred COMMAND' help
expect "$ok" --out 'socred 0.' --version
expect "$ok" --out 'the scenario is not valid' --help
expect "$ok" --out 'SCENARIO' --help
# Every exit code of the header stands in the help.
while read -r value text; do
	expect "$ok" --out "$(printf '%2d  %s' "$value" "$text")" --help
done < <(sed -n 's/^.*X(SOC_[A-Z_]*, \([0-9]*\), "\(.*\)").*/\1 \2/p' "$project/include/socred/error.h")

[ "$(wc -w <<<"$commands")" -ge 10 ] || fail "fewer than ten commands in the help: $commands"
for command in $commands; do
	expect "$ok" --out "Usage: socred $command" "$command" --help
	expect "$ok" --out "Usage: socred $command" help "$command"
	examples=$("$socred" help "$command" | sed -n '/^Examples:/,$p' | grep -c "socred $command")
	[ "$examples" -ge 2 ] || fail "$examples examples in the help of $command, two wanted"
done

man=$(dirname "$socred")/../docs/man/socred.1
if [ -f "$man" ] && command -v man >/dev/null; then
	warnings=$(LC_ALL=C.UTF-8 MANWIDTH=200 man --warnings -l "$man" 2>&1 >"$work/man")
	[ -z "$warnings" ] || fail "the manual page has faults: $warnings"
	for command in $commands; do
		grep -q "socred $command" "$work/man" || fail "no $command in the manual page"
	done
fi
