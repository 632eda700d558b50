#!/usr/bin/env bash
# tests under AddressSanitizer and UndefinedBehaviorSanitizer, gcc and clang
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# Of the known suite the reference alone: the others run whole scenarios and take ten minutes here.
suites=(--suite unit --suite fault)
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
# shellcheck disable=SC2054 # the comma belongs to the value
common=(-Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false -Db_ndebug=false -Dreport=false)

CC=gcc build_dir build-address-gcc "${common[@]}"
# One compiler runs the program from outside, the other the reference, which takes as long: each finds what the other does not.
meson_tests build-address-gcc "${suites[@]}" --suite cli
# The fuzzers are built here as well: their marks in the code cost the other tests little.
CC=clang build_dir build-address-clang "${common[@]}" -Dfuzz=true -Dc_args=-fsanitize=fuzzer-no-link
meson_tests build-address-clang "${suites[@]}"
meson_tests build-address-clang reference
