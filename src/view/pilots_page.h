#ifndef SOC_VIEW_PILOTS_PAGE_H
#define SOC_VIEW_PILOTS_PAGE_H

#include "analysis/pilots.h"

/* The page of judged pilots; out->failed when memory is out. */
void soc_pilots_put_page(const struct soc_pilots *p, struct soc_buf *out);

#endif
