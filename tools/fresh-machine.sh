#!/usr/bin/env bash
# fresh-machine.sh FOLDER [12|13] [--only run|test|lab|python|container] [--sudo]: the README's two commands on a bare Debian, and again without a network.
#
# Builds a Debian 12 (bookworm; the default) or 13 (trixie) with git and a shell in FOLDER (debootstrap; a FOLDER that has one is used
# as it is), puts a clean clone of the last commit in, and runs ./quickstart and ./quickstart test there as root, or with --sudo as a
# user who may use sudo; then both once more with the network cut off, since nothing may be installed or fetched a second time. --only
# takes one of them, or ./quickstart lab (asked what a page asks: lab-begins.sh), ./quickstart python, or the steps of the Containerfile
# and the commands that it states. Needs root. Archives, proxies, certificates and npm's settings are those of the machine it runs on,
# whatever release that has. FOLDER stays for a look; to remove it: rm -r FOLDER.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
usage='usage: fresh-machine.sh FOLDER [12|13] [--only run|test|lab|python|container] [--sudo]'
root=${1:?$usage}
shift
release=bookworm
only=both
user=root
while [ $# -gt 0 ]; do
	case "$1 ${2-}" in
	"12 "* | "bookworm "*) release=bookworm ;;
	"13 "* | "trixie "*) release=trixie ;;
	"--only run" | "--only test" | "--only lab" | "--only python" | "--only container") only=$2 && shift ;;
	"--sudo "*) user=founder ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
	shift
done
own=$(. /etc/os-release && echo "$VERSION_CODENAME")
home=/root
[ "$user" = root ] || home=/srv/$user

say() {
	printf '\n#### %s (%s)\n' "$*" "$(date +%H:%M:%S)"
}

# The first Debian archive apt knows here: "deb [..] URI suite" lines and "URIs:" fields alike.
mirror() {
	local uri
	uri=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' |
		awk -v own="$own" '$2 == own && $3 == "main" { print $1; exit }')
	[ -n "$uri" ] || {
		echo "fresh-machine: apt knows no archive of Debian's $own here" >&2
		return 1
	}
	echo "$uri"
}

# The sources of Debian itself, without those this machine has added for other software, for the release wanted: an archive has all
# of them.
sources() {
	apt-get indextargets --format 'deb $(REPO_URI) $(CODENAME) $(COMPONENT)' 'Origin: Debian' 'Created-By: Packages' |
		awk -v own="$own" -v wanted="$release" '$3 == own || index($3, own "-") == 1 { sub(own, wanted, $3); print }' | sort -u
}

settings() {
	apt-config dump | grep -iE '^Acquire::.*(proxy|verify|cainfo)' >"$root/etc/apt/apt.conf.d/90host" || true
	sources >"$root/etc/apt/sources.list"
	cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
	echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe" # dpkg waits for the disk after each of hundreds of packages
	# Certificates an administrator has added; installing ca-certificates takes them in.
	mkdir -p "$root/usr/local/share/ca-certificates"
	find -L /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates/" \;
	if command -v npm >/dev/null; then
		mkdir -p "$root$home"
		npm config ls -l --json 2>/dev/null | python3 -c '
import json, sys
settings = json.load(sys.stdin)
for key in ("registry", "proxy", "https-proxy", "noproxy", "cafile", "strict-ssl"):
    value = settings.get(key)
    if value not in (None, "", [""], []):
        print(f"{key}={json.dumps(value) if isinstance(value, bool) else value}")' >"$root$home/.npmrc"
	fi
}

# sudo, and a user who may use it, as an installed Debian has them.
user_make() {
	[ "$user" != root ] || return 0
	say "sudo and a user"
	inside_as_root "apt-get -q update && apt-get -qy install --no-install-recommends sudo && (id $user || useradd -d $home -s /bin/bash $user)" >/dev/null
	echo "$user ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$user"
	inside_as_root "chown -R $user:$user $home /srv/socred"
}

inside_as_root() {
	local user=root home=/root
	inside "$1"
}

environment() {
	env | grep -iE '^((https?|ftp|all|no)_proxy|npm_config_(registry|proxy|https_proxy|noproxy|cafile)|NODE_EXTRA_CA_CERTS)=' || true
}

