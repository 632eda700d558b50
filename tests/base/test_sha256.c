/* SHA-256 against the values of the standard, and against libmd, however the bytes come. */
#include "base/sha256.h"
#include "runner.h"

#include <sha2.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 9000

static void end_as(struct soc_sha256 *sha, const char *wanted)
{
	uint8_t sum[SOC_SHA256_BYTES];
	char text[2 * SOC_SHA256_BYTES + 1];
	soc_sha256_end(sha, sum);
	for (int i = 0; i < SOC_SHA256_BYTES; i++)
		snprintf(text + 2 * i, 3, "%02x", sum[i]);
	assert_string_equal(text, wanted);
}

/* FIPS 180-4: the examples of NIST. */
static void values_of_the_standard(void **state)
{
	(void)state;
	struct soc_sha256 sha;
	soc_sha256_begin(&sha);
	end_as(&sha, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	soc_sha256_begin(&sha);
	soc_sha256_add(&sha, "abc", 3);
	end_as(&sha, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	soc_sha256_begin(&sha);
	soc_sha256_add(&sha, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56);
	end_as(&sha, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	soc_sha256_begin(&sha);
	for (int i = 0; i < 1000000; i++)
		soc_sha256_add(&sha, "a", 1);
	end_as(&sha, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void add_in_pieces(struct soc_sha256 *sha, const uint8_t *bytes, size_t length, size_t piece)
{
	soc_sha256_begin(sha);
	for (size_t at = 0; at < length; at += piece)
		soc_sha256_add(sha, bytes + at, length - at < piece ? length - at : piece);
}

/* Each length around the ends of blocks and of what is gathered, whole and in pieces. */
static void any_length_in_any_pieces(void **state)
{
	(void)state;
	static uint8_t bytes[LONGEST];
	static const size_t pieces[] = { 1, 63, 64, 65, 1000, 4095, 4096, 4097, LONGEST };
	uint8_t sum[SOC_SHA256_BYTES], wanted[SOC_SHA256_BYTES];
	struct soc_sha256 sha;
	for (size_t i = 0; i < LONGEST; i++)
		bytes[i] = (uint8_t)(i * 7919u >> 3 ^ i);
	for (size_t length = 0; length <= LONGEST; length += length < 300 || length % 4096 > 4000 ? 1 : 37) {
		SHA2_CTX other;
		SHA256Init(&other);
		SHA256Update(&other, bytes, length);
		SHA256Final(wanted, &other);
		for (size_t p = 0; p < sizeof pieces / sizeof *pieces; p++) {
			add_in_pieces(&sha, bytes, length, pieces[p]);
			soc_sha256_end(&sha, sum);
			assert_memory_equal(sum, wanted, sizeof sum);
		}
	}
}

PART(sha256)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_of_the_standard),
		cmocka_unit_test(any_length_in_any_pieces),
	};
	return run_part(tests, NULL, NULL);
}
