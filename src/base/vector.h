/* Vector instructions of the processor. Built with -Dvectors=disabled (SOC_NO_VECTORS) there are none, here,
 * in draw.c and in scan.h: tests/parallel compares the bytes of such a build with those of the others. No
 * environment variable could stand in for that build: GLIBC_TUNABLES masks what libc looks at, and the choice
 * asks the processor itself.
 *
 * SOC_VECTOR before a static function of integer loops, or of real ones whose sums keep their order: compiled
 * for AVX2 as well where the machine has it, chosen when the program starts. The arithmetic is the same to
 * the last bit, whichever is taken. Static, since gcc and clang give the one that chooses different names:
 * another file would not find it. */
#ifndef SOC_BASE_VECTOR_H
#define SOC_BASE_VECTOR_H

#if defined(SOC_NO_VECTORS) || defined(__SANITIZE_THREAD__)
#define SOC_NO_CLONES 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SOC_NO_CLONES 1 /* the choice runs before the sanitizer is ready */
#endif
#endif

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(SOC_NO_CLONES)
#define SOC_VECTOR __attribute__((target_clones("avx2", "default")))
#else
#define SOC_VECTOR
#endif

#endif
