# Completion for bash, asked as bash asks it. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154,SC1091 # names of cli.sh; the file beside

completions() {
	COMP_WORDS=(socred "$@")
	COMP_CWORD=$#
	_socred
	printf '%s\n' "${COMPREPLY[@]}"
}
completes() {
	local want=$1
	shift
	checks=$((checks + 1))
	completions "$@" | grep -qxF -- "$want" || fail "completion of 'socred $*' has no '$want'"
}

PATH=$(dirname "$socred"):$PATH
. "$project/app/completion/socred.bash"
for command in $commands; do
	completes "$command" "${command:0:2}"
	completes --help "$command" --h
done
completes --version --v
completes --format show --f
completes json show --format j
completes systems help sys
completes P6 systems P
completes ensign theory ens
completes discovered= theory ensign --set disc
completes people.persons params people.
completes people.persons= run x.yaml --set people.p
touch "$work/one.yaml" "$work/one.db" "$work/one.txt"
completes "$work/one.yaml" run "$work/on"
completes "$work/one.db" show "$work/on"
touch "$work/one.csv"
completes "$work/one.csv" run x.yaml --posterior "$work/on"
! completions run "$work/on" | grep -q 'txt' || fail "completion of run offers a text file"
