/* Random draws: one pure function of (seed, purpose, id, month, k). No generator, no state, any order.
 *
 * Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3. SC11, 2011),
 * from Random123. Each purpose below names one stream; two purposes never share a draw.
 * Ids are person rows, community rows or place rows as the purpose says; id < 2^40, month < 2^16, k < 2^24.
 */
#ifndef SOC_BASE_DRAW_H
#define SOC_BASE_DRAW_H

#include <Random123/philox.h>
#include <stdint.h>

/* name, value: the value is part of every result and is never reused or changed. */
#define SOC_PURPOSES(X)                                                                                  \
	X(SOC_DRAW_REPLICATE, 1)     /* key of a replicate */                                                \
	X(SOC_DRAW_PERMUTE, 2)       /* keys of the population's permutations */                             \
	X(SOC_DRAW_TRAITS, 3)        /* person: fixed traits */                                              \
	X(SOC_DRAW_HOUSEHOLD, 4)     /* household: shared traits */                                          \
	X(SOC_DRAW_KIN, 5)           /* community: who is kin of whom */                                     \
	X(SOC_DRAW_IDENTITY, 6)      /* person: order in which identities are linked */                      \
	X(SOC_DRAW_EXPOSURE, 7)      /* person: order in which channels reach people */                      \
	X(SOC_DRAW_CANDIDATES, 8)    /* person-month: how many events could happen */                        \
	X(SOC_DRAW_EVENT, 9)         /* person-month, k-th candidate: which class, whether */                \
	X(SOC_DRAW_DETECT, 10)       /* person-month, k-th candidate: who sees it */                         \
	X(SOC_DRAW_RECORD, 11)       /* person-month, k-th candidate: what becomes of the record */          \
	X(SOC_DRAW_FALSE, 12)        /* community-month: records out of nothing */                           \
	X(SOC_DRAW_FALSE_RECORD, 13) /* community-month, k-th: what becomes of it */                         \
	X(SOC_DRAW_LOOKALIKE, 14)    /* person-month: who is named instead */                                \
	X(SOC_DRAW_LISTING, 15)      /* person-month: entry, exit, notice, appeal */                         \
	X(SOC_DRAW_DEMAND, 16)       /* person-month: attempts that meet a measure */                        \
	X(SOC_DRAW_SPILL, 17)        /* person: which measures reach this relative */                        \
	X(SOC_DRAW_APPEAL, 18)       /* person-month: decision on an appeal */                               \
	X(SOC_DRAW_REVIEW, 19)       /* person-month: decision of a human reviewer */                        \
	X(SOC_DRAW_CONDUCT, 20)      /* person-month: recovery, loss of work */                              \
	X(SOC_DRAW_LOAN, 22)         /* person-month: loans paid back */                                     \
	X(SOC_DRAW_SHARE, 21)        /* place: order in which places join a share of places */               \
	X(SOC_DRAW_BUREAU, 110)      /* person, month = stream: whom a bureau has a file of, and what of */  \
	X(SOC_DRAW_BUREAU_FILE,                                                                              \
	  111) /* person, month = bureau: whose records, whether without a score, which lists */             \
	X(SOC_DRAW_FRIENDS, 112)   /* community: who is a friend of whom; who falls in thought */            \
	X(SOC_DRAW_PROXY, 113)     /* person: the habit that a proxy measures */                             \
	X(SOC_DRAW_CONSENT, 100)   /* row of four persons, one word each: willingness to opt in */           \
	X(SOC_DRAW_UNKNOWING, 101) /* row of four persons, one word each: who cannot tell their grade */     \
	X(SOC_DRAW_NAME, 40)       /* row of four persons, one word each: how common the person's name is */ \
	X(SOC_DRAW_LINK, 41)       /* person-month, k-th candidate: to whom the record is linked */          \
	X(SOC_DRAW_FALSE_LINK, 42) /* community-month, k-th record out of nothing: to whom it is linked */   \
	X(SOC_DRAW_LABEL, 43)      /* row of four persons, one word each: who carries the label */           \
	X(SOC_DRAW_ATTENTION,                                                                                \
	  44) /* community-month: further records out of nothing of people with the label, or fewer */       \
	X(SOC_DRAW_HOPS, 70)          /* person-month, record and hop: what happens to it on its way up */   \
	X(SOC_DRAW_KIN_ENTRY, 50)     /* person-month: kin of a person entered is entered too */             \
	X(SOC_DRAW_GAIN, 51)          /* person-month: what a favour is worth, how long */                   \
	X(SOC_DRAW_CONTACT_MAP, 60)   /* community: who could know whom */                                   \
	X(SOC_DRAW_CONTACT, 61)       /* person-month: contacts at the start, lost by moving */              \
	X(SOC_DRAW_CONTACT_RENEW, 62) /* person-month: a contact made or faded */                            \
	X(SOC_DRAW_RESIDENCE, 63)     /* person-month: living undeclared found out, declaring seen */        \
	X(SOC_DRAW_SUSPICION, 64)     /* community-month: neighbours suspected or denounced */               \
	X(SOC_DRAW_PUBLICITY, 65)     /* person-month: contacts and work lost to publication */              \
	X(SOC_DRAW_FIRM_TRAITS, 80)   /* firm: size, sector, proneness */                                    \
	X(SOC_DRAW_FIRM_EMPLOYER, 81) /* person: who employs them */                                         \
	X(SOC_DRAW_FIRM_EVENT, 82)    /* firm-month, k: event class */                                       \
	X(SOC_DRAW_FIRM_DETECT, 83)   /* firm-month, block: event class; who sees it */                      \
	X(SOC_DRAW_FIRM_RECORD, 84)   /* firm-month, block: event class; what becomes of the record */       \
	X(SOC_DRAW_FIRM_FALSE, 85)    /* firm-month, k: channel; a record out of nothing */                  \
	X(SOC_DRAW_FIRM_INVENTED, 86) /* firm-month, block: channel; what becomes of it */                   \
	X(SOC_DRAW_FIRM_REACH, 87)    /* firm, k: channel; order in which it reaches firms */                \
	X(SOC_DRAW_FIRM_LIST, 88)     /* firm-month: entry and repair */                                     \
	X(SOC_DRAW_FIRM_DEMAND, 89)   /* firm-month: attempts that meet a measure */                         \
	X(SOC_DRAW_FIRM_HEAD, 90)     /* person-month: a head is entered for a firm */                       \
	X(SOC_DRAW_FIRM_WORK, 91)     /* person-month: an employee of a listed firm loses work */            \
	X(SOC_DRAW_DILIGENCE, 71)     /* person: how well they do what an examination asks */                \
	X(SOC_DRAW_RATING, 72)        /* person-month, family: error of the examination, impression */       \
	X(SOC_DRAW_RATER, 73)         /* community, family and rater: how lenient */                         \
	X(SOC_DRAW_CLIENT, 74)        /* person, family: whose client, which rater */                        \
	X(SOC_DRAW_ASSESSED,                                                                                 \
	  120) /* row of four persons, one word each, and month: whom an instrument assesses */              \
	X(SOC_DRAW_ASSESSMENT, 121) /* person-month: score and outcome; block 1: the record of a refusal */  \
	X(SOC_DRAW_FIRM_APPEAL, 92) /* firm-month: whether it appeals, what is found */                      \
	X(SOC_DRAW_FIRM_CLOSE, 93)  /* firm-month: it closes */                                              \
	X(SOC_DRAW_FIRM_NEW, 94)    /* firm, month = which firm in the seat: whose it is, proneness */       \
	X(SOC_DRAW_FIRM_CREDIT,                                                                              \
	  95) /* firm, month = which firm in the seat: order in which the register has a score */            \
	X(SOC_DRAW_TENANCY, 66) /* person: whether they rent where they live undeclared, and of whom */      \
	X(SOC_DRAW_LETTING, 67) /* person-month, record: who let the dwelling is asked; the record */

