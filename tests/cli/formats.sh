# Results of another format are refused by every command that opens results, with a code of their own. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

expect "$ok" run "$minimal" -o "$work/now" --persons 2000 --months 3 --replicates 1 --quiet
of_format() { # NUMBER: a copy of it that says so
	mkdir -p "$work/format-$1"
	cp "$work/now"/* "$work/format-$1/"
	python3 -c 'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(f"PRAGMA user_version = {sys.argv[2]}")' "$work/format-$1/results.db" "$1"
}
refused() { # FOLDER SENTENCE: by every command whose help says that it takes results; each is refused before it writes anything
	local command takes of=$1 says=$2 tried=0
	while read -r command takes; do
		case $takes in
		'RESULTS [TABLE]')
			expect "$other_format" --err "$says" show "$of"
			expect "$other_format" --err "$says" show "$of" headline ;;
		RESULTS)
			local more=(--person 1)
			[ "$command" = explain ] || more=(-o "$work/refused.html")
			[ "$command" != fairness ] || more=(--by group)
			[ "$command" != find ] || more=(--where listed)
			expect "$other_format" --err "$says" "$command" "$of" "${more[@]}" ;;
		'[RESULTS]')
			expect "$other_format" --err "$says" "$command" "$of" ;;
		'RESULTS...')
			expect "$other_format" --err "$says" assess "$of" --form fria -o "$work/refused.html" ;;
		'A B')
			expect "$other_format" --err "$says" "$command" "$of" "$work/now"
			expect "$other_format" --err "$says" "$command" "$work/now" "$of" ;;
		*) continue ;;
		esac
		tried=$((tried + 1))
		[ "$(wc -l <"$work/err")" -eq 1 ] || fail "$command says more than one sentence of results of another format"
	done <<-END
		$("$socred" --help | sed -n 's/^  \([a-z]*\)  *\(RESULTS \[TABLE\]\|RESULTS[.]*\|\[RESULTS\]\|A B\) .*/\1 \2/p')
	END
	[ "$tried" -eq 10 ] || fail "$tried commands that take results, not show, report, explain, find, people, fairness, assess, storage, diff and compare"
	[ ! -e "$work/refused.html" ] || fail "a report of results of another format"
}
for older in 1 2; do
	of_format "$older"
	refused "$work/format-$older" "has format $older, which socred 0.1 reads"
done
of_format 4
refused "$work/format-4" 'read it with the version that made it'

# What an interrupted run has finished does not take their place unasked.
stopped_late run "$minimal" -o "$work/format-2" --persons 4000 --replicates 1000 --quiet
[ $? -eq "$interrupted" ] || fail "an interrupted run ends otherwise"
refused "$work/format-2" 'has format 2'
[ -s "$work/format-2/interrupted/report.html" ] || fail "what was finished is lost"
