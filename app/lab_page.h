/* What is built in for the lab: its page, and the description of its requests. Both NUL-terminated. */
#ifndef SOCRED_APP_LAB_PAGE_H
#define SOCRED_APP_LAB_PAGE_H

extern const char lab_page[];    /* web/lab, bundled */
extern const char lab_openapi[]; /* web/lab/openapi.json */

#endif