enum soc_purpose {
#define SOC_PURPOSE_ENUM(name, value) name = value,
	SOC_PURPOSES(SOC_PURPOSE_ENUM)
#undef SOC_PURPOSE_ENUM
};

/* Four independent uniform 32-bit words. */
static inline void soc_draw_block(uint64_t seed, enum soc_purpose purpose, uint64_t id, uint32_t month,
                                  uint32_t k, uint32_t out[4])
{
	philox4x32_ctr_t c = { { (uint32_t)id, (uint32_t)(id >> 32) << 24 | (k & 0xffffffu), month,
		                     (uint32_t)purpose } };
	philox4x32_key_t key = { { (uint32_t)seed, (uint32_t)(seed >> 32) } };
	c = philox4x32_R(10, c, key);
	out[0] = c.v[0];
	out[1] = c.v[1];
	out[2] = c.v[2];
	out[3] = c.v[3];
}

/* One uniform word. k counts words: four successive k share a block. */
static inline uint32_t soc_draw(uint64_t seed, enum soc_purpose purpose, uint64_t id, uint32_t month,
                                uint32_t k)
{
	uint32_t w[4];
	soc_draw_block(seed, purpose, id, month, k >> 2, w);
	return w[k & 3];
}

/* One word for each of n successive ids from first (a multiple of 4): out[i] = word (id & 3) of the block of
 * id >> 2. n is rounded up to a multiple of SOC_DRAW_ROW: out has room for it. Cost: about 1 ns a word. */
