#!/usr/bin/env bash
# The libraries that the engine in WebAssembly is linked with, from the sources of Debian 12.
#
#   libraries.sh DIRECTORY     builds them into DIRECTORY/include and DIRECTORY/lib, fetches what is not there
#
# Sources come through apt with its own lists below DIRECTORY (no root, nothing of the system's is changed), signed by Debian, and are
# held to the digests below as well: the same bytes on Debian 12 and 13. What is made is kept until this file or blas.c changes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
out=$PWD
exec 9>.lock
flock 9 # two builds at once wait for each other
mark=.made-$(cat "$here/libraries.sh" "$here/blas.c" | sha256sum | cut -c1-16)
[ ! -e "$mark" ] || exit 0
rm -rf .made-* include lib source object
mkdir -p include lib/pkgconfig source object archive

# source package, file, SHA-256
sources() {
	cat <<-END
		libfyaml libfyaml_0.7.12.orig.tar.gz 485342c6920e9fdc2addfe75e5c3e0381793f18b339ab7393c1b6edf78bf8ca8
		sqlite3 sqlite3_3.40.1.orig.tar.xz aaa776260ab4dc976db34aa7891819484c8676b5b2783123ebc6301e2ca5d655
		jansson jansson_2.14.orig.tar.gz c739578bf6b764aa0752db9a2fdadcfe921c78f1228c7ec0bb47fa804c55d17b
		libmd libmd_1.0.4.orig.tar.xz f51c921042e34beddeded4b75557656559cf5b1f2448033b4c1eec11c07e530f
		liblinear liblinear_2.3.0+dfsg.orig.tar.xz 8e3b935fdf638c6269111f0c9f3da6a8074b2b34c640f24108f38a13322d9039
	END
}

digests_hold() {
	sources | awk '{ print $3 "  archive/" $2 }' | sha256sum --check --quiet --strict
}

# apt as any user, with lists and an archive of its own.
own_apt() {
	APT_CONFIG=$out/archive/apt.conf apt-get -q "$@"
}

fetch() {
	mkdir -p archive/lists/partial archive/cache/archives/partial
	echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main" >archive/sources.list
	cat >archive/apt.conf <<-END
		Dir::Etc::sourcelist "$out/archive/sources.list";
		Dir::Etc::sourceparts "-";
		Dir::State::lists "$out/archive/lists";
		Dir::Cache "$out/archive/cache";
		APT::Sandbox::User "";
	END
	own_apt update
	# shellcheck disable=SC2046 # names of packages are words
	(cd archive && own_apt source --download-only --tar-only $(sources | cut -d' ' -f1))
}

digests_hold 2>/dev/null || fetch
digests_hold
sources | while read -r _ archive _; do tar -xf "archive/$archive" -C source; done

# The amalgamation of SQLite: one C file, made by the machine's own compiler and Tcl.
amalgamation() {
	mkdir -p object/sqlite
	(cd object/sqlite && CC=cc ../../source/sqlite3-3.40.1/configure --disable-shared && make sqlite3.c sqlite3.h) >object/sqlite.log 2>&1 ||
		{ tail -5 object/sqlite.log >&2; exit 1; }
	cp object/sqlite/sqlite3.h include/
}

# jansson's and libmd's answers of configure for this target.
headers() {
	sed 's/@json_inline@/inline/; s/@json_have_long_long@/1/; s/@json_have_localeconv@/1/; s/@json_have_[a-z]*_builtins@/1/' \
		source/jansson-2.14/src/jansson_config.h.in >include/jansson_config.h
	printf '#define HAVE_STDINT_H 1\n#define HAVE_UNISTD_H 1\n#define INITIAL_HASHTABLE_ORDER 3\n' >object/jansson_private_config.h
	mkdir -p object/jansson object/libmd object/libfyaml
	mv object/jansson_private_config.h object/jansson/
	printf '#define HAVE_CONFIG_H 1\n' >object/libmd/config.h
	printf '#define VERSION "0.7.12"\n#define HAVE_DECL_ENVIRON 1\n' >object/libfyaml/config.h
	cp source/jansson-2.14/src/jansson.h source/libmd-1.0.4/include/sha2.h source/liblinear-2.30/linear.h include/
	cp source/libfyaml-0.7.12/include/libfyaml.h include/
	cp -r /usr/include/Random123 include/
	# Its list of tried machines lacks this one; tests/base holds its words, and the test of the digests every other.
	sed -i '/^#if !defined(__x86_64__) && !defined(__i386__)/s/$/ \&\& !defined(__wasm__)/' include/Random123/features/gccfeatures.h
}

# One line for each object: its name, and how it is compiled.
compile() {
	local f
	echo "sqlite3.o emcc -O2 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_ENABLE_MATH_FUNCTIONS -c object/sqlite/sqlite3.c"
	for f in source/jansson-2.14/src/*.c; do
		echo "jansson-$(basename "$f" .c).o emcc -O2 -DHAVE_CONFIG_H -Iobject/jansson -Iinclude -c $f"
	done
	echo "sha2.o emcc -O2 -Iobject/libmd -Isource/libmd-1.0.4/include -c source/libmd-1.0.4/src/sha2.c"
	for f in source/libfyaml-0.7.12/src/lib/*.c source/libfyaml-0.7.12/src/xxhash/*.c; do
		echo "fyaml-$(basename "$f" .c).o emcc -O2 -D_GNU_SOURCE -DHAVE_CONFIG_H -Iobject/libfyaml -Iinclude -Isource/libfyaml-0.7.12/src/lib -Isource/libfyaml-0.7.12/src/xxhash -w -c $f"
	done
	for f in linear tron; do
		echo "linear-$f.o em++ -O2 -ffp-contract=off -fno-exceptions -fno-rtti -w -c source/liblinear-2.30/$f.cpp"
	done
	echo "linear-blas.o emcc -O2 -ffp-contract=off -c $here/blas.c"
}

library() {
	emar rcs "lib/lib$1.a" object/"$2"*.o
	printf 'Name: %s\nDescription: for WebAssembly\nVersion: %s\nLibs: -L%s/lib -l%s\nCflags: -I%s/include\n' "$1" "$4" "$out" "$1" "$out" >"lib/pkgconfig/$3.pc"
}

amalgamation
headers
# shellcheck disable=SC2016 # expanded by the inner shell
compile | xargs -P "$(nproc)" -L 1 sh -c 'o=$1; shift; exec "$@" -o "object/$o"' sh
library fyaml fyaml- libfyaml 0.7.12
library sqlite3 sqlite3 sqlite3 3.40.1
library jansson jansson- jansson 2.14
library md sha2 libmd 1.0.4
library linear linear- liblinear 2.30
touch "$mark"
