#!/bin/sh
# make-man.sh PROGRAM: the manual page on standard output, from the program's own help.
set -eu
socred=$1
version=$("$socred" --version)

# Text as it stands: no line of it may look like a request or carry an escape.
verbatim() {
	echo .EX
	sed -e 's/\\/\\e/g' -e "s/^\\([.']\\)/\\\\\&\\1/" -e 's/-/\\-/g'
	echo .EE
}

commands() {
	"$socred" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

cat <<HEAD
.TH SOCRED 1 "" "$version" "User Commands"
.SH NAME
socred \\- a laboratory that simulates social credit systems over synthetic people
.SH SYNOPSIS
.B socred
.I COMMAND
[\\fIARGUMENT\\fR]... [\\fIOPTION\\fR]...
.br
.B socred help
[\\fICOMMAND\\fR]
.br
.B socred \\-\\-version
.SH DESCRIPTION
.B socred
builds a synthetic society from published aggregates, puts a scoring regime over it, lets it live for years, and shows
what the regime does: to whom, how often by mistake, and how sure that is.
It studies and does not operate: there is no way to put a real person into it.
.PP
A scenario is a YAML file.
The same scenario and seed give the same content of results on any machine and for any number of threads.
.SH COMMANDS
HEAD
for command in $(commands); do
	echo ".SS socred $command"
	"$socred" help "$command" | verbatim
done
cat <<'FILES'
.SH FILES
What
.B socred run
leaves in its folder:
.TP
.I results.db
The results, a SQLite database; its tables and views are described by
.BR "socred show" .
.TP
.I report.html
The report: one file, readable without a network.
.TP
.I scenario.resolved.yaml
The scenario with every value filled in and its source; running it gives the same results.
FILES
echo ".SH EXIT STATUS"
"$socred" --help | sed -n '/^Exit status:/,/^$/s/^ *\([0-9][0-9]*\)  \(.*\)/.TP\n.B \1\n\2/p'
echo ".SH SEE ALSO"
echo "The guide and the description of the model, in docs/ of the source."
