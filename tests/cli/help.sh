# Help of the program and of each command. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

expect "$ok" --out 'Usage: socred COMMAND' --help
expect "$ok" --out 'Usage: socred COMMAND' -h
expect "$ok" --out 'Usage: socred COMMAND' help
expect "$ok" --out 'socred 0.' --version
expect "$ok" --out 'the scenario is not valid' --help
expect "$ok" --out 'SCENARIO' --help
# Every exit code of the header stands in the help.
codes=0
while read -r value text; do
	codes=$((codes + 1))
	expect "$ok" --out "$(printf '%2d  %s' "$value" "$text")" --help
done < <(sed -n 's/^.*X(SOC_[A-Z_]*, \([0-9]*\), "\(.*\)").*/\1 \2/p' "$project/include/socred/error.h")
[ "$codes" -ge 12 ] || fail "$codes exit codes in the header"

[ "$(wc -w <<<"$commands")" -ge 10 ] || fail "fewer than ten commands in the help: $commands"
for command in $commands; do
	expect "$ok" --out "Usage: socred $command" "$command" --help
	expect "$ok" --out "Usage: socred $command" help "$command"
	cat "$work/out" >>"$work/helps"
	examples=$(sed -n '/^Examples:/,$p' "$work/out" | grep -c "socred $command")
	[ "$examples" -ge 2 ] || fail "$examples examples in the help of $command, two wanted"
done

# A letter is one option in all commands.
letters=$(grep -oE '^ +-[A-Za-z], --[a-z-]+' "$work/helps" | sort -u)
checks=$((checks + 1))
[ "$(wc -l <<<"$letters")" -gt 12 ] || fail "no letters of options in the help"
twice=$(sed 's/ *\(-.\), .*/\1/' <<<"$letters" | sort | uniq -d)
[ -z "$twice" ] || fail "letters that mean two options: $(grep -F -- "$twice" <<<"$letters" | tr -s ' \n' ' ')"
# Those that were otherwise are read, with a warning.
expect "$ok" --err 'write -S, or --set' check -s seed=3 "$project/scenarios/start/minimal/scenario.yaml"
expect "$ok" --err 'write -P, or --provinces' population china-2020 -n 2000 -p Hainan -q

man=$(dirname "$socred")/../docs/man/socred.1
if [ -f "$man" ] && command -v man >/dev/null; then
	warnings=$(LC_ALL=C.UTF-8 MANWIDTH=200 man --warnings -l "$man" 2>&1 >"$work/man")
	[ -z "$warnings" ] || fail "the manual page has faults: $warnings"
	for command in $commands; do
		grep -q "socred $command" "$work/man" || fail "no $command in the manual page"
	done
fi
