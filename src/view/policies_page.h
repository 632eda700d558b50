#ifndef SOC_VIEW_POLICIES_PAGE_H
#define SOC_VIEW_POLICIES_PAGE_H

#include "analysis/policies.h"

/* The page of judged policies; out->failed when memory is out. */
void soc_policies_put_page(const struct soc_policies *p, struct soc_buf *out);

#endif
