# Completion of socred for bash: commands and options as the program's own help states them, keys of --set and params
# from `socred params`, files elsewhere. Source it, or install it as bash-completion/completions/socred.
# shellcheck shell=bash

_socred_commands() {
	socred --help 2>/dev/null | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

_socred_options() {
	socred "$1" --help 2>/dev/null | grep -oE '(^|[[ ,])--?[a-z][a-z-]*' | grep -oE -- '--?[a-z][a-z-]*' | sort -u
}

# First column of the table of keys, without its heading.
_socred_keys() {
	socred params --format csv 2>/dev/null | sed -e 1d -e 's/^"\{0,1\}\([^",]*\).*/\1/'
}

_socred_theories() {
	socred theory --format csv 2>/dev/null | sed -e 1d -e 's/,.*//'
}

_socred_theory_keys() {
	socred theory "$1" --help 2>/dev/null | sed -n '/^Parameters/,/^Figures/s/^  \([a-z_0-9]*\) = .*/\1/p'
}

_socred_files() {
	local suffix name
	compopt -o filenames 2>/dev/null
	COMPREPLY=()
	while read -r name; do
		for suffix in "$@"; do
			[[ -d $name || $name == *"$suffix" ]] && COMPREPLY+=("$name")
		done
	done < <(compgen -f -- "$word" | sort -u)
}

_socred_argument() {
	case $1 in
	run | check | policies | assumptions | lab) _socred_files .yaml .yml ;;
	compare) _socred_files .db .yaml .yml ;;
	show | report | explain | find | people | diff | fairness | assess | storage) _socred_files .db ;;
	compare) _socred_files .db .yaml .yml ;;
	show | report | explain | find | people | diff | fairness | assess | storage) _socred_files .db ;;
	experiment)
		if [ "$COMP_CWORD" -eq 2 ]; then
			mapfile -t COMPREPLY < <(compgen -W "check plan run status analyse report answer" -- "$word")
		else
			_socred_files .yaml .yml
		fi
		;;
	params) mapfile -t COMPREPLY < <(compgen -W "$(_socred_keys)" -- "$word") ;;
	theory) mapfile -t COMPREPLY < <(compgen -W "$(_socred_theories)" -- "$word") ;;
	help) mapfile -t COMPREPLY < <(compgen -W "$(_socred_commands)" -- "$word") ;;
	systems) mapfile -t COMPREPLY < <(compgen -W "$(socred systems --format csv | sed -e 1d -e 's/^"\([^"]*\).*/\1/')" -- "$word") ;;
	esac
}

_socred() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		mapfile -t COMPREPLY < <(compgen -W "help --help --version $(_socred_commands)" -- "$word")
		return
	fi
	case $before in
	--set)
		compopt -o nospace 2>/dev/null
		if [ "$command" = theory ]; then
			mapfile -t COMPREPLY < <(compgen -S = -W "$(_socred_theory_keys "${COMP_WORDS[2]}")" -- "$word")
			return
		fi
		mapfile -t COMPREPLY < <(compgen -S = -W "$(_socred_keys)" -- "$word")
		return
		;;
	--format)
		mapfile -t COMPREPLY < <(compgen -W "table csv json text html" -- "$word")
		return
		;;
	--posterior)
		_socred_files .csv
		return
		;;
	-o | --output)
		_socred_files ''
		return
		;;
	esac
	if [[ $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_socred_options "$command")" -- "$word")
	else
		_socred_argument "$command"
	fi
}

complete -F _socred socred
