/* Attention by place. */
#ifndef SOC_TESTS_REFERENCE_ATTENTION_H
#define SOC_TESTS_REFERENCE_ATTENTION_H

#include "reference.h"

/* Before the first month; factor on what a channel detects; a new record; after a month. */
void ref_attention_begin(struct reference *ref);
uint32_t ref_attention(const struct ref_now *now, int channel);
void ref_attention_note(struct ref_now *now, const struct ref_record *r);
void ref_attention_follow(struct reference *ref, int months);

#endif