clone() {
	rm -rf "$root/srv/socred"
	git -c safe.directory="$project" clone -q --no-hardlinks "file://$project" "$root/srv/socred"
	say "commit $(git -C "$root/srv/socred" log -1 --format='%h %s')"
}

# inside [--cut] COMMAND: in the clone as the user of the new machine, with /proc and devices, and only while it runs.
inside() {
	local mounts='mount -t proc proc "$0/proc"; mount --rbind /dev "$0/dev"; mount -t tmpfs -o mode=1777 shm "$0/dev/shm";'
	local spaces=(--mount --propagation private)
	if [ "$1" = --cut ]; then
		spaces+=(--net)
		mounts+='ip link set lo up;'
		shift
	fi
	local variables
	mapfile -t variables < <(environment)
	unshare "${spaces[@]}" bash -ec "$mounts"' exec chroot "--userspec=$1:$1" "$0" /usr/bin/env -i "${@:2}"' "$root" "$user" \
		HOME="$home" USER="$user" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 TERM=dumb \
		"${variables[@]}" sh -c "cd /srv/socred && $1"
}

# The steps of the Containerfile, one a line: its keyword and what stands behind it.
container_steps() {
	sed -e :a -e '/^#/d; /\\$/{N; s/\\\n//; ba;}' "$root/srv/socred/Containerfile"
}

# What an image builder does, for the keywords that are there: each step in the folder that WORKDIR names.
container_build() {
	local step what folder=/
	while read -r step what; do
		case "$step" in
		ARG | FROM | ENTRYPOINT | '') ;; # the release is that of the machine
		WORKDIR) folder=$what && mkdir -p "$root$folder" ;;
		COPY)
			git -C "$root/srv/socred" archive HEAD "${what% *}" | tar -x -C "$root$folder"
			;;
		RUN) inside "cd $folder && $what" </dev/null ;;
		*) echo "fresh-machine: the Containerfile has a step that is not known here: $step" >&2 && return 1 ;;
		esac || return 1
	done < <(container_steps)
}

container_use() {
	inside --cut "cd /out && socred run /usr/local/src/socred/scenarios/start/minimal/scenario.yaml -o /out/minimal --quiet && ls -l /out/minimal &&
		/srv/socred/tools/lab-begins.sh socred lab --no-open --folder /out/lab"
}

# timed [--cut] COMMAND: in the clone; timed container_...: a function of this script.
timed() {
	local from=$SECONDS what="$*" how=inside
	what=${what/--cut/network cut off: }
	case "$1" in container_*) how= ;; esac
	say "$what"
	if $how "$@"; then
		say "$((SECONDS - from)) s: $what"
	else
		say "FAILED after $((SECONDS - from)) s: $what"
		failed=1
	fi
}

[ "$(id -u)" -eq 0 ] || {
	echo "fresh-machine: needs root (debootstrap and chroot)" >&2
	exit 2
}
if [ ! -x "$root/usr/bin/git" ]; then
	say "debootstrap $release"
	debootstrap --variant=minbase --include=git "$release" "$root" "$(mirror)" >/dev/null
fi
has=$(. "$root/etc/os-release" && echo "$VERSION_CODENAME")
[ "$has" = "$release" ] || {
	echo "fresh-machine: $root holds Debian's $has, not $release" >&2
	exit 2
}
settings
clone
user_make
commands=(./quickstart "./quickstart test")
case "$only" in
run) commands=(./quickstart) ;;
test) commands=("./quickstart test") ;;
lab) commands=("tools/lab-begins.sh ./quickstart lab --no-open --folder out/lab") ;;
python) commands=("./quickstart python" "out/python/bin/python -c 'import socred as sc; run = sc.scenario(\"minimal\", persons=2000).run(); run.plot(\"listed_per_1000\"); print(len(run.people(\"age\")))'") ;;
container) commands=() ;;
esac
failed=0
if [ "$only" = container ]; then
	timed container_build
	timed container_use
fi
for command in "${commands[@]}"; do
	timed "$command"
done
for command in "${commands[@]}"; do
	timed --cut "$command"
done
exit "$failed"