#define SOC_DRAW_ROW 16u
void soc_draw_row(uint64_t seed, enum soc_purpose purpose, uint64_t first, uint32_t n, uint32_t month,
                  uint32_t *out);

/* Whole blocks of many at once, as soc_draw_block gives them one by one. Cost: about 2.5 ns a block instead
 * of 10. rows: of the ids first + rows[i], i < n. blocks: the blocks k, k + 1, ... of one id. */
void soc_draw_rows(uint64_t seed, enum soc_purpose purpose, uint64_t first, const uint16_t *rows, uint32_t n,
                   uint32_t month, uint32_t k, uint32_t (*out)[4]);
void soc_draw_blocks(uint64_t seed, enum soc_purpose purpose, uint64_t id, uint32_t month, uint32_t k,
                     uint32_t n, uint32_t (*out)[4]);

/* The seed of replicate r of a scenario's seed; replicate 0 is the seed itself. */
uint64_t soc_draw_replicate(uint64_t seed, uint32_t replicate);

/* A probability as a threshold: an event of probability p happens when a word is below it.
 * p <= 0 gives 0 (never), p >= 1 gives 2^32 (always): compare as uint64_t or use soc_below. */
static inline uint64_t soc_threshold(double p)
{
	if (!(p > 0.0))
		return 0;
	if (p >= 1.0)
		return (uint64_t)1 << 32;
	return (uint64_t)(p * 4294967296.0 + 0.5);
}

static inline int soc_below(uint32_t word, uint64_t threshold)
{
	return (uint64_t)word < threshold;
}

/* A uniform integer in 0..n-1 from a word (n > 0), by multiplication. */
static inline uint32_t soc_pick(uint32_t word, uint32_t n)
{
	return (uint32_t)(((uint64_t)word * n) >> 32);
}

/* A quantity of mean 0 from two words: the sum of four uniform 16-bit numbers, as near to the normal law as
 * is needed, with the exact standard deviation that `scale` was compiled for (rules.h); at most 3.46 of them.
 * In the unit of the scale. */
static inline int32_t soc_spread(int64_t scale, uint32_t a, uint32_t b)
{
	const int64_t sum = (int64_t)(a & 0xffffu) + (a >> 16) + (b & 0xffffu) + (b >> 16) - 131070;
	return (int32_t)((sum * scale + ((int64_t)1 << 31)) >> 32);
}

/* A keyed permutation of 0..n-1 (n >= 1): cycle-walking Feistel network; the image of i. O(1), no tables. */
uint64_t soc_permute(uint64_t seed, uint64_t stream, uint64_t n, uint64_t i);

#endif
