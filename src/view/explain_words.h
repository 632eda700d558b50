/* Words for the codes of the month log, in one place for both forms of an explained life. */
#ifndef SOC_VIEW_EXPLAIN_WORDS_H
#define SOC_VIEW_EXPLAIN_WORDS_H

static const char *const soc_words_decision[] = { "undecided",
	                                              "lost: no identity linked",
	                                              "dismissed by verification",
	                                              "accepted automatically",
	                                              "rejected automatically",
	                                              "sent to a reviewer",
	                                              "lost: no room in the docket",
	                                              "accepted by a reviewer",
	                                              "rejected by a reviewer",
	                                              "lost between two levels",
	                                              "on its way to where it is decided",
	                                              "lapsed: nobody could verify it" };
static const char *const soc_words_record_truth[] = { "did it", "misattributed: somebody else did it",
	                                                  "fabricated: it never happened" };
static const char *const soc_words_entry_truth[] = { "did what the entry is for",
	                                                 "did not do that, but has committed another violation",
	                                                 "has committed no violation" };
static const char *const soc_words_exit[] = { "expired", "repaired", "overturned on appeal" };
static const char *const soc_words_notice[] = { "told when entered",
	                                            "learnt of the entry from its publication",
	                                            "learnt of the entry from a refusal" };
static const char *const soc_words_ruling[] = { "overturned", "denied",
	                                            "closed undecided: the entry had ended" };
static const char *const soc_words_role[] = { "head",  "spouse",       "child",
	                                          "elder", "other member", "lives in collective quarters" };

#endif
