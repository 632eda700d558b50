/* Who knows whom, where people live, what publicity costs (near.c); and what of happen.c it stands on. */
#ifndef SOC_TESTS_REFERENCE_NEAR_H
#define SOC_TESTS_REFERENCE_NEAR_H

#include "reference.h"

enum { TOLD, SUSPICION, MALICE, CLERICAL, REGISTER }; /* why there is a record of where somebody lives */

/* The other side of a slot of contacts, or NOBODY. */
int ref_partner(const struct ref_now *now, int row, int slot);
void ref_contacts_move(struct ref_now *now);
void ref_residence(struct ref_now *now);
void ref_publicity(struct ref_now *now);
void ref_correct_residence(struct ref_now *now);
void ref_contacts_renew(struct ref_now *now);
void ref_count_contacts(struct ref_now *now);
int ref_sublets(const struct ref_now *now, int person); /* to somebody who lives unregistered */
void ref_count_subletting(struct ref_now *now);

int ref_is_covered(const struct ref_now *now, int person, int channel);
void ref_count_made(struct ref_now *now, const struct ref_record *r);
int ref_knows_rules(const struct ref_now *now, int person);
/* Whether a black list in force is for acts of the class. */
int ref_is_offence(const struct ref_now *now, int class);

#endif
